"""Somebody who has every output of a workshop and wants to know whose each ballot is.

They know who took part and which group each person belongs to, as reports say it. They link the
ballots of two outputs by id if both have ids, else by what the ballots say; here no two ballots say
the same. They know which groups an output shows, so a ballot without a group belongs to none of
these, and they add up the shares that it shows by group. They cannot rule out what fits all of this
together.
"""

import csv
import html
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import openpyxl

from made_sessions import BELIEFS, RATE
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.projected_blocks import Picture
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.votes.model import answers, asks
from valueworkshop.exports import terminal_text, workshop_json
from valueworkshop.exports.export_forms import Form, Wanted, exported, written
from valueworkshop.files.text import session_file
from valueworkshop.lines.stages import told as told_in_lines
from valueworkshop.portfolio.table_schema import VOTES
from valueworkshop.portfolio.workshop_rows import extract

STAGES = (BELIEFS, RATE)

Said = tuple[tuple[str, str, str], ...]
"""What a ballot says, as sorted (facet, item, answer)."""

Counts = tuple[int, ...]
"""How many agree, disagree, do not know and skip, as far as an output says it; or gave 1 to 5."""


@dataclass
class Seen:
    """One stage in one output.

    `ballots` are (id or '', group or '', what it says). `shares` are counts by item and group as
    the output shows them; if it shows a group, other groups do not count in it.
    """

    stage: str
    ballots: list[tuple[str, str, Said]] = field(default_factory=list)
    shares: dict[str, dict[str, Counts]] = field(default_factory=dict)


def outputs(session: Session) -> Iterator[Seen]:
    """Yield all that any form shows of a session, with names and without."""
    for anonymous in (False, True):
        for form in (Form.MD,) if anonymous else (Form.MD, Form.HTML, Form.TEXT):
            text = _export(session, form, anonymous=anonymous)
            yield from _tables(text, session)
            if form is Form.MD:
                yield _dots(text, session)
        yield from _rows(_export(session, Form.CSV, anonymous=anonymous))
        yield from _tables(_export(session, Form.NOTES, anonymous=anonymous), session)
        yield from _tidy(session)
        told = json.loads(_export(session, Form.JSON, anonymous=anonymous))
        yield from of_answers(told["session"].get("answers", {}))  # nobody may have voted yet
        yield _lenses(told["scores"])
    yield _lenses(json.loads(workshop_json.as_json(workshop_json.of_workshop(session))))
    told_at_200 = terminal_text.written(KINDS["statements"].told(session, BELIEFS), 200)
    yield from _tables(told_at_200, session)
    yield from _by_voter(_sheet(session))
    yield _projected(session)
    lines = "\n".join(told_in_lines(session, BELIEFS))
    yield _found(lines, session, _LINE)


def of_file(session: Session) -> Iterator[Seen]:
    """Yield what the file of a session shows."""
    text = session_file.dumps(session).decode()
    read = session_file.loads(text.encode(), "x.toml").session
    for stage in STAGES:
        ballots = answers(read, stage).rounds.values()
        yield Seen(
            stage,
            [
                (key, ballot.group, _said(ballot.answers))
                for vote in ballots
                for key, ballot in vote.ballots.items()
            ],
        )


def _export(session: Session, form: Form, *, anonymous: bool) -> str:
    return written(session, Wanted(form=form, anonymous=anonymous, full=form.is_report))


_NUMBERS = r"(\d+)\D+?(\d+)\D+?(\d+)\D+?(\d+)"
_ROW = re.compile(
    r"^\W*(?P<name>[a-z][a-z ]*?)(?: \W+| +)(?:Share )?(?:\d+ %|–)?\D*?\d+\D+?" + _NUMBERS + r"\W*$"
)
_BAR = re.compile(r"^\s+[█░·]+ +(?P<percent>\d+|–)(?: %)? +n (?P<n>\d+) +(?P<name>[a-z ]+)")
_LINE = re.compile(r"^(?P<name>[A-Z][a-z ]+): (?P<said>.*)\.$")


_DOTS = re.compile(
    r"^\W*(?:today) +(?P<name>[A-Z][a-z ]*?) +"
    + " +".join(f"{point} +(\\S+)" for point in range(1, 6))
)


