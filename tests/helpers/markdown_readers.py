"""Three readers of Markdown, and what they read, in one form that we can compare.

The form is HTML without what does not matter: no line ends between tags, no attributes on cells, ☐
for a box to tick. A link of an address to itself is just its text; any other link stays, and so
makes a difference.
"""

import json
import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import Any

import cmarkgfm
import pypandoc
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

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
    plain,
)

Reader = Callable[[str], str]

_MARKDOWN_IT = (
    MarkdownIt("gfm-like").use(footnote_plugin).use(tasklists_plugin).use(dollarmath_plugin)
)
_GITHUB = ["table", "strikethrough", "autolink", "tasklist"]
_LINK = re.compile(r'<a href="(?P<target>[^"]*)">(?P<shown>[^<]*)</a>')
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9/._+?=&#:-]*[A-Za-z0-9/]")
_MAIL_ADDRESS = re.compile(r"[A-Za-z0-9.+_:-]*@[A-Za-z0-9@./_-]+")
_SAME = (
    (re.compile(r"<input [^>]*checked=[^>]*> ?"), "☒ "),
    (re.compile(r"<input [^>]*> ?"), "☐ "),
    (re.compile(r"</?(?:thead|tbody)>"), ""),
    (re.compile(r"<(t[hd]|[uo]l|li) [^>]*>"), r"<\1>"),
    (re.compile(r"<pre[^>]*><code[^>]*>"), "<pre>"),
    (re.compile(r"</code></pre>"), "</pre>"),
    (re.compile(r"<br />"), "<br>"),
    (re.compile(r"(?<=>)\n+(?!</pre>)|\n(?=</?[a-oq-z])"), ""),
    (re.compile(r"&quot;"), '"'),
)


def _without_own_links(html: str, *, mail: bool = False) -> str:
    """Return `html` without links of whole web addresses to themselves; with `mail`, mail's too.

    GitHub looks for mail addresses in the text after reading the Markdown, so no escape can stop
    it; it makes strange ones out of `mailto:a@b.co@c`. The other readers must find none.
    """

    def own(link: re.Match[str]) -> str:
        target, shown = unescape(link["target"]), unescape(link["shown"])
        before, after = html[link.start() - 1], html[link.end()]
        whole = before in "\n> " and after in "\n< "
        if whole and target == shown and _WEB_ADDRESS.fullmatch(shown):
            return link["shown"]
        if mail and target in {f"mailto:{shown}", shown} and _MAIL_ADDRESS.fullmatch(shown):
            return link["shown"]
        return link[0]

    return _LINK.sub(own, html)


def _same(html: str) -> str:
    for pattern, instead in _SAME:
        html = pattern.sub(instead, html)
    return html


def markdown_it(text: str) -> str:
    """Read as Textual, Jupyter and MyST do, with more turned on than they do."""
    return _same(_without_own_links(_MARKDOWN_IT.render(text)))


def cmark_gfm(text: str) -> str:
    """Read as GitHub does."""
    html: str = cmarkgfm.cmark.markdown_to_html_with_extensions(
        text, options=Options.CMARK_OPT_FOOTNOTES, extensions=_GITHUB
    )
    return _same(_without_own_links(html, mail=True))


def pandoc(text: str) -> str:
    """Read as `pandoc -f gfm` does on the way to Word."""
    return _without_own_links(
        _blocks(json.loads(pypandoc.convert_text(text, "json", "gfm"))["blocks"])
    )


READERS: dict[str, Reader] = {"markdown-it": markdown_it, "cmark-gfm": cmark_gfm, "pandoc": pandoc}


def _blocks(blocks: list[dict[str, Any]]) -> str:
    return "".join(map(_block, blocks))


def _block(block: dict[str, Any]) -> str:  # noqa: PLR0911 - one for each kind of block
    content: Any = block.get("c")
    match block["t"], content:
        case "Para", _:
            return f"<p>{_inlines(content)}</p>"
        case "Plain", _:
            return _inlines(content)
        case "Header", [level, _, inlines]:
            return f"<h{level}>{_inlines(inlines)}</h{level}>"
        case "BulletList", items:
            return f"<ul>{''.join(f'<li>{_blocks(item)}</li>' for item in items)}</ul>"
        case "OrderedList", [_, items]:
            return f"<ol>{''.join(f'<li>{_blocks(item)}</li>' for item in items)}</ol>"
        case "BlockQuote", _:
            return f"<blockquote>{_blocks(content)}</blockquote>"
        case "CodeBlock", [_, text]:
            return f"<pre>{escape(text, quote=False)}\n</pre>"
        case "Table", [_, _, _, [_, head], bodies, _]:
            rows = [("th", row) for row in head]
            rows += [("td", row) for body in bodies for row in body[3]]
            return f"<table>{''.join(_row(tag, row) for tag, row in rows)}</table>"
    return f"<{block['t']}>"


