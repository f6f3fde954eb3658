"""Mermaid itself reads the diagrams: the oldest version that a place runs, and newer ones."""

import json
import re
from pathlib import Path

import pytest
from headless import Browser
from nasty_texts import BY_HAND

from hostile_sessions import filled
from payloads import MARKUP
from valueworkshop.report.export import Wanted, written
from valueworkshop.report.mermaid import drawn
from valueworkshop.stages.figures import Bar, Bars, Curve, Figure, Map, Spot, Stop
from valueworkshop.storage import session_file
from valueworkshop.workshop.text import one_line

pytestmark = pytest.mark.external
pytest_plugins = ["external_tools"]

SAMPLES = sorted((Path(__file__).parents[2] / "sessions").glob("*.toml"))
VERSIONS = ("mermaid-10", "mermaid", "mermaid-12")

_DRAW = """
(async () => {
  mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
  const failed = [], shown = [];
  let number = 0;
  for (const text of %s) {
    try {
      await mermaid.parse(text);
      const {svg} = await mermaid.render('d' + number++, text);
      const holder = document.createElement('div');
      holder.innerHTML = svg;
      shown.push([...holder.querySelectorAll('text, .label, foreignObject')]
        .map(e => e.textContent).join('\\n'));
    } catch (error) { failed.push(text + '\\n' + error); shown.push(''); }
  }
  return {failed, shown};
})()
"""


@pytest.fixture(scope="module", params=VERSIONS)
def mermaid(request: pytest.FixtureRequest, browser: Browser, modules: Path) -> Browser:
    browser.open("about:blank")
    browser.run((modules / request.param / "dist" / "mermaid.min.js").read_text(encoding="utf-8"))
    return browser


def drawn_by(mermaid: Browser, diagrams: list[str]) -> list[str]:
    told = mermaid.run(_DRAW % json.dumps(diagrams))
    assert told["failed"] == []
    shown: list[str] = told["shown"]
    return shown


def diagrams_in(text: str) -> list[str]:
    return re.findall(r"```mermaid\n(.*?)\n```", text, re.DOTALL)


def test_those_of_the_samples_are_drawn(mermaid: Browser) -> None:
    for sample in SAMPLES:
        session = session_file.read(sample).session
        diagrams = diagrams_in(written(session, Wanted(mermaid=True)))
        assert len(diagrams) >= 1
        drawn_by(mermaid, diagrams)


def test_those_with_hostile_text_are_drawn(mermaid: Browser) -> None:
    for text in MARKUP.values():
        drawn_by(mermaid, diagrams_in(written(filled(text), Wanted(mermaid=True))))


def figures(text: str) -> list[Figure]:
    spot = Spot(label=text, across=0.5, up=1)
    ranges = {"across_range": (0.0, 1.0), "up_range": (0.0, 1.0)}
    return [
        Bars(title=text, bars=(Bar(label=text, value=-3), Bar(label=text, value=100))),
        Map(title=text, across=text, up=text, spots=(spot,), corners=(text,) * 4, **ranges),
        Curve(title=text, stops=(Stop(label=text, expected=None, experienced=2.5),)),
    ]


def test_every_text_is_drawn_as_it_was_typed(mermaid: Browser) -> None:
    short = [text for text in BY_HAND if 0 < len(one_line(text.replace("\ufeff", " "))) < 60]
    diagrams = [drawn(figure) for text in short for figure in figures(text)]
    shown = drawn_by(mermaid, diagrams)
    meant = [one_line(text.replace("\ufeff", " ")) for text in short for _ in range(3)]
    lost = []
    for diagram, text, words in zip(diagrams, meant, shown, strict=True):
        if diagram.startswith("quadrantChart") and text not in words:
            lost.append((text, words))
    assert lost == []
