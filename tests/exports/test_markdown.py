import html
import re
import zipfile
from pathlib import Path

import pypandoc
import pytest

from markdown_readers import READERS, meant
from nasty_texts import BY_HAND, texts
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Quote,
    Table,
    Tasks,
)
from valueworkshop.exports.choices import Target
from valueworkshop.exports.export_forms import Wanted, written
from valueworkshop.exports.markdown import (
    cell,
    heading_text,
    inline,
    item,
    line,
    render,
)
from valueworkshop.exports.workshop_report import blocks
from valueworkshop.files.home.new_sessions import demo_session


def test_a_whole_report() -> None:
    blocks: list[Block] = [
        Heading("Acme", 1),
        Paragraph("First line\nsecond line\n\nnext paragraph"),
        Heading("What was said"),
        Quote("Too late.\nAlways.", source="dealer *Lyon*"),
        Bullets(("one", "- two", "")),
        Heading("By item", 3),
        Table(("Item", "Gap"), (("a|b", "54"), ("two\nlines", "")), numeric=frozenset({1})),
        Tasks(((False, "Ring back"), (True, "[x] done"))),
        Chart(("▼▼  54  ████  *when*",)),
    ]
    assert (
        render(blocks)
        == """\
# Acme

First line  \nsecond line

next paragraph

## What was said

> Too late.  \n> Always.
>
> — dealer \\*Lyon\\*

- one
- \\- two
- \N{EN DASH}

### By item

| Item | Gap |
| --- | ---: |
| a\\|b | 54 |
| two lines |  |

- [ ] Ring back
- [x] \\[x\\] done

```text
▼▼  54  ████  *when*
```
"""
    )
    assert render(blocks) == render(iter(blocks))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words, 5 % (of 9): yes!", "plain words, 5 % (of 9): yes!"),
        ("a*b*", r"a\*b\*"),
        ("C:\\new", r"C:\\new"),
        ("R&D & co", r"R\&D & co"),
        ("at 12:30", "at 12:30"),
        (":+1:", r"\:+1:"),
        ("https://example.com/a_b?c=d#e", "https://example.com/a_b?c=d#e"),
        ("https://example.com/a_", r"https:\//example\.com/a\_"),
        ("(https://example.com)", r"(https:\//example\.com)"),
        ("www.example.com", r"www\.example\.com"),
        ("me@example.com", r"me\@example\.com"),
        ("two\nlines\t and  spaces ", "two lines and spaces"),
        ("\x1b[31mred", r"\[31mred"),
        ("", ""),
    ],
)
def test_inline_escapes_only_what_it_must(text: str, written: str) -> None:
    assert inline(text) == written
    assert cell(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# x", r"\# x"),
        ("--- ", r"\---"),
        ("=", r"\="),
        ("1. x", r"1\. x"),
        ("2026) x", r"2026\) x"),
        ("1.5 m", "1.5 m"),
        ("x # - 1. +", "x # - 1. +"),
    ],
)
def test_a_line_starts_no_block(text: str, written: str) -> None:
    assert line(text) == written
    assert item(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("C#", "C#"),
        ("issue #", r"issue \#"),
        ("issue ##", r"issue \##"),
        ("##", r"\##"),
        ("# a", "# a"),
    ],
)
def test_a_heading_keeps_the_sharps_at_its_end(text: str, written: str) -> None:
    assert heading_text(text) == written


def test_nothing_stands_as_a_dash_where_nothing_would_change_the_line_above() -> None:
    assert item(" \n") == heading_text("\ufeff") == "\N{EN DASH}"


def test_blocks_with_nothing_in_them_are_left_out() -> None:
    empty: list[Block] = [
        Paragraph(" \n"),
        Quote(""),
        Bullets(()),
        Tasks(()),
        Chart(()),
        Table((), ()),
    ]
    assert render([Paragraph("a"), *empty, Paragraph("b")]) == "a\n\nb\n"
    assert render(empty) == "\n"


def test_a_quote_without_words_keeps_its_source() -> None:
    assert render([Quote("", "P1")]) == "> — P1\n"


