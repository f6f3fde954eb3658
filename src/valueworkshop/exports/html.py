"""Ballots as one HTML page to print: it loads nothing and runs nothing."""

from collections.abc import Iterable
from html import escape

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
    Run,
    Runs,
    Sentences,
    Strong,
    Table,
    Tasks,
)

_STYLE = """
body { font: 11pt/1.45 system-ui, sans-serif; color: #111; background: #fff; margin: 0; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
thead { display: table-header-group; }
tr, li, blockquote, pre { break-inside: avoid; }
th, td { border: 1px solid #767676; padding: .35em .5em; text-align: start; vertical-align: top; }
td { height: 1.6em; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
.tasks { list-style: none; padding-inline-start: .5em; }
blockquote { margin: 1em 0; padding-inline-start: 1em; border-inline-start: 3px solid #767676; }
pre { font: 9pt/1.3 ui-monospace, monospace; white-space: pre; overflow-x: auto; }
@page { margin: 18mm; }
@media print {
  main { max-width: none; padding: 0; }
  pre { overflow: visible; white-space: pre-wrap; }
  h1 { break-before: page; }
  h1:first-child { break-before: auto; }
}
"""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def render(blocks: Iterable[Block], title: str) -> str:
    """Return `blocks` as a page. In print, each heading of level 1 starts a sheet.

    Texts appear as they are, each in its own reading direction; no address becomes a link.
    """
    body = "\n".join(filter(None, map(_block, blocks)))
    return _PAGE.format(title=_line(title), style=_STYLE, body=body)


def _line(text: str) -> str:
    return escape(one_line(text))


def lines(text: str) -> str:
    """Return the paragraphs of `text`, with the line breaks in each."""
    parts: list[list[str]] = [[]]
    for part in clean(text).split("\n"):
        words = _line(part)
        if words:
            parts[-1].append(words)
        elif parts[-1]:
            parts.append([])
    return "\n".join(f'<p dir="auto">{"<br>".join(part)}</p>' for part in parts if part)


def running(runs: Runs) -> str:
    """Return running text with its marks; each text reads in its own direction."""
    return "".join(map(_run, runs)).strip()


def _run(run: Run) -> str:
    if isinstance(run, str):
        before = " " if run[:1].isspace() else ""
        after = " " if run.strip() and run[-1:].isspace() else ""
        return f"{before}{_line(run)}{after}"
    tag = "strong" if isinstance(run, Strong) else "em"
    return f'<{tag} dir="auto">{_line(run.text)}</{tag}>'


def entries(block: Entries) -> str:
    """Return a list with what is under each entry."""
    tag = "ol" if block.numbered else "ul"
    is_tasks = any(entry.done is not None for entry in block.entries)
    kind = ' class="tasks"' if is_tasks else ""
    inside = "\n".join(f'<li dir="auto">{_entry(entry)}</li>' for entry in block.entries)
    return f"<{tag}{kind}>\n{inside}\n</{tag}>" if inside else ""


def _entry(entry: Entry) -> str:
    box = "" if entry.done is None else "☒ " if entry.done else "☐ "
    points = "".join(
        f'<li dir="auto">{running(below)}</li>'
        for below in entry.under
        if not isinstance(below, Quote)
    )
    quotes = "".join(
        f'<blockquote dir="auto">{_line(_with_source(below))}</blockquote>'
        for below in entry.under
        if isinstance(below, Quote)
    )
    return f"{box}{running(entry.runs)}{f'<ul>{points}</ul>' if points else ''}{quotes}"


def _with_source(quote: Quote) -> str:
    return f"{quote.text} ({quote.source})" if one_line(quote.source) else quote.text


def _block(block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading(text, level):
            return f'<h{level} dir="auto">{_line(text)}</h{level}>'
        case Paragraph(text):
            return lines(text)
        case Sentences(runs):
            return f'<p dir="auto">{running(runs)}</p>'
        case Entries():
            return entries(block)
        case Quote(text, source):
            origin = f'\n<p dir="auto">— {_line(source)}</p>' if one_line(source) else ""
            return f"<blockquote>\n{lines(text)}{origin}\n</blockquote>"
        case Bullets(items):
            return _list("<ul>", items)
        case Tasks(items):
            return _list(
                '<ul class="tasks">', (f"{'☒' if done else '☐'} {text}" for done, text in items)
            )
        case Table():
            return _table(block)
        case Chart(rows, _):
            drawn = "\n".join(escape(clean(row).replace("\n", " ")) for row in rows)
            return f"<pre>{drawn}</pre>"


def _list(opening: str, items: Iterable[str]) -> str:
    written = "\n".join(f'<li dir="auto">{_line(text)}</li>' for text in items)
    return f"{opening}\n{written}\n</ul>" if written else ""


def _table(table: Table) -> str:
    width = max(len(row) for row in (table.header, *table.rows))

    def row(tag: str, texts: tuple[str, ...]) -> str:
        cells = ""
        for column in range(width):
            kind = ' class="number"' if column in table.numeric else ""
            text = texts[column] if column < len(texts) else ""
            cells += f'<{tag}{kind} dir="auto">{_line(text)}</{tag}>'
        return f"<tr>{cells}</tr>"

    body = "\n".join(row("td", texts) for texts in table.rows)
    head = row("th", table.header)
    return f"<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
