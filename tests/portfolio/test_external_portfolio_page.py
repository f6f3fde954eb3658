"""The portfolio's page in a real browser: quiet, whole at any width, dark and printed."""

import datetime as dt
from pathlib import Path

import pytest
from test_five_questions import SAMPLES, TODAY, asked

from headless import Browser
from installed_programs import ran
from made_tables import write
from valueworkshop.portfolio.portfolio_run import Portfolio, as_page
from valueworkshop.portfolio.tidy_run import Order, tidy

pytestmark = pytest.mark.external
pytest_plugins = ["external_tools"]

CUT = """
[...document.querySelectorAll('figure *')].filter(e => !e.closest('svg'))
  .filter(e => getComputedStyle(e).position != 'absolute')
  .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth).map(e => e.outerHTML.slice(0, 90))
"""
OUTSIDE = """
[...document.querySelectorAll('figure span')].filter(e => e.offsetParent)
  .filter(e => getComputedStyle(e).position != 'absolute').filter(e => {
    const one = e.getBoundingClientRect(), all = e.closest('figure').getBoundingClientRect();
    return one.right > all.right + 1 || one.left < all.left - 1;
  }).map(e => e.outerHTML)
"""


@pytest.mark.parametrize("name", ["samples", "made"])
def test_no_word_of_a_picture_is_cut_at_any_width(
    name: str, browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    day = TODAY
    if name == "made":
        write(tmp_path / "tables", 300, "parquet")
    else:
        day = dt.date(2026, 12, 1)
        tidy(Order(folders=[SAMPLES], to=tmp_path / "tables", state=tmp_path / "s", form="parquet"))
    page = tmp_path / "page.html"
    found = asked(tmp_path / "tables", day)
    page.write_text(as_page(Portfolio(day=day, found=found)), encoding="utf-8")
    browser.said.clear()
    browser.asked.clear()
    browser.open(page.as_uri())
    assert browser.asked == [page.as_uri()]
    for width in (320, 360, 390, 600, 735, 736, 768, 1000, 1280):
        browser.picture(pictures / f"portfolio-{name}-{width}.png", width, 900, dark=width == 1000)
        assert browser.run("document.documentElement.scrollWidth - window.innerWidth") <= 0, width
        assert browser.run(OUTSIDE) == [], width
        assert browser.run(CUT) == [], width
    pdf = pictures / f"portfolio-{name}.pdf"
    browser.printed(pdf)
    said = " ".join(ran("pdftotext", "-layout", pdf, "-").split())
    assert "How far the actions of each function are" in said
    assert browser.said == []
