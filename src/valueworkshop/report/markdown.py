"""Blocks as Markdown that reads the same in GitHub, GitLab, Notion, Confluence and Word.

Only what all of them know is written: headings, paragraphs, `-` lists, pipe tables, `- [ ]`, quotes
and fenced code. Everybody's text is shown as it was typed, whatever it holds; runs of white space
become one space. Nothing here is bold: `**` around text that somebody typed can leak.

Two things no escape can stop: GitHub links `@name` and `#12` in issues and comments, and an e-mail
address to itself. A plain http(s) address that stands alone is left as it is, to be linked too.
"""

import re
from collections.abc import Iterable, Iterator

from valueworkshop.stages.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Quote,
    Table,
    Tasks,
)
from valueworkshop.workshop.text import clean, one_line

EMPTY = "\N{EN DASH}"
"""For an item or heading without words: an empty `-` makes a heading of the line above."""

# Two spaces at the end: where a reader does not know them they are invisible, a backslash is not.
_HARD_BREAK = "  \n"
_BYTE_ORDER_MARK = "\ufeff"
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")

# An address is left whole or is broken, never half escaped: GitHub links raw text up to the next
# space, backslashes included. Whole only when no reader can take a part of it for something else:
# each mark stands between letters or digits, and nothing needs decoding.
_WORDS = "[A-Za-z0-9]+ (?: [._+-] [A-Za-z0-9]+ )*"
_PAIRS = "[A-Za-z0-9]+ (?: [=&._+-] [A-Za-z0-9]+ )*"
_ADDRESS = rf"""
    (?<!\S) https?:// [A-Za-z0-9]+ (?: [.-] [A-Za-z0-9]+ )* (?: : [0-9]+ )?
    (?: / (?: {_WORDS} (?: / {_WORDS} )* /? )? (?: \? {_PAIRS} )? (?: \# {_PAIRS} )? )?
    (?!\S)
"""
_SPECIAL = re.compile(
    rf"""
    (?P<address> {_ADDRESS} )
    | [\\`*_\[\]<>~|$^{{}}]
    | & (?= [\#A-Za-z] )            # an entity
    | : (?= [\w+-]+ : )             # an emoji by name
    | @ (?= \S )                    # a mention in GitLab, a citation in pandoc, mailto:a@+
    | / (?= / )                     # http://, ftp://, //host
    | (?<= [wW]{{3}} ) \.           # www.
    | (?<= \S ) \. (?= [^\W\d_] )   # host.name
    """,
    re.VERBOSE,
)
_STARTS_A_LIST = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_CLOSES_A_HEADING = re.compile(r"(?<!\S)(?=#+$)")
_BACKTICKS = re.compile(r"`+")
_OTHER_SPACE = re.compile(r"[\t\n\ufeff]")


def inline(text: str) -> str:
    """Return `text` on one line, to stand within a line of Markdown and be read as it is."""
    spaced = one_line(text.replace(_BYTE_ORDER_MARK, " "))
    return _SPECIAL.sub(lambda found: found[0] if found["address"] else "\\" + found[0], spaced)


def line(text: str) -> str:
    """Return `text` on one line, to stand at the start of a line, an item or a quote."""
    escaped = inline(text)
    number = _STARTS_A_LIST.match(escaped)
    if number:
        return f"{number[0]}\\{escaped[number.end() :]}"
    return "\\" + escaped if escaped[:1] in set("#+-=:%") else escaped


def heading_text(text: str) -> str:
    """Return `text` to stand after `#`; a run of `#` at its end would be swallowed."""
    return _CLOSES_A_HEADING.sub(r"\\", inline(text), count=1) or EMPTY


def item(text: str) -> str:
    """Return `text` to stand after `-` or `- [ ]`; never nothing."""
    return line(text) or EMPTY


def cell(text: str) -> str:
    """Return `text` to stand between two `|`; nothing for nothing."""
    return inline(text)


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of `text`, which blank lines part, with their line breaks."""
    for paragraph in _BLANK_LINES.split(clean(text).replace(_BYTE_ORDER_MARK, " ")):
        lines = [line(part) for part in paragraph.split("\n")]
        kept = _HARD_BREAK.join(part for part in lines if part)
        if kept:
            yield kept


def render(blocks: Iterable[Block]) -> str:
    """Return `blocks` as one Markdown text that ends with one line feed.

    The same blocks give the same bytes. A block with nothing in it is left out.
    """
    written = ""
    previous: Block | None = None
    for block in blocks:
        text = _block(block)
        if not text:
            continue
        # Two lists in a row are one list to every reader: with a blank line, one set wide apart.
        joined = isinstance(block, Bullets | Tasks) and isinstance(previous, Bullets | Tasks)
        written += ("\n" if joined else "\n\n") + text if written else text
        previous = block
    return written + "\n"


def _block(block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading(text, level):
            return f"{'#' * level} {heading_text(text)}"
        case Paragraph(text):
            return "\n\n".join(paragraphs(text))
        case Quote(text, source):
            return _quote(text, source)
        case Bullets(items):
            return "\n".join(f"- {item(text)}" for text in items)
        case Tasks(items):
            return "\n".join(f"- [{'x' if done else ' '}] {item(text)}" for done, text in items)
        case Table():
            return _table(block)
        case Chart(rows, _):
            return _chart(rows)


def _quote(text: str, source: str) -> str:
    said = list(paragraphs(text))
    origin = inline(source)
    if origin:
        said.append(f"— {origin}")
    lines = "\n\n".join(said).split("\n")
    return "\n".join(f"> {part}" if part else ">" for part in lines) if said else ""


def _table(table: Table) -> str:
    """Return a pipe table as wide as its widest row: what the header does not name is kept."""
    width = max(len(row) for row in (table.header, *table.rows))
    if not width:
        return ""
    rules = ["---:" if column in table.numeric else "---" for column in range(width)]
    header, *rows = ([cell(text) for text in row] for row in (table.header, *table.rows))
    lines = [header, rules, *rows]
    return "\n".join(f"| {' | '.join(cells + [''] * (width - len(cells)))} |" for cells in lines)


def _chart(rows: tuple[str, ...]) -> str:
    lines = [_OTHER_SPACE.sub(" ", clean(row)).rstrip() for row in rows]
    longest = max((len(run) for row in lines for run in _BACKTICKS.findall(row)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}text", *lines, fence]) if rows else ""