def _row(tag: str, row: list[Any]) -> str:
    return f"<tr>{''.join(f'<{tag}>{_blocks(cell[4])}</{tag}>' for cell in row[1])}</tr>"


def _inlines(inlines: list[dict[str, Any]]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: dict[str, Any]) -> str:  # noqa: PLR0911 - one for each kind
    content: Any = inline.get("c")
    match inline["t"], content:
        case "Str", str():
            return escape(content, quote=False)
        case "Space", _:
            return " "
        case "SoftBreak", _:
            return "\n"
        case "Strong", _:
            return f"<strong>{_inlines(content)}</strong>"
        case "Emph", _:
            return f"<em>{_inlines(content)}</em>"
        case "LineBreak", _:
            return "<br>"
        case "Link", [_, inlines, [target, _]]:
            return f'<a href="{escape(target)}">{_inlines(inlines)}</a>'
    return f"<{inline['t']}>"


def meant(blocks: Iterable[Block]) -> str:
    """Return what a reader should read from `blocks`."""
    return "".join(map(_meant, blocks))


def _meant(block: Block) -> str:  # noqa: PLR0911, C901 - one for each kind of block
    match block:
        case Heading(text, level):
            return f"<h{level}>{_never_empty(text)}</h{level}>"
        case Paragraph(text):
            return _meant_lines(text)
        case Sentences(runs):
            return f"<p>{_meant_runs(runs)}</p>" if plain(runs).strip() else ""
        case Entries(entries, numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>{''.join(map(_meant_entry, entries))}</{tag}>" if entries else ""
        case Quote(text, source):
            origin = f"<p>— {_words(source)}</p>" if _words(source) else ""
            said = _meant_lines(text) + origin
            return f"<blockquote>{said}</blockquote>" if said else ""
        case Bullets(items):
            return _meant_list(map(_never_empty, items))
        case Tasks(items):
            return _meant_list(f"{'☒' if done else '☐'} {_never_empty(t)}" for done, t in items)
        case Table(header, rows):
            cells = ["".join(f"<th>{_words(text)}</th>" for text in header)]
            cells += ["".join(f"<td>{_words(text)}</td>" for text in row) for row in rows]
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        case Chart(rows, _) if not rows:
            return ""
        case Chart(rows, _):
            lines = "".join(re.sub("[\t\n]", " ", _known(row)).rstrip() + "\n" for row in rows)
            return f"<pre>{escape(lines, quote=False)}</pre>"


def _meant_runs(runs: Runs) -> str:
    """Return running text with its marks."""
    said = ""
    for run in runs:
        if isinstance(run, str):
            words = _words(run)
            before = " " if said and run[:1].isspace() else ""
            said += f"{before}{words}{' ' if words and run[-1:].isspace() else ''}"
        elif _words(run.text):
            tag = "strong" if isinstance(run, Strong) else "em"
            said += f"<{tag}>{_words(run.text)}</{tag}>"
    return said.rstrip()


def _meant_entry(entry: Entry) -> str:
    box = "" if entry.done is None else "☒ " if entry.done else "☐ "
    below, points = "", ""
    for each in entry.under:
        if not isinstance(each, Quote):
            points += f"<li>{said}</li>" if (said := _meant_runs(each)) else ""
        elif _words(each.text):
            source = f" ({_words(each.source)})" if _words(each.source) else ""
            below += f"<blockquote><p>{_words(each.text)}{source}</p></blockquote>"
    listed = f"<ul>{points}</ul>" if points else ""
    return f"<li>{box}{_meant_runs(entry.runs) or EMPTY}{listed}{below}</li>"


EMPTY = "\N{EN DASH}"

_STEERING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


def _known(text: str) -> str:
    """Return `text` as a report may change it: without control characters and non-characters."""
    text = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text)
    return _STEERING.sub("", re.sub("[\ud800-\udfff]", "\ufffd", text)).replace("\ufeff", " ")


def _words(text: str) -> str:
    return escape(" ".join(_known(text).split()), quote=False)


def _meant_lines(text: str) -> str:
    lines = "\n".join(map(_words, _known(text).split("\n"))).strip("\n")
    parts = re.split("\n\n+", lines) if lines else []
    return "".join(f"<p>{part}</p>" for part in parts).replace("\n", "<br>")


def _meant_list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{text}</li>' for text in items)}</ul>"


def _never_empty(text: str) -> str:
    return _words(text) or "\N{EN DASH}"
