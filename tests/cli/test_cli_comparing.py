"""`compare`: two workshops side by side, or several over time."""

import json

from commands import CONTROL, SAMPLES, run


def test_two_are_compared_by_name() -> None:
    result = run(SAMPLES, "compare", "restaurant", "phone-shop")
    assert result.exit_code == 0
    assert "Then: Who gains from our web shop? (2026-06-17)" in result.stdout
    said = " ".join(result.stdout.split())
    assert "Different offers or kits: we show both, but differences are not changes." in said
    assert "verdict," not in said
    chain = run(SAMPLES, "compare", "bakery-1-winter", "bakery-3-autumn").stdout
    assert "no verdict, other people answered" in " ".join(chain.split())
    assert not CONTROL.search(result.stdout)


def test_a_comparison_can_do_with_ascii() -> None:
    told = run(SAMPLES, "--ascii", "compare", "bakery-1-winter", "bakery-2-spring").stdout
    assert not set(told) & set("▼●○━┊─→")
    assert "cafés" in told


def test_more_than_two_are_followed_over_time() -> None:
    result = run(SAMPLES, "compare", "restaurant", "phone-shop", "office-coffee", "--json")
    told = json.loads(result.stdout)
    assert [one["date"] for one in told["sessions"]] == sorted(
        one["date"] for one in told["sessions"]
    )
    assert len(told["index"]) == 3


def test_as_markdown_it_is_a_report() -> None:
    result = run(SAMPLES, "compare", "restaurant", "phone-shop", "--md")
    assert result.stdout.startswith("# Side by side\n")
    assert "\n```" in result.stdout


def test_what_cannot_be_compared_says_why() -> None:
    for args, said in (
        (("restaurant",), "needs two workshops"),
        (("restaurant", "restaurant.toml"), "you named the same workshop twice"),
        (("restaurant", "phone-shop", "--md", "--json"), "not both"),
    ):
        result = run(SAMPLES, "compare", *args)
        assert result.exit_code == 2
        assert said in result.stderr
    assert run(SAMPLES, "compare", "restaurant", "nothing").exit_code not in (0, 2)
