"""Notes in groups: gathered, taken out, renamed, merged; told and voted on group by group."""

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from made_sessions import ASK, empty, moderate, sessions
from running import counted_ids
from valueworkshop.core import description
from valueworkshop.core.compare.changes_in_words import told as changed
from valueworkshop.core.compare.comparison_report import comparison
from valueworkshop.core.compare.groups_compared import groups_then_and_now
from valueworkshop.core.compare.step_in_words import step_in_words
from valueworkshop.core.compare.two_workshops import compare
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.dot_votes import About, DotVote, Way
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.three_way_merge import three_way
from valueworkshop.core.show.blocks import Quote, Sentences, Table, plain
from valueworkshop.core.show.projected_blocks import Drawn
from valueworkshop.core.show.stage_figures import NoteGroups
from valueworkshop.core.stages.dots import edits as dots
from valueworkshop.core.stages.dots.pools import of_groups
from valueworkshop.core.stages.notes import groups
from valueworkshop.core.stages.notes.model import (
    Note,
    add_note,
    answers,
    change_note,
    delete_note,
    move_note,
)
from valueworkshop.exports.comparison_json import of_comparison
from valueworkshop.exports.export_forms import Form, Wanted, written
from valueworkshop.exports.markdown import render
from valueworkshop.exports.workshop_json import of_workshop
from valueworkshop.files.text import session_file
from valueworkshop.lines.read_aloud import read_aloud

AT = "pains"


def noted(count: int = 5) -> Session:
    session = empty()
    for number in range(1, count + 1):
        note = Note(question=AT, text=f"Note {number}")
        session = add_note(session, ASK, f"n{number}", note)
    return session


def gathered() -> Session:
    session = groups.gather(noted(), ASK, "g1", AT, "Speed", {"n1", "n3"})
    return groups.gather(session, ASK, "g2", AT, "Price", {"n2"})


def held(session: Session) -> dict[str, list[str]]:
    found = groups.gathered(answers(session, ASK), AT)
    return {each.name: [key for key, _ in each.notes] for each in found}


def test_without_a_group_there_is_nothing_to_show_and_old_files_say_nothing_of_groups() -> None:
    assert held(noted()) == {}
    assert b"group" not in session_file.dumps(noted()).split(b"[kit")[0]


def test_notes_are_gathered_under_a_name_and_the_same_name_joins() -> None:
    session = gathered()
    assert held(session) == {
        "Speed": ["n1", "n3"],
        "Price": ["n2"],
        "Not in a group": ["n4", "n5"],
    }
    session = groups.gather(session, ASK, "g3", AT, " SPEED ", {"n2", "n4"})
    assert held(session) == {
        "Speed": ["n1", "n2", "n3", "n4"],
        "Price": [],
        "Not in a group": ["n5"],
    }
    assert groups.gather(session, ASK, "g3", AT, " ", {"n5"}) == session
    assert groups.gather(session, ASK, "g3", AT, "Other", {"gone"}) == session


def test_taken_out_put_in_renamed_joined_moved_and_dissolved() -> None:
    session = groups.put_into(gathered(), ASK, "", {"n1"})
    assert held(session)["Speed"] == ["n3"]
    session = groups.put_into(session, ASK, "g2", {"n1", "n5"})
    assert held(session)["Price"] == ["n1", "n2", "n5"]
    session = groups.rename(session, ASK, "g1", "Quick answers")
    assert list(held(session)) == ["Quick answers", "Price", "Not in a group"]
    session = groups.shift_group(session, ASK, "g2", -1)
    assert list(held(session)) == ["Price", "Quick answers", "Not in a group"]
    joined = groups.rename(session, ASK, "g1", "price")
    assert held(joined) == {"Price": ["n1", "n2", "n3", "n5"], "Not in a group": ["n4"]}
    assert held(groups.dissolve(joined, ASK, "g2")) == {}


def test_a_note_that_moves_to_another_question_leaves_its_group_and_an_edited_one_stays() -> None:
    session = move_note(gathered(), ASK, "n1", "rivals")
    assert held(session)["Speed"] == ["n3"]
    assert groups.gathered(answers(session, ASK), "rivals") == []
    note = answers(session, ASK).notes["n3"]
    assert held(change_note(session, ASK, "n3", replace(note, text="Anew")))["Speed"] == ["n3"]
    assert held(delete_note(session, ASK, "n3"))["Speed"] == []


def test_two_versions_come_together_with_all_their_groups() -> None:
    base = gathered()
    ours = groups.rename(groups.put_into(base, ASK, "g1", {"n4"}), ASK, "g1", "Fast")
    theirs = groups.gather(base, ASK, "g3", AT, "Trust", {"n5"})
    merged, conflicts = three_way(base, ours, theirs)
    assert not conflicts
    assert held(merged) == {"Fast": ["n1", "n3", "n4"], "Price": ["n2"], "Trust": ["n5"]}
    dissolved = groups.dissolve(base, ASK, "g2")
    added = groups.put_into(base, ASK, "g2", {"n5"})
    assert held(three_way(base, dissolved, added)[0])["Not in a group"] == ["n2", "n4", "n5"]


