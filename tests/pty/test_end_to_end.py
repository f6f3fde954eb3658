"""A workshop from the first key to the file that is passed on, in a real terminal."""

import datetime as dt
import os
from pathlib import Path

import pytest

from in_terminal import go_to, ran, started
from terminal import Terminal
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.close.model import answers as closed
from valueworkshop.core.stages.notes.model import answers as answered
from valueworkshop.core.stages.votes.model import Method, answers
from valueworkshop.files.text import session_file

pytestmark = pytest.mark.pty

TITLE = "Dealers, autumn"
HEARD = "They expect an answer the same day"
CHOOSING = "Next choice"
ACTION = "Call the first ten dealers"
SURPRISE = "How few of us had asked a customer"
ASSUMED = "Warm welcome – «grüezi» 您好"


SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
SOME = list(SIZES) if "VALUEWORKSHOP_EXAMPLES" in os.environ else list(SIZES)[:1]


@pytest.mark.parametrize("name", SOME)
def test_a_workshop_from_the_first_key_to_the_report(tmp_path: Path, name: str) -> None:
    with started(tmp_path, size=SIZES[name]) as terminal:
        begin(terminal)
        answer_two_questions(terminal)
        rate_by_cards(terminal)
        rate_by_hands(terminal)
        look_at_the_summary(terminal)
        agree_an_action(terminal)
        close(terminal)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    (path,) = (tmp_path / "sessions").glob("*.toml")
    assert path.name.startswith("dealers-autumn")
    text = path.read_text(encoding="utf-8")
    assert all(f'"{said}"' in text for said in (TITLE, HEARD, ASSUMED, ACTION))
    session = session_file.read(path).session
    check_the_frame(session)
    check_the_answers(session)
    check_the_votes(session)
    check_the_action(session)
    assert closed(session, "close").surprises == SURPRISE
    check_the_report(tmp_path, path)
    reopen(tmp_path, path, SIZES[name])


def begin(terminal: Terminal) -> None:
    """Start a new workshop, and go through the wizard."""
    terminal.wait_for("Start a new workshop")
    terminal.press("enter")
    terminal.wait_for("Value here means what customers get")
    terminal.press("enter")
    terminal.wait_for("What shall we call this workshop?")
    terminal.type(TITLE)
    terminal.press("enter")
    terminal.wait_for("Which organisation is it for?", "saved")
    terminal.type("Nordlicht")
    terminal.press("enter")
    terminal.wait_for("When does it take place?")
    terminal.press("ctrl+u")
    terminal.wait_gone("▌ 2")
    terminal.type("2026-11-22")
    terminal.wait_for("▌ 2026-11-22")
    terminal.press("enter")
    terminal.wait_for("Who leads it?")
    terminal.press("enter")
    terminal.wait_for("Which offer of ours is it about?")
    terminal.type("Winter tyres, fitted")
    terminal.press("enter")
    terminal.wait_for("Which customers do you have in mind?")
    write_lines(terminal, "Commuters", "Families")
    terminal.wait_for("Which one real customer do we keep in mind?")
    write_lines(terminal, "A driver who comes twice a year", "last week")
    terminal.wait_for("Whom could these customers choose instead?")
    write_lines(terminal, "The garage next door")
    terminal.wait_for("Who takes part?")
    write_lines(terminal, "Ada, l, sales", "Ben, f, workshop", "Cleo, f, counter", "Dan, f, phone")
    terminal.wait_for("What do customers expect of any supplier")


def write_lines(terminal: Terminal, *lines: str) -> None:
    """Write a list, and go on from the empty line after it."""
    for line in lines:
        write_line(terminal, line)
    terminal.press("enter")


def write_line(terminal: Terminal, line: str) -> None:
    """Write one line of a list."""
    terminal.type(line)
    terminal.wait_for(f"▌ {line}")
    row = terminal.cursor[1]
    terminal.press("enter")
    terminal.until(lambda: terminal.cursor[1] > row, "a new line", of_screen=True)


