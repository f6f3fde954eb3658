import pytest

from valueworkshop.core.session.kit import MOST_LENSES
from valueworkshop.files.home.kit_advice import advice, judged
from valueworkshop.files.home.kits import kit_of, load_kit, shipped, source, started
from valueworkshop.files.text.problems import dotted

PLAIN = started("Plain")[1].decode()

_LACK = "stages.rate.asks.items.answer.lack"

_VOICE = """
[stages.said]
kind = "voice"
title = "Said"
minutes = { six = 1, twelve = 2 }
asks = { stages = ["rte", "rate", "ask"] }

"""


def told(text: str) -> dict[str, str]:
    return {dotted(fault.keys): fault.message for fault in advice(kit_of(text.encode(), "k")[0])}


def without(stage: str) -> str:
    """The plain kit without one stage, whose whole text is in it."""
    head, _, tail = PLAIN.partition(f"\n[stages.{stage}]\n")
    rest = tail.split("\n[stages.")
    kept = [part for part in rest[1:] if not part.startswith(f"{stage}.")]
    return head + "".join(f"\n[stages.{part}" for part in kept)


@pytest.mark.parametrize("name", shipped())
def test_what_ships_needs_none(name: str) -> None:
    assert judged(*source(name)) == (load_kit(name), [])


def test_the_plain_kit_needs_none() -> None:
    assert told(PLAIN) == {}


@pytest.mark.parametrize("kind", ["frame", "summary", "act"])
def test_a_stage_that_every_workshop_needs(kind: str) -> None:
    (message,) = told(without(kind)).values()
    assert message.startswith(f"there is no stage of the kind {kind}")


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("six = 15, ", "", "stages.ask.minutes.six", "no time is planned for six people"),
        ("twelve = 6 ", "twelve = -6 ", "stages.close.minutes.twelve", "for twelve people"),
        ("twelve = 6 ", "twelve = 3 ", "stages.close.minutes.twelve", "fewer minutes than six"),
        ('low = "It depends on who is on duty"\n', "", "stages.rate.asks.items.promise", "`low`"),
        ('"an answer the same day"', '"our answer on the very same day"', _LACK, "has 7 words"),
        ('"an answer the same day"', '"an answer the same day."', _LACK, "ends in a stop"),
        (".facets.needed]", ".facets.ned]", "stages.rate.asks.facets", "is it `ned` here?"),
        (".facets.today]", ".facets.todey]", "stages.rate.asks.facets", "is it `todey` here?"),
        ('id = "plain"', 'id = "essentials"', "id", "belongs to a kit of valueworkshop"),
        ('title = "Break"', 'title = " "', "stages.break.title", "is empty"),
        ('label = "today"', 'label = ""', "stages.rate.asks.facets.today.label", "is empty"),
        (
            "[stages.rate.asks.facets.needed]",
            "[stages.rate.asks]\npoints = 0\n[stages.rate.asks.facets.needed]",
            "stages.rate.asks.points",
            "has no share in the index",
        ),
        (
            "[stages.break]",
            f"{_VOICE}[stages.break]",
            "stages.said.asks.stages[1]",
            "no stage with this id rates anything; is it `rate` here?",
        ),
    ],
)
def test_a_likely_slip(old: str, new: str, at: str, said: str) -> None:
    assert old in PLAIN
    found = told(PLAIN.replace(old, new, 1))
    assert said in found[at]
    extra = {"stages.said.asks.stages[3]"}  # questions are no ratings either
    assert set(found) - extra == {at}


def test_picks_that_nothing_asks() -> None:
    asks = '[stages.rate.asks]\nweight = "best-worst"\n[stages.rate.asks.facets.needed]'
    picked = PLAIN.replace("[stages.rate.asks.facets.needed]", asks, 1)
    assert told(picked) == {}
    said = told(picked.replace(".facets.weight]", ".facets.weigt]"))["stages.rate.asks.weight"]
    assert "there is no facet `weight` with its question" in said
    assert "is it `weigt` here?" in said


@pytest.mark.parametrize(
    ("kind", "at"),
    [
        ("questions", ["questions"]),
        ("ratings", ["items", "facets"]),
        ("statements", ["items"]),
        ("journey", []),
        ("drivers", []),
        ("ledger", []),
        ("offers", []),
    ],
)
def test_a_stage_that_asks_nothing(kind: str, at: list[str]) -> None:
    stage = f"[stages.new]\nkind = '{kind}'\ntitle = 'New'\nminutes = {{six = 1, twelve = 2}}\n"
    found = told(PLAIN + stage)
    assert list(found) == [f"stages.new.asks.{name}" for name in at]


@pytest.mark.parametrize(("number", "optional"), [(4, False), (5, False), (9, True)])
def test_more_lenses_than_a_day_bears(number: int, optional: bool) -> None:  # noqa: FBT001
    text = PLAIN + "".join(
        f"[stages.s{n}]\nkind = 'ladder'\ntitle = 'L'\nminutes = {{six = 1, twelve = 2}}\n"
        f"optional = {str(optional).lower()}\n"
        for n in range(number)
    )
    found = told(text)
    if optional or number + 2 <= MOST_LENSES:
        assert found == {}
    else:
        assert list(found) == ["stages.s4"]
        assert "these are 7 lenses" in found["stages.s4"]


def test_warnings_and_advice_come_in_the_order_of_the_file() -> None:
    text = PLAIN.replace("six = 8,", "", 1).replace("probes", "probs").replace('"Close"', '""')
    lines = [problem.line for problem in judged(text.encode(), "k")[1]]
    assert len(lines) == 3
    assert lines == sorted(line or 0 for line in lines)