def test_what_changed_is_said_by_the_names_of_groups() -> None:
    before, after = noted(), gathered()
    assert step_in_words(before, groups.gather(before, ASK, "g1", AT, "Speed", {"n1"})).startswith(
        "group “Speed” in Guiding questions"
    )
    (part,) = changed(before, after)
    assert any(line.endswith("(nothing) → Speed") for line in part.lines)


def voted(session: Session) -> Session:
    pool = of_groups(session, ASK, AT)
    vote = DotVote(
        about=pool.about,
        stage=ASK,
        at=AT,
        budget=2,
        most=2,
        way=Way.COUNTED,
        options=dots.as_options(pool.texts),
    )
    session = dots.begin(session, "w", vote)
    return dots.count(dots.count(session, "w", "g1", 1), "w", "g2", 4)


def test_the_report_follows_the_groups_and_after_a_vote_their_dots() -> None:
    session = gathered()
    told = [
        plain(each.runs) if isinstance(each, Sentences) else each.text
        for each in description.told(session, ASK)
        if isinstance(each, Sentences | Quote)
    ]
    assert told == [
        *("Speed", "Note 1", "Note 3", "Price", "Note 2"),
        *("Not in a group", "Note 4", "Note 5"),
    ]
    after = dots.reveal(voted(session), "w")
    told_after = description.told(after, ASK)
    strong = [plain(each.runs) for each in told_after if isinstance(each, Sentences)]
    assert strong == ["Price (4 dots)", "Speed (1 dot)", "Not in a group"]
    assert any(isinstance(each, Table) for each in told_after)
    assert "**Price** (4 dots)" in render(told_after)
    assert "Price (4 dots)" in list(read_aloud(told_after))


def test_a_vote_on_groups_says_what_it_was_about_and_tells_nothing_before_the_reveal() -> None:
    session = replace(voted(gathered()), place=Place(stage=ASK, at=AT))
    one = project(session)
    other = project(dots.count(session, "w", "g1", 9))
    assert one == other
    assert one.shown.heading == "Groups: What hurts them?"
    assert of_groups(session, ASK, AT).about is About.GROUPS


def test_the_room_sees_the_groups() -> None:
    session = replace(gathered(), place=Place(stage=ASK, at=AT))
    (drawn,) = (part for part in project(session).shown.parts if isinstance(part, Drawn))
    assert isinstance(drawn.figure, NoteGroups)
    assert [card.name for card in drawn.figure.cards] == ["Speed", "Price", "Not in a group"]


@moderate
@given(sessions(), st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_whatever_is_gathered_every_note_is_in_one_place(
    session: Session, steps: list[tuple[int, int]]
) -> None:
    ids = counted_ids("g")
    for what, which in steps:
        keys = [key for key, _ in answers(session, ASK).of(AT)]
        found = [key for key, _ in groups.groups_of(answers(session, ASK), AT)]
        if what == 0 or not found:
            session = groups.gather(session, ASK, ids(), AT, f"Name {which}", keys[which:])
        elif what == 1:
            session = groups.put_into(session, ASK, found[which % len(found)], keys[:which])
        elif what == 2:
            session = groups.rename(session, ASK, found[0], f"Name {which}")
        else:
            session = groups.dissolve(session, ASK, found[-1])
    given = answers(session, ASK)
    shown = groups.gathered(given, AT)
    inside = [key for each in shown for key, _ in each.notes]
    assert sorted(inside) == sorted(key for key, _ in given.of(AT) if shown)
    names = [each.name for each in shown if each.key]
    assert len({name.casefold() for name in names}) == len(names)
    assert session_file.loads(session_file.dumps(session), "x.toml").session == session


def test_the_groups_are_in_json_and_a_table_for_spreadsheets_has_them_too() -> None:
    told = of_workshop(gathered())["groups"]
    assert [(each["name"], each["notes"]) for each in told] == [
        ("Speed", ["Note 1", "Note 3"]),
        ("Price", ["Note 2"]),
        (None, ["Note 4", "Note 5"]),
    ]
    assert {(each["stage"], each["question"]) for each in told} == {(ASK, AT)}
    table = str(written(gathered(), Wanted(form=Form.NOTES)))
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["group"], row["note"]) for row in rows] == [
        ("Speed", "Note 1"),
        ("Speed", "Note 3"),
        ("Price", "Note 2"),
        ("", "Note 4"),
        ("", "Note 5"),
    ]


def test_two_workshops_say_how_many_notes_a_group_held_in_each() -> None:
    then, now = gathered(), groups.gather(noted(), ASK, "x", AT, "speed", {"n1"})
    now = groups.gather(now, ASK, "y", AT, "Staff", {"n4", "n5"})
    found = groups_then_and_now(then, now)
    assert [(each.name, each.then, each.now) for each in found] == [
        ("speed", 2, 1),
        ("Staff", None, 2),
        ("Price", 1, None),
    ]
    report = render(comparison(compare(then, now)))
    assert "Groups of notes" in report
    assert "Staff" in report
    assert of_comparison(compare(then, now))["groups"][0]["then"] == 2
    assert "Groups of notes" not in render(comparison(compare(noted(), noted())))
