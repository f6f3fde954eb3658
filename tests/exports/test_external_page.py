"""The page in a real browser: quiet, fetching nothing, whole at any width, dark and printed."""

from pathlib import Path

import pytest

from headless import Browser
from hostile_sessions import filled
from installed_programs import ran
from nasty_texts import BY_HAND
from payloads import MARKUP, TERMINAL
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.blocks import Block, Bullets, Heading, Paragraph, Table
from valueworkshop.exports import html_page
from valueworkshop.exports.export_forms import Form, Wanted, written
from valueworkshop.exports.workshop_report import blocks
from valueworkshop.files.text import session_file

pytestmark = pytest.mark.external
pytest_plugins = ["external_tools"]

SAMPLES = sorted((Path(__file__).parents[2] / "sessions").glob("*.toml"))
STRANGE = " ".join((*MARKUP.values(), *TERMINAL.values()))


def opened(browser: Browser, folder: Path, text: str) -> None:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    browser.said.clear()
    browser.asked.clear()
    browser.open(path.as_uri())
    assert browser.said == []
    assert browser.asked == [path.as_uri()]


def words(told: list[Block]) -> list[str]:
    found: list[str] = []
    for block in told:
        match block:
            case Heading(text, _) | Paragraph(text):
                found += map(one_line, text.split("\n"))
            case Bullets(items):
                found += map(one_line, items)
            case Table():
                found += [one_line(cell) for row in (block.header, *block.rows) for cell in row]
    return [text for text in found if text]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_quiet_and_reads_the_same(
    sample: Path, browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    session = session_file.read(sample).session
    opened(browser, tmp_path, written(session, Wanted(form=Form.HTML, full=True)))
    shown = " ".join(browser.run("document.body.innerText").split())
    missing = [text for text in words(blocks(session)) if text not in shown]
    assert missing == []
    for width, height, dark in ((1280, 900, False), (1280, 900, True), (390, 844, False)):
        name = f"{sample.stem}-{width}{'-dark' if dark else ''}.png"
        browser.picture(pictures / name, width, height, dark=dark)
        overflow = browser.run("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{name}: {overflow} pixels stand out at the right"
    browser.printed(pictures / f"{sample.stem}.pdf")
    assert browser.said == []


@pytest.mark.parametrize("name", ["prestige-car-maker", "office-coffee"])
def test_no_table_is_cut_at_any_width(
    name: str, browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    """On a phone a row is a card, whose cells say their heads."""
    session = session_file.read(SAMPLES[0].with_name(f"{name}.toml")).session
    opened(browser, tmp_path, written(session, Wanted(form=Form.HTML, full=True)))
    for width in (360, 390, 600, 768, 833, 1000, 1119, 1120, 1280):
        browser.picture(pictures / f"{name}-full-{width}.png", width, 900)
        cut = browser.run(
            "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)"
            ".map(e => e.getAttribute('aria-label'))"
        )
        assert cut == [], f"cut at {width}"
    browser.picture(pictures / f"{name}-full-390.png", 390, 900)
    heads = browser.run(
        "[...document.querySelectorAll('.wide td')].filter(e => e.innerText)"
        ".map(e => getComputedStyle(e, '::before').content)"
    )
    assert {'"Owner: "', '"Due: "', '"Needed: "'} <= set(heads)


@pytest.mark.parametrize(("paper", "size"), [("a4", (8.27, 11.69)), ("letter", (8.5, 11.0))])
def test_it_prints_with_all_its_words_and_the_heads_on_each_page(
    paper: str, size: tuple[float, float], browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    session = session_file.read(SAMPLES[0].with_name("office-coffee.toml")).session
    opened(browser, tmp_path, written(session, Wanted(form=Form.HTML, full=True)))
    pdf = pictures / f"office-coffee-{paper}.pdf"
    browser.printed(pdf, *size)
    assert f"({paper})" in ran("pdfinfo", pdf).lower()
    pages = ran("pdftotext", "-layout", pdf, "-").split("\f")
    text = " ".join(" ".join(pages).split())
    heads = [block.text for block in blocks(session) if isinstance(block, Heading)]
    assert [each for each in heads if " ".join(each.split()) not in text] == []
    gaps = [page for page in pages if "Rank" in page and "Next step" in page]
    assert len(gaps) >= 2  # the table of 29 gaps needs more than one page
    ran("pdftoppm", "-r", "50", "-l", "6", "-png", pdf, pictures / f"office-coffee-{paper}")


def test_hostile_text_in_every_field_does_nothing(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, written(filled(STRANGE), Wanted(form=Form.HTML)))
    assert browser.run("document.scripts.length") == 0
    assert browser.run("document.querySelectorAll('img, iframe, object, form, base').length") == 0
    assert browser.run("[...document.querySelectorAll('*')].every(e => !e.onclick)") is True


def test_every_nasty_text_is_shown_as_it_was_typed(browser: Browser, tmp_path: Path) -> None:
    kept = [text for text in map(one_line, BY_HAND) if text]
    opened(browser, tmp_path, html_page.render([Bullets(tuple(kept))], "t"))
    shown = browser.run("[...document.querySelectorAll('li')].map(e => e.textContent)")
    assert shown == kept


def test_what_the_page_forbids_is_forbidden(browser: Browser, tmp_path: Path) -> None:
    """The policy holds even if an escape were forgotten."""
    evil = "<script>window.ran = 1</script><img src='http://a.invalid/x.png'>"
    text = html_page.render([Paragraph("here")], "t").replace("here", evil)
    path = tmp_path / "evil.html"
    path.write_text(text, encoding="utf-8")
    browser.asked.clear()
    browser.open(path.as_uri())
    assert browser.run("window.ran") is None
    assert not [url for url in browser.asked if "a.invalid" in url and "blocked" not in url] or any(
        "violates" in line for line in browser.said
    )
    browser.said.clear()
