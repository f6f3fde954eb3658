"""The report of a workshop as one HTML page, for people who were not there, to read or print.

The file holds everything it shows: no script, no address to load, and a policy that forbids both.
Texts appear as they are, each in its own reading direction; no address becomes a link.
"""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import Final

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Entries,
    Heading,
    Paragraph,
    Quote,
    Sentences,
    Table,
    Tasks,
)
from valueworkshop.exports.draft_mark import MARK
from valueworkshop.exports.html import entries, lines, running
from valueworkshop.exports.svg import drawn

POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
"""What the page forbids itself: to run or to load anything."""

_SHORT: Final = 12
"""How many letters of a cell stay on one line: a date, a word or two."""

_WIDE: Final = 4
"""A table with so many columns is too wide for a tablet that is held upright."""

_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
<div class="page">
<header class="top">
<h1 dir="auto">{title}</h1>{about}
</header>
<div class="columns">
{nav}<main id="main">
{body}
</main>
</div>
<footer>
<p>{foot}</p>
</footer>
</div>
</body>
</html>
"""


def render(blocks: Sequence[Block], title: str, about: str = "", foot: str = "") -> str:
    """Return the blocks of a report as a page; `about` goes below the title.

    The block of level 1 is the title. Each heading of level 2 opens a section.
    """
    inner = [block for block in blocks if not (isinstance(block, Heading) and block.level == 1)]
    first, *sections = _sections(inner)
    nav = _contents([head.text for head, _ in sections if head])
    body = [_draft_and_lead(first[1]), *(_section(n, *part) for n, part in enumerate(sections, 1))]
    return _PAGE.format(
        policy=POLICY,
        title=_line(title) or "Workshop",
        about=f'\n<p class="about" dir="auto">{_line(about)}</p>' if one_line(about) else "",
        style=style(),
        nav=nav,
        body="\n".join(filter(None, body)),
        foot=_line(foot),
    )


def style() -> str:
    """Return the style sheet of a page; it loads nothing."""
    return files("valueworkshop.exports").joinpath("page.css").read_text(encoding="utf-8")


def _sections(blocks: Iterable[Block]) -> list[tuple[Heading | None, list[Block]]]:
    parts: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return parts


def _contents(titles: Sequence[str]) -> str:
    if len(titles) < 2:
        return ""
    items = "".join(
        f'<li dir="auto"><a href="#s{number}">{_line(text) or "–"}</a></li>\n'
        for number, text in enumerate(titles, start=1)
    )
    head = '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>'
    return f"{head}\n<ol>\n{items}</ol>\n</nav>\n"


def _draft_and_lead(blocks: Sequence[Block]) -> str:
    """Return what comes before the first section: the mark of a draft, and the main result."""
    written, rest = "", list(blocks)
    if rest and isinstance(rest[0], Paragraph) and rest[0].text.startswith(MARK):
        marked = 2 if isinstance(rest[1], Bullets) else 1  # what is missing may be told with it
        written = f'<div class="draft" role="note">\n{_blocks(rest[:marked])}\n</div>\n'
        rest = rest[marked:]
    if rest and isinstance(rest[0], Paragraph):
        lead = lines(rest[0].text).replace("<p ", '<p class="lead" ', 1)
        written, rest = f"{written}{lead}\n", rest[1:]
    inside = written + _blocks(rest)
    return f'<section aria-label="In short">\n{inside}\n</section>' if inside else ""


def _section(number: int, head: Heading | None, blocks: Sequence[Block]) -> str:
    title = (_line(head.text) if head else "") or "–"
    return (
        f'<section aria-labelledby="s{number}">\n<h2 id="s{number}" dir="auto">{title}</h2>\n'
        f"{_blocks(blocks)}\n</section>"
    )


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(filter(None, map(_block, blocks)))


def _line(text: str) -> str:
    return escape(one_line(text))


def _block(block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading(text, _):
            return f'<h3 dir="auto">{_line(text) or "–"}</h3>'
        case Paragraph(text):
            return lines(text)
        case Sentences(runs):
            return f'<p dir="auto">{running(runs)}</p>'
        case Entries():
            return entries(block)
        case Quote(text, source):
            origin = (
                f'\n<p class="source" dir="auto">— {_line(source)}</p>' if one_line(source) else ""
            )
            said = lines(text) + origin
            return f"<blockquote>\n{said}\n</blockquote>" if said else ""
        case Bullets(items):
            return _list("<ul>", items)
        case Tasks(items):
            return _list('<ul class="tasks">', (f"{'☒' if done else '☐'} {t}" for done, t in items))
        case Table():
            return _table(block)
        case Chart(rows, figure):
            picture = drawn(figure) if figure else ""
            return picture or _letters(rows)


def _list(opening: str, items: Iterable[str]) -> str:
    written = "\n".join(f'<li dir="auto">{_line(text) or "–"}</li>' for text in items)
    return f"{opening}\n{written}\n</ul>" if written else ""


def _letters(rows: Sequence[str]) -> str:
    if not rows:
        return ""
    text = "\n".join(escape(clean(row).replace("\n", " ")) for row in rows)
    what = "A picture in letters; what it shows is said in words beside it."
    return (
        f'<figure class="letters" role="group" aria-label="{what}"><pre tabindex="0">{text}</pre>'
        "</figure>"
    )


def _table(table: Table) -> str:
    """Return a table that scrolls if it is too wide; without a header it is one of facts.

    Where there is little room, each row is a card, in which a cell has the words of its head.
    """
    width = max((len(row) for row in (table.header, *table.rows)), default=0)
    if not width:
        return ""
    heads = [_line(table.header[at]) if at < len(table.header) else "" for at in range(width)]
    kind = _kind(heads)
    head = ""
    if any(heads):
        cells = "".join(
            f'<th scope="col"{_number(table, at)} dir="auto">{text}</th>' if text else "<td></td>"
            for at, text in enumerate(heads)
        )
        head = f"<thead>\n<tr>{cells}</tr>\n</thead>\n"
    body = "\n".join(f"<tr>{_cells(table, row, heads)}</tr>" for row in table.rows)
    name = ", ".join(filter(None, heads)) or "Facts"
    return (
        f'<div class="scroll" role="region" aria-label="Table: {name}" tabindex="0">\n'
        f"<table{kind}>\n{head}<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _kind(heads: Sequence[str]) -> str:
    if not any(heads):
        return ' class="facts"'
    return ' class="wide"' if len(heads) >= _WIDE else ""


def _number(table: Table, column: int) -> str:
    return ' class="number"' if column in table.numeric else ""


def _cells(table: Table, row: Sequence[str], heads: Sequence[str]) -> str:
    cells = ""
    for at, head in enumerate(heads):
        text = _line(row[at]) if at < len(row) else ""
        tag, scope = ("th", ' scope="row"') if at == table.named_by and text else ("td", "")
        kind = _number(table, at) or (' class="short"' if 0 < len(text) <= _SHORT else "")
        name = f' data-head="{head}"' if head and tag == "td" else ""
        cells += f'<{tag}{scope}{kind}{name} dir="auto">{text}</{tag}>'
    return cells
