"""The questions that a head of many teams asks, each written once in the SQL of all engines.

They use only what DuckDB and Spark say alike: common table expressions, windows, CASE, `median`,
doubles as 2e0. `TODAY` stands for a day. A change has a verdict by the rule of `compare`, see
`verdict_on` in core/compare/two_workshops.py; what chance makes is called so.
"""

# ruff: noqa: S608 - nothing from outside gets into a query

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

Record: TypeAlias = Mapping[str, Any]
Answers: TypeAlias = Mapping[str, Sequence[Record]]
"""The rows of each part of the questions."""


class Engine(Protocol):
    """What answers SQL on the tables `workshops`, `items` and `actions`."""

    def ask(self, sql: str) -> Sequence[Record]:
        """Return the rows of a query, each by the names of its columns."""

    def close(self) -> None:
        """Let go of what it holds."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its parts are queries by name, in the order in which they are told."""

    key: str
    title: str
    about: str
    parts: Mapping[str, str]


TODAY: Final = "{today}"

_RATED: Final = """
rated AS (
  SELECT * FROM (
    SELECT w.team_id, w.team, w.workshop, w.date, w.quarter, w.kit, w.follows, w.same_people,
           i.item_id, i.item_text, i.n, i.gap, i.r, i.se, i.evidence, i.next_step,
           row_number() OVER (
             PARTITION BY i.workshop, i.item_id ORDER BY i.stage, i.item) AS place
    FROM items i JOIN workshops w ON i.workshop = w.workshop
    WHERE i.kind = 'rated' AND i.gap IS NOT NULL) each
  WHERE place = 1),
placed AS (
  SELECT rated.*, row_number() OVER (
    PARTITION BY team_id, item_id ORDER BY date DESC NULLS LAST, workshop) AS back
  FROM rated)
"""
"""The gaps of each workshop, an item once, numbered back in time for each team and item."""

_MAP: Final = f"""
WITH {_RATED},
paired AS (
  SELECT l.team_id, l.team, l.item_id, l.item_text, l.workshop, l.date, l.n, l.gap, l.se,
         b.workshop AS before, b.date AS before_date, b.n AS before_n, b.gap AS before_gap,
         b.se AS before_se,
         coalesce(b.date < l.date AND (b.kit = l.kit OR l.follows = b.workshop), false) AS related,
         coalesce(b.same_people = l.same_people AND b.n = l.n, false) AS same
  FROM placed l
  LEFT JOIN placed b ON b.team_id = l.team_id AND b.item_id = l.item_id AND b.back = 2
  WHERE l.back = 1)
SELECT team_id, team, item_id, item_text, workshop, date, n, gap, se, before, before_date,
       before_n, before_gap,
       CASE WHEN related THEN gap - before_gap END AS change,
       CASE WHEN before IS NULL THEN NULL
            WHEN NOT related THEN 'side by side'
            WHEN NOT same THEN 'other people'
            WHEN se IS NULL OR before_se IS NULL THEN 'too few answers'
            WHEN abs(gap - before_gap) <= greatest(
              2e0 * sqrt(se * se + before_se * before_se), 25e0 / least(n, before_n))
              THEN 'within noise'
            WHEN gap < before_gap THEN 'better'
            ELSE 'worse' END AS verdict
FROM paired
ORDER BY team, team_id, item_text, item_id
"""

_TREND: Final = f"""
WITH {_RATED}
SELECT item_id, max(item_text) AS item_text, quarter, count(*) AS workshops,
       sum(n) AS answers, avg(gap) AS gap
FROM rated
GROUP BY item_id, quarter
ORDER BY item_text, item_id, quarter NULLS LAST
"""

_LATEST: Final = """
latest AS (
  SELECT * FROM (
    SELECT a.action, a.title, a.function, a.status, a.is_open, a.since, a.due, a.days,
           w.workshop, w.team_id, w.team, w.date,
           row_number() OVER (
             PARTITION BY a.action ORDER BY w.date DESC NULLS LAST, a.workshop, a.stage) AS back
    FROM actions a JOIN workshops w ON a.workshop = w.workshop) each
  WHERE back = 1)
"""
"""Each action once, as the latest workshop that has it says how far it is."""

_COUNTS: Final = f"""
count(*) AS made,
count(CASE WHEN is_open THEN 1 END) AS still_open,
count(CASE WHEN is_open AND due < {TODAY} THEN 1 END) AS late,
count(CASE WHEN status = 'done' THEN 1 END) AS done,
count(CASE WHEN status = 'dropped' THEN 1 END) AS dropped,
median(days) AS days
"""

_FOLLOW_THROUGH: Final = f"""
WITH {_LATEST}
SELECT 'all' AS part, CAST(NULL AS STRING) AS name, {_COUNTS} FROM latest
UNION ALL
SELECT 'function' AS part, function AS name, {_COUNTS} FROM latest GROUP BY function
UNION ALL
SELECT 'team' AS part, max(team) AS name, {_COUNTS} FROM latest GROUP BY team_id
ORDER BY part, made DESC, name NULLS LAST
"""