def _dots(text: str, session: Session) -> Seen:
    """Return the dots of each group beside the other, under each rated item of a report."""
    seen = Seen(RATE)
    item = ""
    texts = {asked.text: key for key, asked in asks(session, RATE).items.items()}
    for line in text.splitlines():
        item = next((key for said, key in texts.items() if line.endswith(said)), item)
        if item and (found := _DOTS.match(line)):
            counts = tuple(each.count("●") for each in found.groups()[1:])
            seen.shares.setdefault(item, {})[found["name"].lower()] = counts
    return seen


def _tables(text: str, session: Session) -> Iterator[Seen]:
    """Yield the table of each statement in a report, whatever is between its cells."""
    cells = re.sub(r"</t[dh]>\s*<t[dh][^>]*>", " | ", text)
    yield _found(html.unescape(re.sub(r"<[^>]+>", "", cells)), session, _ROW)


def _found(text: str, session: Session, row: re.Pattern[str]) -> Seen:
    seen = Seen(BELIEFS)
    item = ""
    texts = {asked.text: key for key, asked in asks(session, BELIEFS).items.items()}
    for line in text.splitlines():
        item = next((key for said, key in texts.items() if line.rstrip(" :").endswith(said)), item)
        found = row.match(line)
        if item and found:
            counts = _worded(found["said"]) if "said" in found.groupdict() else _digits(found)
            seen.shares.setdefault(item, {})[found["name"].strip().lower()] = counts
    return seen


def _digits(found: re.Match[str]) -> Counts:
    one, two, three, four = map(int, found.groups()[1:])
    return one, two, three, four


def _worded(said: str) -> Counts:
    """Return the counts in a sentence: '2 of 3 agree, 1 don't know'."""
    share = re.search(r"(\d+|none) of (\d+) agree", said)
    n = int(share[2]) if share else 0
    agree = int(share[1]) if share and share[1] != "none" else 0
    unknown, skipped = (
        int(found[1]) if (found := re.search(rf"(\d+) {word}", said)) else 0
        for word in ("don't know", "skipped")
    )
    return agree, n - agree, unknown, skipped


def _projected(session: Session) -> Seen:
    """Return the bars on the wall: how long they are and what is beside them."""
    seen = Seen(BELIEFS)
    for item in asks(session, BELIEFS).items:
        shown = project(replace(session, place=Place(stage=BELIEFS, at=item))).shown
        for part in shown.parts:
            for row in part.rows if isinstance(part, Picture) else ():
                found = _BAR.match(row)
                if found and found["percent"].isdecimal():
                    n = int(found["n"])
                    agree = round(int(found["percent"]) * n / 100)
                    seen.shares.setdefault(item, {})[found["name"].strip()] = (agree, n - agree)
    return seen


