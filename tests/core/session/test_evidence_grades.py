"""What a grade of evidence needs, and which of several counts."""

import pytest

from valueworkshop.core.scoring.item_score import GRADES
from valueworkshop.core.session.evidence import Evidence, Grade, best

GUESS = Evidence(source="the sales team", when="March")
HEARD = Evidence(grade=Grade.HEARD, source="dealer in Lyon", when="October")
MEASURED = Evidence(grade=Grade.MEASURED, source="71 % of 212 orders", when="2026-03")


def test_the_grades_are_those_of_the_scoring_weakest_first() -> None:
    assert tuple(grade.value for grade in Grade) == GRADES
    assert Evidence().grade is Grade.ASSUMED  # until the room says otherwise


@pytest.mark.parametrize("grade", [Grade.HEARD, Grade.MEASURED])
@pytest.mark.parametrize(
    ("source", "when", "complete"),
    [("", "", False), ("dealer", "", False), ("", "May", False), ("dealer", "May", True)],
)
def test_heard_and_measured_need_a_source_and_a_date(
    grade: Grade, source: str, when: str, *, complete: bool
) -> None:
    assert Evidence(grade=grade, source=source, when=when).complete is complete
    assert Evidence(source=source, when=when).complete  # a guess needs nothing


def test_the_best_of_several_counts_and_of_one_grade_all_sources() -> None:
    assert best([]) == Evidence()
    assert best([GUESS]) == GUESS
    assert best([HEARD, MEASURED, GUESS]) == MEASURED
    other = Evidence(grade=Grade.HEARD, source="dealer in Ghent", when="May")
    both = best([HEARD, GUESS, other])
    assert both.in_words == "heard: dealer in Lyon, October; dealer in Ghent, May"
