"""Survey files as the four tools write them, and odd ones; and a workshop that hears customers."""

import csv
from collections.abc import Sequence
from io import StringIO
from itertools import count
from pathlib import Path

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.stages.voice.model import Asks
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.edits import reveal, take_ballot
from valueworkshop.survey.acts import Text, said
from valueworkshop.survey.column_matching import Matching, propose
from valueworkshop.survey.counted_answers import Counted
from valueworkshop.survey.counting import count as count_answers
from valueworkshop.survey.counting import faults
from valueworkshop.survey.file_layout import Look, look

CONTACT, PROMISE = "Every contact helps", "We keep promises"
NEEDED, TODAY = "How important is this to you?", "How true is it today?"

KIT = Kit(
    id="heard",
    title="Heard",
    stages={
        "rate": Stage(
            kind="ratings",
            title="Checklist",
            letter="B",
            asks=votes.Plan(
                items={"contact": votes.Item(text=CONTACT), "promise": votes.Item(text=PROMISE)},
                facets={
                    "needed": votes.Facet(label="needed", question=NEEDED),
                    "today": votes.Facet(label="today", question=TODAY),
                },
            ),
        ),
        "voice": Stage(kind="voice", title="Customer voice", letter="M", asks=Asks()),
    },
)

CONTACT_NEEDED, CONTACT_TODAY = "rate/contact:needed", "rate/contact:today"
PROMISE_NEEDED, PROMISE_TODAY = "rate/promise:needed", "rate/promise:today"


def heard(*segments: str) -> Session:
    """A workshop with two items that nobody has rated yet, and with these segments."""
    return Session(
        id="heard001",
        title="Heard",
        kit=KIT,
        segments={f"s{n}": Segment(name=name, order=n) for n, name in enumerate(segments, 1)},
    )


def voted(*given: tuple[int, int], item: str = "contact", into: Session | None = None) -> Session:
    """The workshop after people gave (needed, today) on an item, and the room saw it."""
    session = into or heard()
    for n, (needed, today) in enumerate(given):
        answers: dict[str, dict[str, votes.Answer]] = {
            "needed": {item: needed},  # type: ignore[dict-item]
            "today": {item: today},  # type: ignore[dict-item]
        }
        session = take_ballot(session, "rate", "1", f"v{n}", votes.Ballot(answers=answers))
    return reveal(session, "rate", "1", item)


def ids(prefix: str = "n") -> Ids:
    """Known ids."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers):07d}"


def table(
    *rows: Sequence[object], delimiter: str = ",", end: str = "\r\n", quote: bool = False
) -> str:
    """Return rows as CSV."""
    out = StringIO(newline="")
    if quote:
        csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
            rows
        )
    else:
        csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


GOOGLE = table(
    [
        "Timestamp",
        "Email Address",
        *(f"{question} [{text}]" for question in (NEEDED, TODAY) for text in (CONTACT, PROMISE)),
        "Anything else?",
    ],
    ["2026/09/27 3:00:00 PM GMT+3", "a@x.org", 5, 4, 2, 3, "Call me\nback, please"],
    ["2026/09/27 3:05:00 PM GMT+3", "b@x.org", 4, 4, 3, "", ""],
    ["2026/09/28 9:05:00 AM GMT+3", "c@x.org", 5, "N/A", 1, 2, "=cmd()"],
    end="\n",
)
"""Google Forms: UTF-8, one header, a grid as 'Question [Row]', a line break in a quoted cell."""

MICROSOFT = table(
    ["ID", "Start time", "Completion time", "Email", "Name", f"{TODAY}\n{CONTACT}", PROMISE],
    [1, "9/9/26 18:01", "9/9/26 18:04", "anonymous", "", "5 - completely", "Agree"],
    [2, "9/9/26 18:02", "9/9/26 18:09", "anonymous", "", "3 - partly", "Strongly agree"],
    [3, "9/9/26 18:11", "9/9/26 18:12", "anonymous", "", "4 - mostly", "Strongly disagree"],
    delimiter=";",
)
"""Microsoft Forms saved as CSV with semicolons; a line break in a header."""

LIMESURVEY = (
    table(
        [
            *("id", "submitdate", "lastpage", "startlanguage", "ipaddr"),
            *("needed[contact]", "today[contact]", "today[promise]", "segment"),
        ],
        [1, "1980-01-01 00:00:00", 3, "en", "10.0.0.1", 5, 3, 4, "North"],
        [2, "", 1, "en", "10.0.0.2", 4, "", "N/A", "South"],
        [3, "1980-01-01 00:00:00", 3, "en", "10.0.0.3", 3, 5, 2, "North"],
        quote=True,
    )
    + "\r\n"
)
"""LimeSurvey: all quoted, codes as headers, an empty row at the end; written with a BOM."""

QUALTRICS = table(
    ["StartDate", "IPAddress", "Finished", "RecipientLastName", "Q1_1", "Q1_2", "Q2_1", "Q2_2"],
    ["Start Date", "IP Address", "Finished", "Recipient Last Name"]
    + [f"{q} - {text}" for q in (NEEDED, TODAY) for text in (CONTACT, PROMISE)],
    [f'{{"ImportId":"QID{n}"}}' for n in range(8)],
    ["2026-09-01 10:00:00", "10.0.0.1", 1, "Meyer", 10, 9, 7, 8],
    ["2026-09-01 10:01:00", "10.0.0.2", 1, "Ó Briain", 8, 0, 6, 10],
    ["2026-09-01 10:02:00", "10.0.0.3", 0, "", 9, "", "", 7],
)
"""Qualtrics: three header rows; here on a scale from 0 to 10."""


def read(path: Path, session: Session | None = None) -> tuple[Look, Matching, Counted]:
    """Look at a file, match it as proposed, and count it."""
    session = session or heard()
    found = look(path)
    matching = propose(found, session, "voice")
    assert not faults(found, matching, {})
    return found, matching, count_answers(found, matching)


def written(folder: Path, text: str | bytes, name: str = "survey.csv") -> Path:
    """Write a survey file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(text: Text) -> str:
    """A text with the names of the acts in it, as <header-rows 2>."""
    return said(text, lambda way: f"<{way.act} {way.value}>")


def taken_for(matching: Matching) -> dict[int, str]:
    """The meaning of each column."""
    return {place: match.target for place, match in sorted(matching.columns.items())}
