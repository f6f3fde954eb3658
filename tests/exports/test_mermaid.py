"""Mermaid after the tables: only what all its versions read, whatever people typed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from hostile_sessions import filled
from made_sessions import moderate
from nasty_texts import texts
from payloads import MARKUP
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.blocks import Chart, Heading, Paragraph, Table
from valueworkshop.core.show.figures import Bar, Bars, Curve, Map, MapPoint, Stop
from valueworkshop.exports.markdown import render
from valueworkshop.exports.mermaid import drawn, escaped
from valueworkshop.exports.workshop_report import blocks
from valueworkshop.files.home.new_sessions import demo_session

LABEL = r'"(?:[A-Za-z0-9 .,()/\'?!+=\-]|#\d+;|[^\x00-\x7f])+"'
SHARE = r"(?:0(?:\.\d+)?|1)"
GRAMMAR = {
    "xychart-beta": rf"title {LABEL}|x-axis \[{LABEL}(, {LABEL})*\]|y-axis {LABEL} -?\d+ --> \d+|"
    r"bar \[-?\d+(, -?\d+)*\]",
    "quadrantChart": rf"title [A-Za-z0-9 ,]+|[xy]-axis {LABEL} --> {LABEL}|quadrant-[1-4] {LABEL}|"
    rf'"\d+": \[{SHARE}, {SHARE}\]',
    "journey": r"title [A-Za-z0-9 ,]+|section Touchpoints|"
    r"\d+(?: (?:[A-Za-z0-9 .()/'?!+=\-]|#\d+;|[^\x00-\x7f])*)?: \d\.\d",
}
"""What each line of a diagram may be: what Mermaid 10.7 to 12 was tried to read."""


def fits(diagram: str) -> bool:
    kind, *lines = diagram.split("\n")
    return all(re.fullmatch(GRAMMAR[kind], line.strip()) for line in lines)


def decoded(text: str) -> str:
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)


def test_a_text_is_escaped_by_one_rule_and_comes_back() -> None:
    assert escaped('a "b" #1; <c>: d, e') == "a #34;b#34; #35;1#59; #60;c#62;#58; d, e"
    for text in texts(4, 400):
        assert decoded(escaped(text)) == one_line(text.replace("\ufeff", " ")), text


numbers = st.none() | st.floats(0, 1)
_labels = st.sampled_from(texts(4, 20))


@moderate
@given(st.lists(st.tuples(_labels, numbers, numbers), max_size=50))
def test_every_diagram_is_within_the_grammar(
    points: list[tuple[str, float | None, float | None]],
) -> None:
    words = points[0][0] if points else "x"
    made = (
        Bars(
            title=words, bars=tuple(Bar(label=t, value=a and a * 200 - 100) for t, a, _ in points)
        ),
        Map(
            title=words,
            across=words,
            up=words,
            across_range=(0, 1),
            up_range=(0, 1),
            spots=tuple(MapPoint(label=t, across=a, up=b) for t, a, b in points),
            corners=(words, words, words, words),
        ),
        Curve(
            title=words,
            stops=tuple(
                Stop(label=t, expected=None, experienced=b and 1 + 4 * b) for t, _, b in points
            ),
        ),
    )
    for figure in made:
        diagram = drawn(figure)
        assert not diagram or fits(diagram), diagram


def test_hostile_items_stay_within_their_labels() -> None:
    for text in MARKUP.values():
        said = render(blocks(filled(text)), mermaid=True)
        found = re.findall(r"```mermaid\n(.*?)\n```", said, re.DOTALL)
        assert len(found) >= 2
        assert all(map(fits, found))


def test_pictures_stand_behind_the_table_that_says_the_same() -> None:
    bars = Bars(title="Gaps", bars=(Bar(label="a", value=3),))
    table = Table(("Item", "Gap"), (("a", "3"),))
    made = render([Chart(("a ███",), bars), table, Paragraph("b")], mermaid=True)
    assert made.index("| a | 3 |") < made.index("```mermaid") < made.index("\nb\n")
    no_table = render([Chart((), bars), Heading("next")], mermaid=True)
    assert no_table.index("```mermaid") < no_table.index("## next")
    plain, drawn_too = (render(blocks(demo_session()), mermaid=m) for m in (False, True))
    assert re.sub(r"```mermaid\n.*?\n```\n\n", "", drawn_too, flags=re.DOTALL) == plain
    assert drawn_too.count("```mermaid") == 2