_LATE: Final = f"""
WITH {_LATEST}
SELECT team, title, function, status, due, since, workshop, action
FROM latest
WHERE is_open AND due < {TODAY}
ORDER BY due, team, title, action
"""

_EVIDENCE: Final = """
SELECT quarter, count(*) AS workshops, avg(assumed) AS assumed, avg(heard) AS heard,
       avg(measured) AS measured, avg(gap_index) AS gap_index,
       count(gap_index_both) AS workshops_both, avg(gap_index_both) AS gap_index_both,
       avg(index_evidenced) AS index_evidenced
FROM (SELECT workshops.*,
             CASE WHEN index_evidenced IS NOT NULL THEN gap_index END AS gap_index_both
      FROM workshops) each
WHERE assumed IS NOT NULL
GROUP BY quarter
ORDER BY quarter NULLS LAST
"""

_OLDEST: Final = f"""
WITH {_RATED},
dated AS (
  SELECT placed.*, max(CASE WHEN evidence <> 'assumed' THEN date END) OVER (
    PARTITION BY team_id, item_id) AS known
  FROM placed),
guessed AS (
  SELECT dated.*,
         min(CASE WHEN evidence = 'assumed' AND (known IS NULL OR date > known) THEN date END)
           OVER (PARTITION BY team_id, item_id) AS since
  FROM dated)
SELECT team_id, team, item_id, item_text, since, workshop, date, n, gap, r
FROM guessed
WHERE back = 1 AND evidence = 'assumed' AND next_step = 'ask customers'
ORDER BY since NULLS LAST, r DESC NULLS LAST, team, team_id, item_id
"""

_SHORT: Final = f"""
WITH {_RATED}
SELECT item_id, max(item_text) AS item_text, count(*) AS asked,
       count(CASE WHEN gap > 2e0 * se THEN 1 END) AS short,
       count(DISTINCT CASE WHEN gap > 2e0 * se THEN team_id END) AS teams,
       sum(n) AS answers, avg(gap) AS gap, max(date) AS last
FROM rated
GROUP BY item_id
HAVING count(CASE WHEN gap > 2e0 * se THEN 1 END) >= 3
ORDER BY short DESC, gap DESC, item_id
"""

_QUESTIONS: Final = """
SELECT i.item_id, max(i.item_text) AS question, count(DISTINCT i.workshop) AS workshops,
       count(DISTINCT w.team_id) AS teams, min(w.date) AS first, max(w.date) AS last
FROM items i JOIN workshops w ON i.workshop = w.workshop
WHERE i.kind = 'open question'
GROUP BY i.item_id
HAVING count(DISTINCT i.workshop) >= 2
ORDER BY workshops DESC, question, item_id
"""

_TAKING_PART: Final = """
SELECT quarter, count(*) AS workshops, count(DISTINCT team_id) AS teams, sum(people) AS people,
       avg(coverage) AS coverage, sum(rated) AS rated
FROM workshops
GROUP BY quarter
ORDER BY quarter NULLS LAST
"""

QUESTIONS: Final = (
    Question(
        "map",
        "Where it falls short",
        "Each item in each team: the latest gap, and the change since the workshop before.",
        {"map": _MAP, "trend": _TREND},
    ),
    Question(
        "follow_through",
        "What became of the actions",
        "Each action as the latest workshop that has it says.",
        {"actions": _FOLLOW_THROUGH, "late": _LATE},
    ),
    Question(
        "evidence",
        "How we know",
        "How much of the index is our own guess, and the oldest guesses that matter.",
        {"evidence": _EVIDENCE, "oldest": _OLDEST},
    ),
    Question(
        "recurs",
        "What recurs",
        "Items short in three workshops or more, by more than twice the standard error; and "
        "questions left open in several.",
        {"recurs": _SHORT, "questions": _QUESTIONS},
    ),
    Question(
        "taking_part",
        "Who takes part",
        "Workshops a quarter, the people in them, and how many of the answers were given.",
        {"taking_part": _TAKING_PART},
    ),
)


PARTS: Final = tuple(part for question in QUESTIONS for part in question.parts)
"""The names of all parts; no two questions have one of the same name."""


def sql_of(question: Question, part: str, today: dt.date) -> str:
    """Return the query of a part, for any engine."""
    return question.parts[part].replace(TODAY, f"DATE '{today.isoformat()}'")


def answers(engine: Engine, today: dt.date) -> Answers:
    """Return the answers to all questions, by the names of their parts."""
    return {
        part: engine.ask(sql_of(question, part, today))
        for question in QUESTIONS
        for part in question.parts
    }
