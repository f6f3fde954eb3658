"""What a portfolio says, as blocks: a finding, a picture and tables for each question."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from valueworkshop.core.scoring.gap_points import points, sign, signed
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.portfolio.five_questions import QUESTIONS, Answers, Question, Record
from valueworkshop.portfolio.portfolio_pictures import (
    NO_DATE,
    NO_FUNCTION,
    TEAMS,
    in_cells,
    picture,
    short_names,
)

WIDE: Final = 100
"""Cells of a picture across where nothing says otherwise."""

MOST, FEW = 40, 8
"""Rows of a table on a page and in a terminal; `--csv` has all."""

_NONE: Final = "–"
TITLE: Final = "Portfolio"


def report(
    found: Answers, left_out: Sequence[str] = (), width: int = WIDE, most: int = MOST
) -> list[Block]:
    """Return all questions with their answers, and which files are not in them.

    A picture takes `width` cells across at most, a table has so many rows at `most`.
    """
    blocks: list[Block] = [Heading(TITLE, 1), Paragraph(in_short(found))]
    for question in QUESTIONS:
        blocks += section(question, found, min(width, WIDE), most)
    if left_out:
        blocks += [Heading("Not in here"), Bullets(tuple(left_out))]
    return [*blocks, Paragraph(METHOD)]


METHOD: Final = (
    "A change has a verdict only between workshops of one team with the same kit or where one "
    "follows the other, in the same words and with the same people; and only where it is more than "
    "chance alone could make. Groups with fewer than three people are never told apart."
)


def section(question: Question, found: Answers, width: int = WIDE, most: int = MOST) -> list[Block]:
    """Return one question: what it says in a sentence or two, its picture, its tables."""
    blocks: list[Block] = [Heading(question.title), Paragraph(SAID[question.key](found))]
    numbers = picture(question.key, found)
    if numbers is not None:

        def rows(width: int) -> Sequence[str]:
            return [row.rstrip() for row in in_cells(numbers, width).letters()]

        blocks.append(Chart(tuple(rows(width)), numbers, rows))
    for part in question.parts:
        if found[part]:
            blocks += _table(part, _largest_first(part, found[part]), most)
    return blocks


def in_short(found: Answers) -> str:
    """Say how many workshops, teams and people there are in all."""
    rows = found["taking_part"]
    workshops = sum(row["workshops"] for row in rows)
    people = sum(row["people"] or 0 for row in rows)
    teams = len({row["team_id"] for row in found["map"]})
    if not workshops:
        return "There is no workshop yet."
    told = f"{_some(workshops, 'workshop')}, {_some(people, 'participant')}"
    return f"{told}; {_some(teams, 'team')} with a gap that we can show."


def _some(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _of_the_map(found: Answers) -> str:
    rows = found["map"]
    if not rows:
        return "No item was rated for what is needed and for today, by three people or more."
    top = max(rows, key=lambda row: (row["gap"], row["n"], row["item_id"]))
    verdicts = Counter(row["verdict"] for row in rows if row["verdict"])
    items, teams = ({row[key] for row in rows} for key in ("item_id", "team_id"))
    said = (
        f"{_some(len(items), 'item')} in {_some(len(teams), 'team')}. The largest gap: "
        f"{points(top['gap'])} of 100 points, “{in_a_sentence(top['item_text'] or '')}” "
        f"(n {top['n']}), {in_a_sentence(top['team'] or '')}."
    )
    if verdicts:
        real = [f"{verdicts[word]} {word}" for word in ("better", "worse")]
        rest = sum(verdicts.values()) - verdicts["better"] - verdicts["worse"]
        said += f" Since the workshop before: {', '.join(real)}; of {rest} nothing can be said."
    if len(teams) > TEAMS:
        said += f" The picture has the {TEAMS} teams with the largest mean gap."
    return said


def _of_actions(found: Answers) -> str:
    row = next(row for row in found["actions"] if row["part"] == "all")
    if not row["made"]:
        return "No action was agreed yet."
    said = (
        f"Of {_some(row['made'], 'action')} {row['done']} done, {row['still_open']} open "
        f"({row['late']} of them late), {row['dropped']} dropped."
    )
    if row["days"] is not None:
        said += f" Half of those done took {whole(row['days'])} days or fewer, as far as we know."
    return said


def _of_evidence(found: Answers) -> str:
    rows = found["evidence"]
    if not rows:
        return "No workshop has an index yet, so there is nothing to know."
    last = rows[-1] if rows[-1]["quarter"] or len(rows) == 1 else rows[-2]
    guessed = _percent(last["assumed"])
    said = f"In {last['quarter'] or NO_DATE} {guessed} of the index was our own guess."
    if last["index_evidenced"] is not None:
        said += (
            f" As voted the index is {points(last['gap_index_both'])} on average, over what is "
            f"heard or measured alone {points(last['index_evidenced'])}."
        )
    if found["oldest"]:
        old = found["oldest"][0]
        since = f" since {old['since'].isoformat()}" if old["since"] else ""
        said += (
            f" Of the guesses that matter, {len(found['oldest'])} still to be tested; the "
            f"oldest{since}: “{in_a_sentence(old['item_text'] or '')}”."
        )
    return said


def _of_what_recurs(found: Answers) -> str:
    rows, asked = found["recurs"], found["questions"]
    if not rows and not asked:
        return "Nothing is short in three workshops, and no question was left open twice."
    said = "No item is short in three workshops."
    if rows:
        top = rows[0]
        said = (
            f"{_some(len(rows), 'item')} short in three workshops or more; most often "
            f"“{in_a_sentence(top['item_text'] or '')}”: {top['short']} of {top['asked']}."
        )
    if asked:
        said += f" {_some(len(asked), 'question')} left open in two workshops or more."
    return said


def _of_taking_part(found: Answers) -> str:
    rows = found["taking_part"]
    if not rows:
        return "There is no workshop yet."
    dated = [row for row in rows if row["quarter"]]
    if not dated:
        return f"{_some(sum(row['workshops'] for row in rows), 'workshop')} without a date."
    last = dated[-1]
    coverage = (
        f"; {_percent(last['coverage'])} of the possible answers were given"
        if last["coverage"] is not None
        else ""
    )
    told = f"{_some(last['workshops'], 'workshop')} with {_some(last['people'], 'participant')}"
    return f"In {last['quarter']} {told}{coverage}."


SAID: Final[dict[str, Callable[[Answers], str]]] = {
    "map": _of_the_map,
    "follow_through": _of_actions,
    "evidence": _of_evidence,
    "recurs": _of_what_recurs,
    "taking_part": _of_taking_part,
}
"""What the answer to each question comes to, in words."""


def _percent(share: float | None) -> str:
    return _NONE if share is None else f"{whole(100 * share)} %"


def _day(value: Any) -> str:
    return value.isoformat() if value else NO_DATE


def _text(value: Any) -> str:
    return _NONE if value is None or value == "" else str(value)


_HEADS: Final[dict[str, tuple[str, tuple[str, ...], frozenset[int]]]] = {
    "map": (
        "Latest gap",
        ("Team", "Item", "Gap", "Change", "n", "Verdict", "Day"),
        frozenset({2, 3, 4}),
    ),
    "trend": (
        "Each item over time",
        ("Item", "Quarter", "Gap", "Answers", "Workshops"),
        frozenset({2, 3, 4}),
    ),
    "actions": (
        "By function and team",
        ("Who", "Agreed", "Done", "Open", "Late", "Dropped", "Days"),
        frozenset(range(1, 7)),
    ),
    "late": ("Late", ("Due", "Action", "Team", "Function"), frozenset()),
    "evidence": (
        "Over time",
        ("Quarter", "Workshops", "Assumed", "Heard", "Measured", "Index", "On evidence"),
        frozenset(range(1, 7)),
    ),
    "oldest": (
        "Guesses that wait to be tested",
        ("Since", "Item", "Team", "R", "n"),
        frozenset({3, 4}),
    ),
    "recurs": (
        "Short again and again",
        ("Item", "Short in", "Of", "Teams", "Mean gap", "Answers", "Last"),
        frozenset(range(1, 6)),
    ),
    "questions": (
        "Left open again",
        ("Question", "Workshops", "Teams", "First", "Last"),
        frozenset({1, 2}),
    ),
    "taking_part": (
        "By quarter",
        ("Quarter", "Workshops", "Teams", "Participants", "Coverage", "Items rated"),
        frozenset(range(1, 6)),
    ),
}


def _cells(part: str, row: Record) -> tuple[str, ...]:  # noqa: PLR0911 - one for each part
    quarter = row.get("quarter") or NO_DATE
    match part:
        case "map":
            gap = f"{sign(row['gap'])} {points(row['gap'])}"
            told = (*_texts(row, "team", "item_text"), gap, signed(row["change"]), str(row["n"]))
            return (*told, _text(row["verdict"]), _day(row["date"]))
        case "trend":
            counts = _counts(row, "answers", "workshops")
            return (_text(row["item_text"]), quarter, points(row["gap"]), *counts)
        case "actions":
            name = "All" if row["part"] == "all" else row["name"] or NO_FUNCTION
            counts = _counts(row, "made", "done", "still_open", "late", "dropped")
            return (name, *counts, points(row["days"]))
        case "late":
            return (_day(row["due"]), *_texts(row, "title", "team", "function"))
        case "evidence":
            shares = (_percent(row[key]) for key in ("assumed", "heard", "measured"))
            indices = (points(row["gap_index"]), points(row["index_evidenced"]))
            return (quarter, str(row["workshops"]), *shares, *indices)
        case "oldest":
            told = (_day(row["since"]), *_texts(row, "item_text", "team"))
            return (*told, points(row["r"]), str(row["n"]))
        case "recurs":
            counts = _counts(row, "short", "asked", "teams")
            rest = (points(row["gap"]), str(row["answers"]), _day(row["last"]))
            return (_text(row["item_text"]), *counts, *rest)
        case "questions":
            counts = _counts(row, "workshops", "teams")
            return (_text(row["question"]), *counts, _day(row["first"]), _day(row["last"]))
        case _:
            counts = _counts(row, "workshops", "teams", "people")
            return (quarter, *counts, _percent(row["coverage"]), str(row["rated"]))


def _texts(row: Record, *names: str) -> tuple[str, ...]:
    return tuple(_text(row[name]) for name in names)


def _counts(row: Record, *names: str) -> tuple[str, ...]:
    return tuple(f"{row[name] or 0:,}" for name in names)


def _largest_first(part: str, rows: Sequence[Record]) -> list[Record]:
    """Return rows as people read them: a table of gaps from the largest on."""
    if part != "map":
        return list(rows)
    names = short_names(rows)
    return sorted(
        ({**row, "team": names[row["team_id"]]} for row in rows),
        key=lambda row: (-row["gap"], row["team"], row["item_id"]),
    )


def _table(part: str, rows: Sequence[Record], most: int) -> Iterator[Block]:
    title, header, numeric = _HEADS[part]
    yield Heading(title, 3)
    cells = tuple(_cells(part, row) for row in rows[:most])
    yield Table(header, cells, numeric=numeric)
    if len(rows) > most:
        yield Paragraph(f"And {len(rows) - most:,} more: `--csv {part}` has all of them.")
