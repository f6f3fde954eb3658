"""Texts, docstrings, comments and pages say things as a colleague would: some phrases stay out."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT = Path(__file__).parents[2]

PHRASES: Final = (
    r"whoever",
    r"(?:is|are|was|were|be)\s+told\s+of",
    r"of\s+one's\s+own",
    r"of\s+a\s+team's\s+own",
    r"who\s+sees\s+no\s+more\s+than",
    r"teams?\s+stands?",
)
"""Regular expressions, without regard to case. Say what happens, and who does it, instead."""

NOT_SHOWN: Final = (
    r"a\s+crash\s+of\s+ours",
    r"a\s+mistake\s+of\s+ours",
    r"an\s+error\s+in\s+valueworkshop\s+itself",
    r"ballots\s+and\s+names\s+are\s+parted",
    r"could\s+be\s+luck",
    r"is\s+left\s+out;\s+disagreement",
    r"is\s+proposed\s+from\s+its\s+header",
    r"nobody\s+has\s+said\s+anything",
    r"nothing\s+was\s+spread",
    r"nothing\s+is\s+written\s+as",
    r"on\s+the\s+rung\s+on\s+which",
    r"one\s+answer\s+one\s+step\s+away",
    r"passes\s+on\s+what\s+came",
    r"somebody\s+who\s+was\s+not\s+there",
    r"secret\s+again",
    r"steps?\s+short\s+on\s+average",
    r"the\s+clock\s+is\s+off",
    r"these\s+are\s+enough\s+to\s+begin",
    r"what\s+matters\s+most",
    r"would\s+be\s+taken(?!\s+and)",
)
"""Phrases that are gone from what people read: texts of the program, kits, samples and pages."""

NOT_SAID_OF_FILES: Final = (
    r"as\s+there\s+is\s+none",
    r"asks?\s+for",
    r"belongs?\s+to\s+-",
    r"(?<!there\s)is\s+no\s+(?:whole\s+)?(?:date|export|file|JSON|number|scale|setting|terminal|value)",
    r"is\s+there\s+(?:already|twice)",
    r"is\s+told",
    r"nobody\s+can\s+be\s+asked",
    r"shall",
    r"stands?\s+(?:above|alone|behind|between|for\s+no|here|on|there)",
    r"taken\s+for",
    r"what\s+came\s+of",
    r"you\s+are\s+told",
)
"""Phrases that are gone from the commands, and from what we say of files and surveys."""

AMERICAN: Final = (
    r"\w*(?:analy|anonymi|categori|customi|emphasi|generali|organi)z(?:e[ds]?|ing|ers?|ations?)",
    r"\w*(?:minimi|prioriti|reali|recogni)z(?:e[ds]?|ing|ers?|ations?)",
    r"\w*(?:speciali|summari|synchroni)z(?:e[ds]?|ing|ers?|ations?)",
    r"(?:behavior|favorite|flavor|honor|labor|neighbor|rumor)\w*",
    r"(?:cancel|label|model|travel)(?:ed|ing)",
    r"(?:catalog|center|color|defense|dialog|fulfill|judgment|offense|skillful|theater)s?(?!-)",
)
"""American spellings: we write British English, except in code."""

SHOWN: Final = ("README.md", "docs", "src", "sessions")
"""Where people read what NOT_SHOWN must not be in: pages, texts in modules, kits and samples."""

SHOWN_OF_FILES: Final = tuple(
    f"src/valueworkshop/{room}" for room in ("cli", "files", "library", "sitting", "survey")
)

DONE: Final = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Makefile",
    "README.md",
    "benchmarks",
    "benchmarks/README.md",
    "docs/accessible.md",
    "docs/add-a-stage.md",
    "docs/architecture.md",
    "docs/commands.md",
    "docs/facilitating.md",
    "docs/invariants.md",
    "docs/keys.md",
    "docs/kits.md",
    "docs/safety.md",
    "docs/sharing.md",
    "pyproject.toml",
    "src",
    "tests",
    "torture",
)
"""Files and folders without these phrases. Add a package once its English is mended."""


def _prose(name: str, source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of a page; of a module, each docstring and comment."""
    if name.endswith(".md"):
        yield 1, source
    elif name.endswith(".py"):
        yield from _docstrings(ast.parse(source))
        behind = ((number, tail) for number, tail in _behind_signs(source) if tail)
        if not any(_ANY.search(text) for _, text in _together(behind)):
            return  # reading the tokens takes longer than all the rest
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        yield from _together(
            (token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT
        )
    else:
        yield from _together(_behind_signs(source))


def _behind_signs(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what is behind its first #) of each line."""
    for number, line in enumerate(source.splitlines(), 1):
        yield number, line.partition("#")[2]


def _docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of all strings that are statements: also those below a constant."""
    within: list[ast.AST] = [tree]
    for node in within:
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            held = getattr(node, part, None)
            within += held if isinstance(held, list) else ()


def _together(comments: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of comments, with those on consecutive lines as one text."""
    first, text = 0, ""
    for number, comment in comments:
        if text and number == first + text.count("\n") + 1:
            text = f"{text}\n{comment.lstrip('# ')}"
            continue
        if text:
            yield first, text
        first, text = number, comment.lstrip("# ")
    if text:
        yield first, text


def _shown(name: str, source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of all that people read: pages and kits whole, of a module its texts.

    Texts with a gap are yielded whole, with … for what comes there. The help of a command is its
    docstring.
    """
    if not name.endswith(".py"):
        yield 1, source
        return
    nodes = list(ast.walk(ast.parse(source)))
    inner: set[ast.expr] = set()
    for node in nodes:
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                inner.add(node.value)
            case ast.JoinedStr():
                inner.update(node.values)
            case ast.FunctionDef(decorator_list=[_, *_]) if _is_command(node):
                yield node.lineno + 1, ast.get_docstring(node, clean=False) or ""
    for node in nodes:
        match node:
            case ast.Constant(value=str(text)) if node not in inner and not _STYLE.search(text):
                yield node.lineno, text
            case ast.JoinedStr(values=values):
                text = "".join(_piece(value) for value in values)
                if not _STYLE.search(text):
                    yield node.lineno, text


_STYLE: Final = re.compile(r"\b(?:align|background|color|fill|stroke|style)[\w-]*[:=]|^[a-z-]+$")


def _piece(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "…"


def _is_command(function: ast.FunctionDef) -> bool:
    return any("command" in ast.unparse(each) for each in function.decorator_list)


def _as_one(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w)(?:{phrase})(?!\w)" for phrase in phrases), re.IGNORECASE)


_ANY: Final = _as_one((*PHRASES, *AMERICAN))


def _found(phrases: Iterable[str], texts: Iterable[tuple[int, str]]) -> list[str]:
    """Return 'line 7: phrase' for each phrase in some texts."""
    said = _as_one(phrases)
    return [
        f"line {line + text.count(chr(10), 0, match.start())}: {' '.join(match[0].split())}"
        for line, text in texts
        for match in said.finditer(text)
    ]


def _files(names: Iterable[str], *endings: str) -> list[Path]:
    found: list[Path] = []
    for name in names:
        path = ROOT / name
        within = path.rglob("*") if path.is_dir() else [path]
        found += sorted(each for each in within if not path.is_dir() or each.suffix in endings)
    return [path for path in found if path != Path(__file__)]


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _by_room(names: Iterable[str], *endings: str) -> dict[str, list[Path]]:
    """Return the files by the room they are in: a test for each of a thousand takes too long."""
    rooms: dict[str, list[Path]] = {}
    for path in _files(names, *endings):
        rooms.setdefault("/".join(_named(path.parent).split("/")[:3]), []).append(path)
    return rooms


@pytest.mark.parametrize("paths", (_rooms := _by_room(DONE, ".py")).values(), ids=_rooms)
def test_no_phrase_comes_back(paths: list[Path]) -> None:
    found = {}
    for path in paths:
        texts = _prose(path.name, path.read_text(encoding="utf-8"))
        found[_named(path)] = _found((*PHRASES, *AMERICAN), texts)
    assert not any(found.values()), f"say it plainer, in British English: {_only(found)}"


@pytest.mark.parametrize(
    "paths", (_rooms := _by_room(SHOWN, ".py", ".toml", ".md")).values(), ids=_rooms
)
def test_no_phrase_comes_back_in_what_people_read(paths: list[Path]) -> None:
    found = {}
    for path in paths:
        texts = list(_shown(path.name, path.read_text(encoding="utf-8")))
        of_files = NOT_SAID_OF_FILES if _named(path).startswith(SHOWN_OF_FILES) else ()
        everywhere = () if path.suffix == ".toml" else PHRASES  # which teams may well say
        found[_named(path)] = _found((*everywhere, *NOT_SHOWN, *AMERICAN, *of_files), texts)
    assert not any(found.values()), f"say it plainer, in British English: {_only(found)}"


def _only(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: lines for name, lines in found.items() if lines}


def test_a_phrase_is_found_in_docstrings_and_comments_but_not_in_texts() -> None:
    def found(name: str, source: str) -> list[str]:
        return _found(PHRASES, _prose(name, source))

    module = '"""One.\n\nWhoever\ncame."""\n\nx = 1  # it is\n# told of\ny = "whoever"\n'
    assert found("a.py", module) == ["line 3: Whoever", "line 6: is told of"]
    assert found("Makefile", "run:\n\techo whoever  # of one's own\n") == ["line 2: of one's own"]
    assert found("page.md", "It was\ntold it.\n") == []
    assert found("page.md", "It was told\nof it.\n") == ["line 1: was told of"]


def test_a_phrase_is_found_in_what_people_read() -> None:
    def found(name: str, source: str) -> list[str]:
        return _found((*PHRASES, *AMERICAN), _shown(name, source))

    assert found("a.py", '"""Whoever."""\nx = f"It is {x}\\ntold of"\n') == []
    assert found("a.py", 'x = "who"\ny = f"{x}: whoever"\n') == ["line 2: whoever"]
    command = '@click.command()\ndef show() -> None:\n    """Show whoever comes."""\n'
    assert found("a.py", command) == ["line 3: whoever"]
    assert found("kit.toml", 'title = "Our organization"\n') == ["line 1: organization"]
    assert found("page.md", "organisation, colour, catalogue, recognised, labelled") == []
    assert found("page.md", "Color: recognized, labeled") == [
        "line 1: Color",
        "line 1: recognized",
        "line 1: labeled",
    ]
