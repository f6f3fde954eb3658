"""Blocks as Markdown that reads the same in GitHub, GitLab, Notion, Confluence and Word.

We write only what all of them know: headings, paragraphs, `-` lists, pipe tables, `- [ ]`, quotes
and fenced code. Everybody's text appears as it was typed, whatever it holds, except that several
spaces become one. Bold is only in `Sentences` and `Entries`, whose writers set it between blanks:
elsewhere `**` around text that somebody typed can leak.

No escape can stop two things: GitHub links `@name` and `#12` in issues and comments, and an e-mail
address to itself. A plain http(s) address between blanks stays as it is, and becomes a link too.
For an issue or a comment there, a `Target` keeps names and numbers from calling and linking
anybody.
"""

import re
from collections.abc import Iterable, Iterator

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Quote,
    Runs,
    Sentences,
    Strong,
    Table,
    Tasks,
)
from valueworkshop.exports.choices import Target

EMPTY = "\N{EN DASH}"
"""For an item or heading without words: an empty `-` makes a heading of the line above."""

# Two spaces at the end: a reader that does not know them shows nothing, but it shows a backslash.
_HARD_BREAK = "  \n"
_BYTE_ORDER_MARK = "\ufeff"
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")

# We leave an address whole or break it, but never escape half of it: GitHub links raw text up to
# the next space, backslashes included. It stays whole only if no reader can take a part of it for
# something else: each mark is between letters or digits, and nothing needs decoding.
_WORDS = "[A-Za-z0-9]+ (?: [._+-] [A-Za-z0-9]+ )*"
_PAIRS = "[A-Za-z0-9]+ (?: [=&._+-] [A-Za-z0-9]+ )*"
_ADDRESS = rf"""
    (?<!\S) https?:// [A-Za-z0-9]+ (?: [.-] [A-Za-z0-9]+ )* (?: : [0-9]+ )?
    (?: / (?: {_WORDS} (?: / {_WORDS} )* /? )? (?: \? {_PAIRS} )? (?: \# {_PAIRS} )? )?
    (?!\S)
"""
_SIGNS = r"""
    [\\`*_\[\]<>~|$^{}]
    | & (?= [\#A-Za-z] )            # an entity
    | : (?= [\w+-]+ : )             # an emoji by name
    | @ (?= \S )                    # a mention in GitLab, a citation in pandoc, mailto:a@+
    | / (?= / )                     # http://, ftp://, //host
    | (?<= [wW]{3} ) \.           # www.
    | (?<= \S ) \. (?= [^\W\d_] )   # host.name
"""
_SPECIAL = re.compile(f"(?P<address> {_ADDRESS} ) | {_SIGNS}", re.VERBOSE)
_SPECIAL_IN_A_SENTENCE = re.compile(f"(?P<address> (?!) ) | {_SIGNS}", re.VERBOSE)
"""There an address may have a sign of ours behind it, so none of them stays whole."""

_STARTS_A_LIST = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_CLOSES_A_HEADING = re.compile(r"(?<!\S)(?=#+$)")
_SPACES = re.compile(r"\s+")
_BACKTICKS = re.compile(r"`+")
_OTHER_SPACE = re.compile(r"[\t\n\ufeff]")


# GitHub looks for names and numbers after reading the Markdown: an invisible comment splits them.
_APART = "<!-- -->"
_GITHUB_NUMBER = re.compile(r"(?:\#|\bGH-)(?=[0-9])", re.IGNORECASE)
_GITLAB_MARK = re.compile(r"[#!%&]")


def inline(text: str, target: Target = Target.PLAIN, special: re.Pattern[str] = _SPECIAL) -> str:
    """Return `text` on one line, for use within a line of Markdown, to be read as it is."""
    # Readers differ in which other spaces may come before a link or end a line.
    spaced = _SPACES.sub(" ", one_line(text.replace(_BYTE_ORDER_MARK, " ")))
    written, at = "", 0
    for found in special.finditer(spaced):
        written += _uncalled(spaced[at : found.start()], target)
        at = found.end()
        if found["address"]:
            written += found[0]
        elif found[0] == "@" and target is Target.GITHUB:
            written += f"\\@{_APART}"
        else:
            written += "\\" + found[0]
    return written + _uncalled(spaced[at:], target)


def _uncalled(text: str, target: Target) -> str:
    """Return text without the marks that Markdown reads, so that it links to nothing."""
    if target is Target.GITHUB:
        return _GITHUB_NUMBER.sub(rf"\g<0>{_APART}", text)
    return _GITLAB_MARK.sub(r"\\\g<0>", text) if target is Target.GITLAB else text


def line(text: str, target: Target = Target.PLAIN, special: re.Pattern[str] = _SPECIAL) -> str:
    """Return `text` on one line, for the start of a line, an item or a quote."""
    escaped = inline(text, target, special)
    number = _STARTS_A_LIST.match(escaped)
    if number:
        return f"{number[0]}\\{escaped[number.end() :]}"
    return "\\" + escaped if escaped[:1] in set("#+-=:%") else escaped


def heading_text(text: str, target: Target = Target.PLAIN) -> str:
    """Return `text` for use after `#`; readers would swallow a run of `#` at its end."""
    return _CLOSES_A_HEADING.sub(r"\\", inline(text, target), count=1) or EMPTY


def item(text: str, target: Target = Target.PLAIN) -> str:
    """Return `text` for use after `-` or `- [ ]`; never nothing."""
    return line(text, target) or EMPTY


def cell(text: str, target: Target = Target.PLAIN) -> str:
    """Return `text` for use between two `|`; nothing for nothing."""
    return inline(text, target)


