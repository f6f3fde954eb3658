"""What changed between two states of a workshop, in words; and nothing of votes not revealed."""

from dataclasses import replace

from hypothesis import given

from made_sessions import ACT, ASK, RATE, empty, hidden_votes_taken_out, moderate, rated, sessions
from valueworkshop.core.compare.changes_in_words import Part, told
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import edits
from valueworkshop.core.stages.votes import model as votes


def lines_of(parts: list[Part], title: str) -> tuple[str, ...]:
    return next((part.lines for part in parts if part.title == title), ())


def test_notes_that_were_added_changed_and_taken_out_are_told_under_their_stage() -> None:
    before = questions.add_note(empty(), ASK, "n1", questions.Note(question="why", text="Price"))
    before = questions.add_note(before, ASK, "n2", questions.Note(question="why", text="Habit"))
    after = questions.delete_note(before, ASK, "n2")
    after = questions.change_note(after, ASK, "n1", questions.Note(question="why", text="Trust"))
    after = questions.add_note(after, ASK, "n3", questions.Note(question="why", text="Speed"))
    assert set(lines_of(told(before, after), "A Guiding questions")) == {
        "note · Trust · text: Price → Trust",
        "note · Habit: removed",
        "note · Speed: added",
    }
    assert told(after, after) == []


def test_an_action_and_the_workshop_itself() -> None:
    before = actions.add_action(empty(), ACT, "a1", actions.Action(title="Ring them"))
    done = replace(actions.answers(before, ACT).actions["a1"], status=actions.Status.DONE)
    after = replace(actions.change_action(before, ACT, "a1", done), title="Dealers, spring")
    after = replace(after, people={"p1": Person(name="Ann", voter="v1")})
    parts = told(before, after)
    assert lines_of(parts, "Choose and act") == ("action · Ring them · status: not started → done",)
    assert lines_of(parts, "The workshop") == (
        "title: Dealers, autumn → Dealers, spring",
        "person · Ann: added",
    )


def test_a_revealed_item_is_told_by_its_gap_and_a_hidden_one_by_its_votes() -> None:
    before = empty()
    after = rated((5, 1, 4), (5, 3, 4), (4, 2, 4))
    after = rated((5, 5, 5), (4, 4, 4), item="promise", into=after, shown=False)
    assert lines_of(told(before, after), "B Checklist") == (
        "Every contact helps: revealed, gap 67",
        "We keep promises: votes in 0 → 2",
    )
    changed = edits.answer(after, RATE, "1", voter="v1", facet="today", item="contact", given=5)
    assert lines_of(told(after, changed), "B Checklist") == ("Every contact helps: gap 67 → 33",)


def test_evidence_names_the_item_and_how_it_is_known() -> None:
    before = rated((5, 1, 4))
    known = Evidence(grade=Grade.HEARD, source="dealer", when="May")
    after = edits.grade(before, RATE, "contact", known)
    assert lines_of(told(before, after), "B Checklist") == (
        "evidence · Every contact helps: heard: dealer, May",
    )


def test_where_the_team_stands_is_no_change() -> None:
    before = empty()
    assert told(before, replace(before, place=Place(stage=ASK, at="why"))) == []


@moderate
@given(sessions(), sessions())
def test_no_vote_that_was_not_revealed_is_told(one: Session, other: Session) -> None:
    after = replace(other, kit=one.kit)
    known = {key: given for key, given in after.answers.items() if key in one.kit.stages}
    after = replace(after, answers=known)
    shown = told(one, after)
    without = told(hidden_votes_taken_out(one), hidden_votes_taken_out(after))
    assert values(shown) == values(without)
    assert all("\n" not in line for part in shown for line in part.lines)


_WAITING = ("votes in ", "what people wrote alone: answers changed")


def values(parts: list[Part]) -> list[str]:
    """Return everything that is said, except how many votes are in, and that people wrote."""
    told_ = (line for part in parts for line in part.lines)
    return [line for line in told_ if not any(words in line for words in _WAITING)]


def test_each_kind_of_vote_has_its_words() -> None:
    hands = votes.Hands(one=1, five=3)
    at = {"facet": "today", "item": "contact", "group": votes.EVERYONE}
    after = edits.count_hands(empty(), RATE, "1", **at, hands=hands)
    assert lines_of(told(empty(), after), "B Checklist") == ("Every contact helps: votes in 0 → 4",)


def test_a_thing_whose_id_is_called_like_a_field_is_told_too() -> None:
    """A team's own kit may ask about 'place', and a file written by hand may have any id."""
    before, after = (
        replace(empty(), people={"order": Person(name=name), "counts": Person(name=name)})
        for name in ("Ada", "Adah")
    )
    (part,) = told(before, after)
    assert len(part.lines) == 2
    assert all(line.endswith("Ada → Adah") for line in part.lines)