def tab_to(terminal: Terminal, label: str) -> None:
    """Press Tab until the cursor is after a label."""
    while not behind(terminal, label):
        tab(terminal)


def behind(terminal: Terminal, label: str) -> bool:
    """Whether the cursor is after a label.

    At the end of a line, so also in an empty one, Textual may put it one cell further.
    """
    column, row = terminal.cursor
    return terminal.text.split("\n")[row][:column].rstrip(" ▌").endswith(label)


def tab(terminal: Terminal) -> None:
    """Go to the next field and wait until one is there.

    A line has the cursor. A choice has not, but its keys are shown below.
    """
    cursor, choosing = terminal.cursor, terminal.shows(CHOOSING)
    terminal.press("tab")
    terminal.until(
        lambda: terminal.cursor != cursor or (terminal.shows(CHOOSING) and not choosing),
        "another field",
        of_screen=True,
    )
    if terminal.cursor != cursor:
        terminal.wait_gone(CHOOSING)


def write_field(terminal: Terminal, text: str) -> None:
    """Write into the line with the cursor, and wait until the cursor is after the text.

    The text alone may be a suggestion, there from the first letter on.
    """
    terminal.type(text)
    terminal.until(lambda: behind(terminal, text), f"the cursor behind {text!r}", of_screen=True)


def answer_two_questions(terminal: Terminal) -> None:
    """Give one answer with its evidence, and one without."""
    terminal.type(HEARD)
    terminal.wait_for(HEARD)
    terminal.press("ctrl+t")
    terminal.wait_for("heard")
    tab_to(terminal, "source")
    write_field(terminal, "dealer in Lyon")
    tab_to(terminal, "when")
    write_field(terminal, "October")
    terminal.press("enter")
    terminal.wait_for(f"1   {HEARD}")
    terminal.press("enter")
    terminal.wait_for("What value does each competitor offer")
    terminal.type(ASSUMED)
    terminal.press("enter")
    terminal.wait_for("1   Warm welcome")


def rate_by_cards(terminal: Terminal) -> None:
    """Type four cards for each of three facets, and show them."""
    go_to(terminal, "Every contact", "Count to three")
    terminal.wait_for("0 of 4 in", "Ada", "Dan")
    for facet, cards in (("needed", "5554"), ("today", "22d1"), ("weight", "555-")):
        terminal.wait_for(f"▸{facet}")
        terminal.type(cards)
    terminal.wait_for("4 of 4 in")
    assert "gap" not in terminal.text, "answers are hidden until the reveal"
    terminal.press("enter")
    terminal.wait_for("Which did each picture?", "Commuters", "Families")
    terminal.type("1212")
    terminal.wait_for("needed", "4 answers", "3 answers", "don't know", "▼▼ gap")


def rate_by_hands(terminal: Terminal) -> None:
    """Count hands, group by group, for the next item; then show them."""
    terminal.press("enter")
    terminal.wait_for("Customers create it with us", "0 of 4 in")
    terminal.press("m")
    terminal.wait_for("Call out each number", "leaders  (1)", "front line  (3)")
    for facet, leaders, others in (
        ("needed", "000100", "000300"),
        ("today", "001000", "012000"),
        ("weight", "0001", "0030"),
    ):
        terminal.wait_for(f"▸{facet}")
        # Each point is asked of one group after the other.
        terminal.type("".join(a + b for a, b in zip(leaders, others, strict=True)))
    terminal.wait_for("▸needed", "4 of 4 hands counted")
    terminal.press("enter")
    terminal.wait_for("Customers create it with us", "median", "gap")


def look_at_the_summary(terminal: Terminal) -> None:
    """Find both gaps in the picture, the larger one first."""
    go_to(terminal, "Gap summary", "Gap summary")
    shown = terminal.wait_for("Every contact creates value", "Customers create it with us", "▼▼")
    assert shown.index("Every contact creates value") < shown.index("Customers create it with us")


