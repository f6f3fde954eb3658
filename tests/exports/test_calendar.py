"""Due dates in a calendar, as another program reads them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest

from commands import SAMPLES, run, sample, saved
from hostile_sessions import filled
from nasty_texts import BY_HAND
from payloads import FORMULAS, MARKUP, TERMINAL
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.stages.agreed.model import Action, Status, add_action
from valueworkshop.exports.agreed_actions import Agreed, LookAgain, Plan, plan_of
from valueworkshop.exports.calendar import render

NOW = dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)
DAY = dt.date(2026, 7, 1)
TEXTS = [one_line(text) for text in (*BY_HAND, *FORMULAS, *MARKUP.values(), *TERMINAL.values())]


def entries(text: str, kind: str = "VEVENT") -> list[icalendar.Component]:
    return icalendar.Calendar.from_ical(text.encode()).walk(kind)


def one(action: Agreed, *, todo: bool = False) -> icalendar.Component:
    text = render(Plan(actions=(action,), now=NOW, todo=todo))
    (found,) = entries(text, "VTODO" if todo else "VEVENT")
    return found


def test_what_is_due_is_an_event_of_a_whole_day_that_leaves_it_free() -> None:
    event = one(Agreed(id="a1", title="Ring them", owner="Ann", due=DAY, first_step="A list"))
    assert str(event["SUMMARY"]) == "Ring them (Ann)"
    assert str(event["UID"]) == "a1@valueworkshop"
    assert event.decoded("DTSTART") == DAY
    assert event.decoded("DTEND") == DAY + dt.timedelta(days=1)
    assert event.decoded("DTSTAMP") == NOW
    assert str(event["TRANSP"]) == "TRANSPARENT"
    assert "First step: A list." in str(event["DESCRIPTION"])


def test_a_day_to_look_again_is_an_event_and_no_action_without_a_day_is() -> None:
    again = LookAgain(id="w1", workshop="Bread; and, more", day=dt.date.max)
    text = render(Plan(actions=(Agreed(id="a", title="Some day"),), again=(again,), now=NOW))
    (event,) = entries(text)
    assert str(event["SUMMARY"]) == "We look again: Bread; and, more"
    assert event.decoded("DTSTART") == dt.date.max


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.NOT_STARTED, "NEEDS-ACTION"),
        (Status.UNDER_WAY, "IN-PROCESS"),
        (Status.DONE, "COMPLETED"),
        (Status.DROPPED, "CANCELLED"),
    ],
)
def test_as_a_task_it_says_how_far_it_is(status: Status, said: str) -> None:
    task = one(Agreed(id="a", title="Ring", due=DAY, status=status), todo=True)
    assert (str(task["STATUS"]), task.decoded("DUE")) == (said, DAY)


def test_a_dropped_action_is_cancelled_and_a_done_one_says_so() -> None:
    dropped = one(Agreed(id="a", title="Ring", due=DAY, status=Status.DROPPED))
    done = one(Agreed(id="a", title="Ring", due=DAY, status=Status.DONE))
    assert (str(dropped["STATUS"]), str(done["SUMMARY"])) == ("CANCELLED", "Done: Ring")


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_comes_through_as_it_was_typed(text: str) -> None:
    event = one(Agreed(id="a", title=text, due=DAY, workshop=text))
    assert str(event["SUMMARY"]) == text
    assert text in str(event["DESCRIPTION"])


def test_no_line_is_longer_than_calendars_read_and_no_letter_is_cut() -> None:
    text = render(Plan(actions=(Agreed(id="a", title="é€👩‍👧" * 99, due=DAY),), now=NOW))
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert all(line.decode() for line in lines[:-1])
    assert b"\n" not in text.encode().replace(b"\r\n", b"")


def test_hostile_words_in_all_fields_begin_no_other_entry() -> None:
    strange = "".join((*MARKUP.values(), "\r\nEND:VEVENT\r\nBEGIN:VALARM\nACTION:PROCEDURE"))
    session = filled(strange)
    calendar = icalendar.Calendar.from_ical(render(plan_of(session, NOW)).encode())
    assert {part.name for part in calendar.walk()} <= {"VCALENDAR", "VEVENT"}


def test_export_has_one_workshop_and_actions_have_all(tmp_path: Path) -> None:
    one_of_them = entries(run(SAMPLES, "export", "restaurant", "--to", "ics", "-o", "-").stdout)
    assert len(one_of_them) == 4  # three actions, and the day to look again
    everything = entries(run(SAMPLES, "actions", "--to", "ics").stdout)
    assert {str(each["UID"]) for each in one_of_them} < {str(each["UID"]) for each in everything}
    theirs = run(SAMPLES, "actions", "--owner", "waiter", "-o", str(tmp_path / "a.ics"))
    assert theirs.exit_code == 0, theirs.output
    told = [str(each["SUMMARY"]) for each in entries((tmp_path / "a.ics").read_text())]
    assert told == [
        "Say at the door what is ready and how long it takes (Waiter)",
        "We look again: Lunch and dinner on the square",
    ]


def test_without_names_no_owner_is_in_it(tmp_path: Path) -> None:
    action = Action(title="Ring", owner="Quentin Zander", due=DAY)
    session = add_action(sample("restaurant"), "act", "x", action)
    saved(tmp_path, replace(session, facilitator="Quentin Zander"))
    told = run(tmp_path, "export", "one", "--to", "ics", "--anonymous", "-o", "-").stdout
    assert "Ring" in told
    assert "Quentin" not in told