def paragraphs(text: str, target: Target = Target.PLAIN) -> Iterator[str]:
    """Yield the paragraphs of `text`, split at blank lines, with their line breaks."""
    for paragraph in _BLANK_LINES.split(clean(text).replace(_BYTE_ORDER_MARK, " ")):
        lines = [line(part, target) for part in paragraph.split("\n")]
        kept = _HARD_BREAK.join(part for part in lines if part)
        if kept:
            yield kept


def render(blocks: Iterable[Block], target: Target = Target.PLAIN, *, mermaid: bool = False) -> str:
    """Return `blocks` as one Markdown text that ends with one line feed.

    The same blocks give the same bytes. A block with nothing in it is left out. With `mermaid`, a
    diagram of each picture comes after the table with its numbers.
    """
    written = ""
    previous: Block | str | None = None
    for block in _with_drawings(blocks) if mermaid else blocks:
        text = block if isinstance(block, str) else _block(block, target)
        if not text:
            continue
        # Every reader takes two lists in a row for one: a blank line would only spread it out.
        joined = isinstance(block, Bullets | Tasks) and isinstance(previous, Bullets | Tasks)
        written += ("\n" if joined else "\n\n") + text if written else text
        previous = block
    return written + "\n"


def _with_drawings(blocks: Iterable[Block]) -> Iterator[Block | str]:
    """Yield the blocks, and the Mermaid of figures after the next table, or before a heading."""
    from valueworkshop.exports.mermaid import drawn  # noqa: PLC0415 - seldom asked for

    waiting: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            yield from waiting
            waiting = []
        yield block
        if isinstance(block, Chart) and block.figure and (diagram := drawn(block.figure)):
            waiting.append(f"```mermaid\n{diagram}\n```")
        elif isinstance(block, Table):
            yield from waiting
            waiting = []
    yield from waiting


def _block(block: Block, target: Target) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading(text, level):
            return f"{'#' * level} {heading_text(text, target)}"
        case Paragraph(text):
            return "\n\n".join(paragraphs(text, target))
        case Sentences(runs):
            return _running(runs, target)
        case Entries(entries, numbered):
            return "\n".join(
                _entry(entry, f"{number}." if numbered else "-", target)
                for number, entry in enumerate(entries, start=1)
            )
        case Quote(text, source):
            return _quote(text, source, target)
        case Bullets(items):
            return "\n".join(f"- {item(text, target)}" for text in items)
        case Tasks(items):
            return "\n".join(
                f"- [{'x' if done else ' '}] {item(text, target)}" for done, text in items
            )
        case Table():
            return _table(block, target)
        case Chart(rows, _):
            return _chart(rows)


def _running(runs: Runs, target: Target) -> str:
    """Return running text on one line. What stands out is marked where that cannot leak.

    A mark holds if the text in it begins and ends with no blank, and if a blank or the end of the
    line follows it, or a sign of ours.
    """
    written = ""
    for run in runs:
        text = run if isinstance(run, str) else run.text
        if not isinstance(run, str):
            escaped = inline(text, target, _SPECIAL_IN_A_SENTENCE)
            mark = "**" if isinstance(run, Strong) else "*"
            written += f"{mark}{escaped}{mark}" if escaped else ""
            continue
        escape = inline if written else line
        before = " " if written and text[:1].isspace() else ""
        after = " " if text.strip() and text[-1:].isspace() else ""
        written += f"{before}{escape(text, target, _SPECIAL_IN_A_SENTENCE)}{after}"
    return written.rstrip()


def _entry(entry: Entry, mark: str, target: Target) -> str:
    box = "" if entry.done is None else "[x] " if entry.done else "[ ] "
    lines = [f"{mark} {box}{_running(entry.runs, target) or EMPTY}"]
    indent = " " * (len(mark) + 1)
    for below in entry.under:
        if isinstance(below, Quote):
            lines += [f"{indent}{row}" for row in _quoted(below, target)]
        elif said := _running(below, target):
            lines.append(f"{indent}- {said}")
    return "\n".join(lines)


def _quoted(quote: Quote, target: Target) -> list[str]:
    """Return a quote in one line, with its source in brackets."""
    origin = inline(quote.source, target, _SPECIAL_IN_A_SENTENCE)
    said = line(quote.text, target, _SPECIAL_IN_A_SENTENCE)
    return [f"> {said} ({origin})" if origin else f"> {said}"] if said else []


def _quote(text: str, source: str, target: Target) -> str:
    said = list(paragraphs(text, target))
    origin = inline(source, target)
    if origin:
        said.append(f"— {origin}")
    lines = "\n\n".join(said).split("\n")
    return "\n".join(f"> {part}" if part else ">" for part in lines) if said else ""


def _table(table: Table, target: Target) -> str:
    """Return a pipe table as wide as its widest row: cells without a header stay."""
    width = max(len(row) for row in (table.header, *table.rows))
    if not width:
        return ""
    rules = ["---:" if column in table.numeric else "---" for column in range(width)]
    header, *rows = ([cell(text, target) for text in row] for row in (table.header, *table.rows))
    lines = [header, rules, *rows]
    return "\n".join(f"| {' | '.join(cells + [''] * (width - len(cells)))} |" for cells in lines)


def _chart(rows: tuple[str, ...]) -> str:
    lines = [_OTHER_SPACE.sub(" ", clean(row)).rstrip() for row in rows]
    longest = max((len(run) for row in lines for run in _BACKTICKS.findall(row)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}text", *lines, fence]) if rows else ""