def _lenses(told: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Seen:
    seen = Seen(BELIEFS)
    statements = told["lenses"].get(BELIEFS, {}).get("statements", {})
    for item, found in statements.items():  # type: ignore[attr-defined]
        seen.shares[item] = {
            group: (each["agree"], each["disagree"], each["dont_know"], each["skipped"])
            for group, each in found["groups"].items()
        }
    return seen


def of_answers(told: Mapping[str, Mapping[str, Mapping[str, Mapping[str, object]]]]) -> list[Seen]:
    """Return the ballots of an export for other programs."""
    found = []
    for stage in STAGES:
        seen = Seen(stage)
        for vote in told.get(stage, {}).get("rounds", {}).values():
            for key, ballot in vote.get("ballots", {}).items():  # type: ignore[attr-defined]
                seen.ballots.append((key, ballot.get("group", ""), _said(ballot["answers"])))
        found.append(seen)
    return found


def _said(by_facet: Mapping[str, Mapping[str, object]]) -> Said:
    return tuple(
        sorted(
            (facet, item, str(answer))
            for facet, by_item in by_facet.items()
            for item, answer in by_item.items()
        )
    )


_TOLD = {"agree": "5", "disagree": "1"}


def _tidy(session: Session) -> Iterator[Seen]:
    """Yield the ballots of the tidy table of votes."""
    rows = extract(session, b"", with_votes=True).rows["votes"]
    told = [dict(zip(VOTES.types, map(_cell, row), strict=True)) for row in rows]
    yield from _by_voter([{**row, "group": row["group_name"]} for row in told])


def _cell(cell: object) -> str:
    return "" if cell is None else str(cell)


def _rows(text: str) -> Iterator[Seen]:
    """Yield the ballots of a table in CSV."""
    yield from _by_voter(csv.DictReader(io.StringIO(text, newline="")))


def _sheet(session: Session) -> Iterator[dict[str, str]]:
    """Yield the ratings in a workbook, a row each."""
    made = exported(session, Wanted(form=Form.XLSX))
    head, *rows = openpyxl.load_workbook(io.BytesIO(made), read_only=True)["Ratings"].values
    for row in rows:
        yield {str(name): str(cell or "") for name, cell in zip(head, row, strict=True)}


def _by_voter(told: Iterable[dict[str, str]]) -> Iterator[Seen]:
    """Yield the ballots of a table: rows with the same number are one ballot."""
    by_voter: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in told:
        by_voter.setdefault((row["stage"], row["voter"]), []).append(row)
    for stage in STAGES:
        seen = Seen(stage)
        for (of, _), rows in by_voter.items():
            if of == stage:
                said = sorted(
                    (r["facet"], r["item"], _TOLD.get(r["answer"], r["answer"])) for r in rows
                )
                seen.ballots.append(("", rows[0]["group"], tuple(said)))
        yield seen


_PLACES = {"5": 0, "1": 1, "don't know": 2, "skipped": 3}


@dataclass
class Puzzle:
    """All that we know about the ballots of a stage: their groups, and what adds up to what.

    `people` says how many people are in each group.
    """

    stage: str
    people: Mapping[str, int]
    said: dict[str, Said] = field(default_factory=dict)
    may_be: dict[str, set[str]] = field(default_factory=dict)
    sums: list[tuple[frozenset[str], str, Mapping[str, Counts]]] = field(default_factory=list)

    def learn(self, told: Iterable[Seen]) -> None:
        """Take in what all outputs of one moment show."""
        here = [each for each in told if each.stage == self.stage]
        for each in here:
            for key, _, said in each.ballots:
                if key and not self._saying(key, said):
                    self.said[key] = said
                    self.may_be[key] = set(self.people)
        present: frozenset[str] = frozenset()
        for each in here:
            named = {group for _, group, _ in each.ballots if group}
            for key, group, said in each.ballots:
                (known,) = self._saying(key, said)
                present |= {known}
                self.may_be[known] &= {group} if group else set(self.people) - named
        for each in here:
            for item, shares in each.shares.items():
                of_groups = {group: c for group, c in shares.items() if group in self.people}
                if of_groups:
                    self.sums.append((present, item, of_groups))

    def _saying(self, key: str, said: Said) -> list[str]:
        """Return the ballot with this id, else the one that says the same or a part of it."""
        if key in self.said:
            return [key]
        return [k for k, known in self.said.items() if {*known} <= {*said} or {*said} <= {*known}]

    def candidates(self, group: str) -> set[str]:
        """Return the ballots that may belong to somebody in a group."""
        return {
            key for key, groups in self.may_be.items() if group in groups and self._fits(key, group)
        }

    def _fits(self, one: str, group: str) -> bool:
        """Whether we can give all ballots to groups so that one of them belongs to this group."""
        order = sorted(self.said, key=lambda key: (key != one, len(self.may_be[key]), key))
        chosen: dict[str, str] = {}
        room = dict(self.people)

        def place(at: int) -> bool:
            if at == len(order):
                return self._adds_up(chosen)
            key = order[at]
            for each in sorted({group} if key == one else self.may_be[key]):
                if room[each]:
                    chosen[key] = each
                    room[each] -= 1
                    if place(at + 1):
                        return True
                    room[each] += 1
            return False

        return place(0)

    def _adds_up(self, chosen: Mapping[str, str]) -> bool:
        for present, item, told in self.sums:
            found = {group: [0, 0, 0, 0, 0] for group in told}
            for key in present:
                answer = next((a for _, i, a in self.said[key] if i == item), "")
                if answer and chosen[key] in found:
                    place = int(answer) - 1 if self.stage == RATE else _PLACES[answer]
                    found[chosen[key]][place] += 1
            if any(tuple(found[group][: len(counts)]) != counts for group, counts in told.items()):
                return False
        return True
