"""The summary of two pages: its order, its sentences, and what it says where something lacks."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from made_sessions import (
    ACT,
    ASK,
    DONT_KNOW,
    END,
    RATE,
    TERMS,
    empty,
    moderate,
    rated,
    sessions,
    texts,
)
from surveyed_items import rated as rated_by_us
from surveyed_items import surveyed
from valueworkshop.core.handout.chat_lines import in_a_chat
from valueworkshop.core.handout.distance_picture import WIDTH, rows
from valueworkshop.core.handout.facts import day_named, facts
from valueworkshop.core.handout.in_short import (
    MOST_ABOUT,
    MOST_IN_SHORT,
    about,
    in_short,
)
from valueworkshop.core.handout.two_pages import two_pages
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import Person, spoken
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Entries,
    Heading,
    Paragraph,
    Quote,
    Sentences,
    Table,
    plain,
)
from valueworkshop.core.show.spoken import begun
from valueworkshop.core.stages.agreed.model import Action, Status, add_action, choose
from valueworkshop.core.stages.close.model import Answers as Closing
from valueworkshop.core.stages.notes.model import Note, add_note, mark_open
from valueworkshop.core.stages.votes.edits import grade, reveal, take_ballot
from valueworkshop.core.stages.votes.model import ROOM, Answer, Ballot, Rating
from valueworkshop.files.text.session_file import read

ITEM = f"{RATE}/contact"
GAPS: tuple[tuple[Rating, str, str], ...] = (
    (1, RATE, "contact"),
    (2, RATE, "promise"),
    (3, RATE, "renewal"),
    (4, TERMS, "when"),
)
"""What is today, from the largest gap to the smallest."""

SAMPLES = sorted((Path(__file__).parents[3] / "sessions").glob("*.toml"))


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Session:
    return read(request.param).session


def sample_named(name: str) -> Session:
    return next(read(path).session for path in SAMPLES if path.stem == name)


def voted(*given_: tuple[Answer | None, ...]) -> Session:
    return rated(*given_)


def lines(of: list[Block]) -> str:
    """Return all words, a line for each text, without what makes them stand out."""
    said: list[str] = []
    for block in of:
        match block:
            case Sentences(runs):
                said.append(plain(runs))
            case Entries(entries):
                for entry in entries:
                    said.append(plain(entry.runs))
                    said += [
                        f"{below.text} ({below.source})"
                        if isinstance(below, Quote)
                        else plain(below)
                        for below in entry.under
                    ]
            case _:
                said += texts([block])
    return "\n".join(said)


def part(session: Session, heading: str) -> list[Block]:
    """Return the blocks under a heading, [] if it is not there."""
    found: list[Block] = []
    inside = False
    for block in two_pages(session):
        if isinstance(block, Heading):
            inside = block.text == heading
        elif inside:
            found.append(block)
    return found


def opening(session: Session) -> str:
    return plain(in_short(facts(session)))


# The whole


def test_the_most_important_comes_first() -> None:
    found = two_pages(sample_named("prestige-car-maker"))
    assert [block.text for block in found if isinstance(block, Heading)] == [
        "Owning it without the hassle",
        "What we decided",
        "Who does what",
        "Where we fall short",
        "How sure we are",
        "What nobody knows yet",
        "Where to find the rest",
    ]
    words = lines(found).split()
    assert len(words) < 1_000
    assert words.index("keeping") < 100  # the largest gap is named at once
    assert sum(isinstance(block, Table) for block in found) == 1


def test_it_is_about_the_offer_and_says_who_took_part() -> None:
    said = about(facts(sample_named("prestige-car-maker")))
    assert plain(said.runs) == (
        "Workshop on customer value, 16 April 2026. It was about the saloon with five years of "
        "ownership care, for professionals short of time, families moving up and company car "
        "drivers. Seven of us took part: three leaders and four from the front line."
    )


def test_in_short_takes_twenty_seconds(sample: Session) -> None:
    found = facts(sample)
    assert len(opening(sample).split()) <= MOST_IN_SHORT
    assert len(plain(about(found).runs).split()) <= MOST_ABOUT
    assert "index" not in opening(sample)


def test_in_short_names_gaps_actions_and_the_day() -> None:
    assert opening(sample_named("prestige-car-maker")) == (
        "We think customers get less than they need, most of all in keeping the "
        "experience we promise. All seven of us see a gap, and it is measured: 78 % of 3,412 "
        "agreed times kept. Next come value in every contact and creating value with customers. "
        "We decided two things, stop two and agreed three actions. The Dealer salesperson "
        "starts: by 22 April, ring the first five who cancelled since January. We look again on "
        "16 July 2026."
    )


@moderate
@given(sessions())
def test_no_session_makes_it_longer_than_it_may_be(session: Session) -> None:
    assert two_pages(session)
    for row in rows(facts(session).summary.gaps):
        assert len(row) <= WIDTH
    (_, points) = in_a_chat(session)
    assert isinstance(points, Bullets)
    assert len(points.items) <= 11


# What somebody said, and what is tied to it


def test_a_gap_has_the_quote_that_somebody_tied_to_it() -> None:
    heard = Evidence(grade=Grade.HEARD, source="a dealer", when="May")
    note = Note(question="pains", text="“They wait.” And wait.", evidence=heard, about=ITEM)
    session = add_note(voted((5, 2, 5), (5, 2, 5), (5, 1, 5)), ASK, "n1", note)
    session = add_note(session, ASK, "n2", Note(question="pains", text="contact, contact"))
    assert "“They wait.” (a dealer, May)" in lines(part(session, "Where we fall short"))
    assert "contact, contact" not in lines(two_pages(session))


def chose(*keys: str, closes: str = "") -> str:
    """What is said of four gaps once a team has chosen, or only acts on, some of them."""
    session = empty()
    for today, stage, item in GAPS:
        session = rated(
            (5, today, 5), (5, today, 5), (5, today, 5), stage=stage, item=item, into=session
        )
    for key in keys:
        session = choose(session, ACT, key, chosen=True)
    if closes:
        session = add_action(session, ACT, "a", Action(title="Ring", closes=(closes,)))
    return lines(part(session, "Where we fall short"))


def test_where_a_team_chose_other_gaps_one_sentence_says_so() -> None:
    largest, *_, fourth = (f"{stage}/{item}" for _, stage, item in GAPS)
    said, question = "These are the three largest gaps; we chose to work on", f"{ASK}/pains"
    assert "we chose" not in chose()
    assert "we chose" not in chose(largest)
    assert "we chose" not in chose(largest, question)
    assert said in chose(question)
    assert said in chose(largest, fourth)
    assert "we chose" not in chose(closes=largest)
    assert said in chose(closes=fourth)
    assert "we chose" not in chose(largest, closes=fourth)


def test_without_a_quote_it_says_that_no_customer_spoke() -> None:
    told = lines(part(voted((5, 2, 5), (5, 2, 5), (5, 1, 5)), "Where we fall short"))
    assert "No customer has told us anything about it." in told
    assert "No action yet." in told


def test_of_what_customers_told_us_it_says_only_that_nobody_is_quoted() -> None:
    told = lines(part(rated_by_us(surveyed()), "Where we fall short"))
    first, second = told.split("We are kind.")
    assert "Customers told us: 42 customers, survey of March 2026." in first
    assert "No customer" not in first
    assert "No customer has told us anything about it." in second


def test_two_camps_are_told_by_group_where_each_has_three() -> None:
    told = lines(part(sample_named("prestige-car-maker"), "Where we fall short"))
    assert "two camps: all 3 leaders put 'today' at 4 or 5, all 4 from the front line" in told
    alone = voted((5, 1, 5), (5, 1, 5), (5, 5, 5), (5, 5, 5))
    assert "two camps on 'today': 2 low, 2 high, none between" in lines(two_pages(alone))


# What is missing


def test_nobody_rated() -> None:
    session = mark_open(empty(), ASK, "why", is_open=True)
    session = add_note(session, ASK, "n1", Note(question="pains", text="x"))
    assert opening(session).startswith("No ratings yet. One note, one question open.")
    assert not part(session, "Where we fall short")
    assert not part(session, "How sure we are")
    assert "No action agreed yet." in opening(session)


def test_one_person_is_one_view() -> None:
    session = voted((5, 2, 5))
    assert opening(session).startswith("In one person's view customers get less")
    told = lines(part(session, "How sure we are"))
    assert "One person's view." in told
    assert "luck" not in told
    assert "All" not in lines(part(session, "Where we fall short"))


def test_what_a_room_agreed_on_is_nobodys_own_view() -> None:
    answers: dict[str, dict[str, Answer]] = {"needed": {"contact": 5}, "today": {"contact": 2}}
    session = take_ballot(empty(), RATE, "1", ROOM, Ballot(answers=answers))
    session = reveal(session, RATE, "1", "contact")
    assert opening(session).startswith("As the room sees it, customers get less than they need")


def test_two_people_are_too_few_to_say() -> None:
    told = lines(part(rated_everywhere((5, 2), (5, 3)), "How sure we are"))
    assert told.count("Too few of us to say.") == 2


def rated_everywhere(*given_: tuple[Answer | None, ...]) -> Session:
    session = empty()
    for item in ("contact", "promise", "renewal"):
        session = rated(*((*pair, 5) for pair in given_), item=item, into=session)
    return session


def test_what_chance_makes_is_to_be_checked() -> None:
    session = rated_everywhere((5, 3), (3, 5), (5, 4), (4, 4))
    assert opening(session).startswith("No shortfall that our differences alone could not make.")
    assert "Check first: " in opening(session)
    assert "Check these first:" in lines(part(session, "Where we fall short"))


def test_a_shortfall_without_a_weight_is_still_one() -> None:
    told = opening(rated((5, 2, DONT_KNOW), (5, 1, DONT_KNOW), (4, 2, DONT_KNOW)))
    assert "most of all in “Every contact helps”" in told
    assert "No shortfall" not in told


def test_more_than_needed_is_not_no_problem() -> None:
    session = rated_everywhere((2, 5), (2, 5), (2, 5), (2, 4))
    assert "No shortfall found; that is not the same as no problem." in opening(session)
    told = lines(part(session, "Where we fall short"))
    assert "More than they need:" in told
    assert "delight them or are wasted" in told


def test_an_action_without_first_step_owner_or_day_says_so() -> None:
    session = add_action(empty(), ACT, "a1", Action(title="Ring owners"))
    assert lines(part(session, "Who does what")).splitlines() == [
        "Ring owners. No owner yet, no day yet",
        "First step missing.",
    ]


def test_actions_come_by_their_day_and_more_than_seven_are_counted() -> None:
    session = empty()
    for day in range(9, 0, -1):
        action = Action(title=f"Step {day}", owner="Ada", due=dt.date(2026, 5, day))
        session = add_action(session, ACT, f"a{day}", action)
    session = add_action(session, ACT, "a0", Action(title="Gone", status=Status.DROPPED))
    told = lines(part(session, "Who does what"))
    assert told.startswith("Step 1. Ada, by 1 May 2026")
    assert "Step 7" in told
    assert "Step 8" not in told
    assert "2 more in the full report." in told
    assert "Gone" not in told


def test_decisions_are_as_typed_and_left_out_without_any() -> None:
    closing = Closing(decisions="We ring.\nWe write", stop="Promising what we cannot keep")
    session = empty().with_answers(END, closing)
    assert part(session, "What we decided") == [
        Bullets(("We ring.", "We write.", "We stop: promising what we cannot keep."))
    ]
    assert part(empty(), "What we decided") == []


def test_an_open_question_says_who_finds_out() -> None:
    session = mark_open(empty(), ASK, "why", is_open=True)
    assert "(nobody finds out yet)" in lines(part(session, "What nobody knows yet"))
    action = Action(
        title="Ask", owner="Head of sales", due=dt.date(2026, 5, 1), closes=(f"{ASK}/why",)
    )
    session = add_action(session, ACT, "a1", action)
    assert "(Head of sales, by 1 May 2026)" in lines(part(session, "What nobody knows yet"))


def test_a_guess_is_said_to_be_one_and_a_measure_has_its_figure() -> None:
    session = voted((5, 2, 5), (5, 2, 5), (5, 1, 5))
    assert "Our own guess." in lines(two_pages(session))
    known = grade(session, RATE, "contact", Evidence(grade=Grade.MEASURED, source="7 of 9"))
    assert "We measured: 7 of 9." in lines(two_pages(known))


def test_a_draft_is_marked_under_the_title() -> None:
    title, mark, *_ = two_pages(empty(), "Draft of 14:03, stage 5 of 8.")
    assert isinstance(title, Heading)
    assert mark == Paragraph("Draft of 14:03, stage 5 of 8.")


# The picture


def test_the_picture_has_ten_rows_within_a_page(sample: Session) -> None:
    (chart,) = (block for block in two_pages(sample) if isinstance(block, Chart))
    assert len(chart.rows) <= 21  # a long text takes a second line
    assert max(map(len, chart.rows)) <= WIDTH
    assert all(row[:2].strip() in {"▼▼", "▼", "=", "▲", ""} for row in chart.rows[1:])
    assert "…" not in "".join(chart.rows)


# Words


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("By 24 April: ring them", dt.date(2026, 4, 24)),
        ("on 2026-05-01 or 24 April", dt.date(2026, 5, 1)),
        ("by 2 February", dt.date(2027, 2, 2)),
        ("by 2 February 2026", dt.date(2026, 2, 2)),
        ("by 31 June", None),
        ("soon, by 24 Maybe", None),
    ],
)
def test_a_first_step_names_its_day(text: str, day: dt.date | None) -> None:
    assert day_named(text, dt.date(2026, 4, 16)) == day


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Service adviser", "the Service adviser"),
        ("Ada Byron", "Ada Byron"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("The baker", "the baker"),
        ("Waiter", "Waiter"),
        ("", ""),
    ],
)
def test_a_role_is_said_with_its_article(name: str, said: str) -> None:
    assert spoken(name) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("By 24 April: ring", "by 24 April: ring"),
        ("Promising less", "promising less"),
        ("Berlin first", "Berlin first"),
    ],
)
def test_what_follows_a_colon_begins_small_if_that_is_sure(text: str, said: str) -> None:
    assert begun(text) == said


def test_groups_under_three_are_not_told() -> None:
    groups = [*["leaders"] * 2, *["front line"] * 4]
    people = {f"p{n}": Person(name=f"P{n}", group=group) for n, group in enumerate(groups)}
    said = plain(about(facts(replace(empty(), people=people))).runs)
    assert said.endswith("Six of us took part.")
