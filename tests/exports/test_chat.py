"""Text for a chat: no mark of any markup of ours, everything that was said."""

import re

from test_html import all_kinds

from hostile_sessions import filled
from nasty_texts import texts
from payloads import MARKUP, TERMINAL
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table, Tasks
from valueworkshop.core.show.figures import Strip, Strips
from valueworkshop.exports.chat import render
from valueworkshop.exports.export_forms import Form, Wanted, written
from valueworkshop.files.home.new_sessions import demo_session

STRANGE = "".join("".join(text.split()) for text in (*MARKUP.values(), *TERMINAL.values()))


def test_a_text() -> None:
    told: list[Block] = [
        Heading("Acme", 1),
        Paragraph("One\ntwo"),
        Heading("Actions"),
        Tasks(((False, "Ring"), (True, "Ask"))),
        Table(("Action", "Owner", "Due"), (("Ring", "Ada", "–"), ("Ask", "", "May"))),
        Heading("Why?", 3),
        Table(("Item", "Gap"), (("When", "54"),), numeric=frozenset({1})),
        Chart((), Strips(title="", strips=(Strip(label="now", counts=(0, 2, 0, 1, 0), median=2),))),
        Chart(("a  b",)),
        Bullets(("call @all, a@b.co", "")),
    ]
    assert render(told) == (
        "Acme\n\nOne\ntwo\n\nActions:\n☐ Ring · Ada\n☒ Ask · May\n\nWhy?\n- When · Gap 54\n"
        "- now: 2 gave 2, 1 gave 4\n\n```\na  b\n```\n- call @\u200ball, a@b.co\n- –\n"
    )


def test_a_sample_is_short_and_has_neither_table_nor_heading() -> None:
    text = written(demo_session(), Wanted(form=Form.TEXT))
    assert not re.search(r"^(#|\||>|\s*[*+] )|\*\*|`", text, re.MULTILINE)
    assert len(text) < 4_000  # what Slack takes in one message
    _title, *points = text.splitlines()
    assert len(points) <= 11
    assert all(point.startswith("- ") for point in points)
    for action in ("Keep the agreed time", "Redo the service booking"):
        assert f": {action}" in text


def test_every_word_is_there_as_it_was_typed() -> None:
    for text in texts(3, 200):
        said = render(all_kinds(text)).replace("\u200b", "")
        typed = one_line(text).replace("\u200b", "")
        assert said.count(typed) >= 8, text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said)
        assert not re.search(r"(?<![\w.])@\w", render(all_kinds(text)[:-1])), text


def test_hostile_text_in_every_field_is_told_as_letters() -> None:
    wanted = Wanted(form=Form.TEXT, full=True)
    said = written(filled(STRANGE), wanted)
    assert said.count("[@\u200bclick=app.quit]leave[/]") > 100
    assert "\x1b" not in said
