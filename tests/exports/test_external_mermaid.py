"""Mermaid itself reads the diagrams: the oldest version that a place runs, and newer ones."""

import json
import re
from pathlib import Path

import pytest

from headless import Browser
from hostile_sessions import filled
from nasty_texts import BY_HAND
from payloads import MARKUP
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.figures import Bar, Bars, Curve, Map, MapPoint, Stop
from valueworkshop.exports.export_forms import Wanted, written
from valueworkshop.exports.mermaid import drawn
from valueworkshop.files.text import session_file

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
      if (!%s) continue;
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


def drawn_by(mermaid: Browser, diagrams: list[str], *, draw: bool = True) -> list[str]:
    told = mermaid.run(_DRAW % (json.dumps(diagrams), json.dumps(draw)))
    assert told["failed"] == []
    shown: list[str] = told["shown"]
    return shown


def diagrams_in(text: str) -> list[str]:
    return re.findall(r"```mermaid\n(.*?)\n```", text, re.DOTALL)


def test_those_of_the_samples_are_drawn(mermaid: Browser) -> None:
    for sample in SAMPLES:
        session = session_file.read(sample).session
        diagrams = diagrams_in(written(session, Wanted(mermaid=True, full=True)))
        assert len(diagrams) >= 1
        drawn_by(mermaid, diagrams)


def test_those_with_hostile_text_are_read(mermaid: Browser) -> None:
    for text in MARKUP.values():
        diagrams = diagrams_in(written(filled(text), Wanted(mermaid=True, full=True)))
        drawn_by(mermaid, diagrams, draw=False)


def words(text: str) -> str:
    """Return a text as Mermaid may wrap it: less its spaces."""
    return "".join(text.split())


def test_every_text_is_drawn_as_it_was_typed(mermaid: Browser) -> None:
    known = dict.fromkeys(one_line(text.replace("\ufeff", " ")) for text in BY_HAND)
    short = [text for text in known if 0 < len(text) < 60]
    stops = tuple(Stop(label=text, expected=None, experienced=2.5) for text in short)
    parts = [Curve(title="t", stops=stops[at : at + 40]) for at in range(0, len(stops), 40)]
    shown = words("".join(drawn_by(mermaid, [drawn(part) for part in parts])))
    assert [text for text in short if words(text) not in shown] == []
    spot = MapPoint(label="a", across=0.5, up=1)
    maps = [
        Map(
            title="t",
            across=text,
            up=text,
            across_range=(0, 1),
            up_range=(0, 1),
            spots=(spot,),
            corners=(text,) * 4,
        )
        for text in short[::5]
    ]
    drawings = drawn_by(mermaid, [drawn(each) for each in maps])
    lost = [m.up for m, told in zip(maps, drawings, strict=True) if told.count(m.up) < 8]
    assert lost == []
    bars = [Bars(title=text, bars=(Bar(label="a", value=3),)) for text in short[::5]]
    drawings = drawn_by(mermaid, [drawn(each) for each in bars])
    assert [b.title for b, told in zip(bars, drawings, strict=True) if b.title not in told] == []