def test_two_lists_in_a_row_are_set_tight() -> None:
    assert render([Bullets(("a",)), Tasks(((False, "b"),))]) == "- a\n- [ ] b\n"


def test_a_fence_is_longer_than_any_run_of_backticks_in_it() -> None:
    assert render([Chart(("1  ```` x", "`````"))]) == "``````text\n1  ```` x\n`````\n``````\n"


def test_a_chart_row_stays_one_row_and_keeps_its_spaces() -> None:
    assert render([Chart(("a   b\nc\x1b ",))]) == "```text\na   b c\n```\n"


def test_a_table_keeps_cells_that_its_header_does_not_name() -> None:
    assert render([Table(("a",), (("1", "2"), ()))]) == (
        "| a |  |\n| --- | --- |\n| 1 | 2 |\n|  |  |\n"
    )


@pytest.mark.parametrize(
    ("target", "text", "written"),
    [
        (Target.GITHUB, "@all #12 GH-3 a@b.co #x", r"\@<!-- -->all #<!-- -->12 GH-<!-- -->3 "),
        (Target.GITLAB, "@all #1 !5 ~l %1 &1 $1", r"\@all \#1 \!5 \~l \%1 \&1 \$1"),
        (Target.GITHUB, "https://a.co/b#12", "https://a.co/b#12"),
        (Target.GITLAB, "https://a.co/b#12", "https://a.co/b#12"),
        (Target.PLAIN, "see @all #12", r"see \@all #12"),
    ],
)
def test_names_and_numbers_call_nobody_where_it_is_read(
    target: Target, text: str, written: str
) -> None:
    assert line(text, target).startswith(written)


@pytest.mark.parametrize("target", [Target.GITHUB, Target.GITLAB])
def test_a_target_changes_no_word_for_any_reader(target: Target) -> None:
    for text in texts(5, 150):
        told: list[Block] = [Heading(text, 1), Bullets((text,)), Table((text, "n"), ((text, "1"),))]
        for name in ("markdown-it", "cmark-gfm"):
            read = READERS[name](render(told, target)).replace("<!-- -->", "")
            read = read.replace("<!-- raw HTML omitted -->", "").replace("&lt;!-- --&gt;", "")
            assert read.strip() == meant(told), (name, text)


def test_the_way_to_word_loses_no_word(tmp_path: Path) -> None:
    """As the README says: pandoc -f gfm."""
    told = [*blocks(demo_session()), Bullets(BY_HAND[:60])]
    document = tmp_path / "summary.docx"
    pypandoc.convert_text(render(told), "docx", format="gfm", outputfile=str(document))
    with zipfile.ZipFile(document) as parts:
        paragraphs = parts.read("word/document.xml").decode().split("</w:p>")
    texts = (re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part) for part in paragraphs)
    said = {" ".join(html.unescape("".join(part)).split()) for part in texts}
    for block in told:
        match block:
            case Heading(text, _):
                assert " ".join(text.split()) in said
            case Table():
                assert all(" ".join(cell.split()) in said for row in block.rows for cell in row)
            case Bullets(items):
                meant_ones = {_as_meant(item) for item in items}
                assert not {one for one in meant_ones if one not in said}


def test_the_way_to_slides_makes_one_of_each_part(tmp_path: Path) -> None:
    """As docs/results.md says: pandoc -f gfm --slide-level=2."""
    slides = tmp_path / "summary.pptx"
    text = written(demo_session(), Wanted())
    way = ["--slide-level=2"]
    pypandoc.convert_text(text, "pptx", format="gfm", outputfile=str(slides), extra_args=way)
    with zipfile.ZipFile(slides) as parts:
        made = [name for name in parts.namelist() if re.fullmatch(r"ppt/slides/slide\d+.xml", name)]
        said = "".join(parts.read(name).decode() for name in made)
    for heading in ("What we decided", "Who does what", "How sure we are"):
        assert heading in " ".join(re.findall(r"<a:t>([^<]*)</a:t>", said))
    assert len(made) >= 4


def _as_meant(text: str) -> str:
    return html.unescape(re.sub(r"</?\w+>", "", meant([Bullets((text,))])))