def agree_an_action(terminal: Terminal) -> None:
    """Agree who does what by when."""
    go_to(terminal, "Agree actions", "No action is agreed yet")
    terminal.press("+")
    terminal.wait_for("begin with a verb")
    write_field(terminal, ACTION)
    for label, text in (("owner", "Cleo"), ("first step", "write the list")):
        tab_to(terminal, label)
        write_field(terminal, text)
    tab_to(terminal, "due")
    write_field(terminal, "2026-12-18")
    terminal.press("ctrl+n")
    terminal.wait_for(f"Agreed: {ACTION}", "saved")


def close(terminal: Terminal) -> None:
    """Say what surprised the room."""
    terminal.press("ctrl+n")
    terminal.wait_for("What surprised us?")
    terminal.type(SURPRISE)
    terminal.press("enter", "enter")
    terminal.wait_for("What do we stop doing?", "saved")


def check_the_frame(session: Session) -> None:
    assert (session.title, session.organisation) == (TITLE, "Nordlicht")
    assert (session.date, session.offer) == (dt.date(2026, 11, 22), "Winter tyres, fitted")
    assert {segment.name for segment in session.segments.values()} == {"Commuters", "Families"}
    assert session.customer.parts == ("A driver who comes twice a year", "last week")
    assert [rival.name for rival in session.competitors.values()] == ["The garage next door"]
    people = sorted(session.people.values(), key=lambda person: person.order)
    assert [(p.name, p.group, p.function) for p in people] == [
        ("Ada", "leaders", "sales"),
        ("Ben", "front line", "workshop"),
        ("Cleo", "front line", "counter"),
        ("Dan", "front line", "phone"),
    ]
    assert session.place == Place(stage="close", at="stop")


def check_the_answers(session: Session) -> None:
    given = answered(session, "guiding")
    ((_, heard),) = given.of("expectations")
    assert heard.text == HEARD
    assert heard.evidence.grade is Grade.HEARD
    assert (heard.evidence.source, heard.evidence.when) == ("dealer in Lyon", "October")
    ((_, assumed),) = given.of("rivals")
    assert (assumed.text, assumed.evidence.grade) == (ASSUMED, Grade.ASSUMED)


def check_the_votes(session: Session) -> None:
    rated = answers(session, "checklist")
    cards = rated.rounds[rated.counting("touchpoint")]
    today = sorted(str(b.answers["today"]["touchpoint"]) for b in cards.ballots.values())
    assert [today[:3], len(today)] == [["1", "2", "2"], 4]
    hands = rated.rounds[rated.counting("together")]
    assert hands.method is Method.HANDS
    # The stage is over, and one leader is too few to be shown apart from three of the front line.
    (counted,) = hands.hands["today"]["together"].values()
    assert counted.points == (0, 1, 3, 0, 0)
    (counted,) = hands.hands["weight"]["together"].values()
    assert counted.dont_know == 1
    assert len(session.revealed) == 2


def check_the_action(session: Session) -> None:
    ((_, action),) = agreed(session, "act").in_order
    assert (action.title, action.owner) == (ACTION, "Cleo")
    assert (action.first_step, action.due) == ("write the list", dt.date(2026, 12, 18))


def check_the_report(tmp_path: Path, path: Path) -> None:
    done = ran(tmp_path, "export", "--full", path.stem)
    assert (done.returncode, done.stderr) == (0, b"")
    report = Path(done.stdout.decode().strip())
    assert report.parent == path.parent
    text = report.read_text(encoding="utf-8")
    for said in (TITLE, HEARD, "dealer in Lyon", "Warm welcome", "您好", "Cleo"):
        assert said in text
    assert text.index(ACTION) < text.index("Every contact creates value")
    assert text.index("Every contact creates value") < text.index("Customers create it with us")


def reopen(tmp_path: Path, path: Path, size: tuple[int, int]) -> None:
    before = path.read_bytes()
    with started(tmp_path, "open", path.stem, size=size) as terminal:
        terminal.wait_for("What do we stop doing?", SURPRISE)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert path.read_bytes() == before
