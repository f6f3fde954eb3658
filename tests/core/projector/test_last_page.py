"""The projector's last page: the report in short, once everything at the close is said."""

from dataclasses import replace
from pathlib import Path

from valueworkshop.core.projector.project import project
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.projected_blocks import Picture, Point, Said
from valueworkshop.core.stages.close.model import answers, change
from valueworkshop.files.text.session_file import read

SAMPLE = Path(__file__).parents[3] / "sessions" / "prestige-car-maker.toml"


def at_the_close(session: Session) -> Session:
    return replace(session, place=Place(stage="close", at="look_again"))


def test_it_tells_gaps_decisions_and_actions_once_the_close_is_over() -> None:
    shown = project(at_the_close(read(SAMPLE).session)).shown
    assert shown.heading == "In short"
    first, *_ = (part for part in shown.parts if isinstance(part, Said))
    assert first.text.startswith("We think customers get less than they need")
    assert any(isinstance(part, Picture) for part in shown.parts)
    points = [part.text for part in shown.parts if isinstance(part, Point)]
    assert "Redo the service booking together with owners" in points


def test_it_names_nobody_and_no_source() -> None:
    session = read(SAMPLE).session
    said = str(project(at_the_close(session)).shown)
    for hidden in (*(person.name for person in session.people.values()), "agreed times kept"):
        assert hidden not in said


def test_before_that_the_question_is_shown() -> None:
    session = at_the_close(read(SAMPLE).session)
    open_still = change(session, "close", replace(answers(session, "close"), rating=None))
    assert project(open_still).shown.heading == "When do we look at this again?"
