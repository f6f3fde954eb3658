"""Docstrings, comments and pages say things as a colleague would: some phrases stay out."""

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
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        yield from _together(
            (token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT
        )
    else:
        lines = enumerate(source.splitlines(), 1)
        yield from _together((number, line.partition("#")[2]) for number, line in lines)


def _docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of all strings that are statements: also those below a constant."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text


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


def _found(name: str, source: str) -> list[str]:
    """Return 'line 7: phrase' for each phrase in the prose of a file."""
    said = re.compile("|".join(rf"\b{phrase}\b" for phrase in PHRASES), re.IGNORECASE)
    return [
        f"line {line + text.count(chr(10), 0, match.start())}: {' '.join(match[0].split())}"
        for line, text in _prose(name, source)
        for match in said.finditer(text)
    ]


def _files() -> list[Path]:
    found: list[Path] = []
    for name in DONE:
        path = ROOT / name
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [path for path in found if path != Path(__file__)]


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_phrase_comes_back(path: Path) -> None:
    found = _found(path.name, path.read_text(encoding="utf-8"))
    assert not found, f"say it plainer: {found}"


def test_a_phrase_is_found_in_docstrings_and_comments_but_not_in_texts() -> None:
    module = '"""One.\n\nWhoever\ncame."""\n\nx = 1  # it is\n# told of\ny = "whoever"\n'
    assert _found("a.py", module) == ["line 3: Whoever", "line 6: is told of"]
    assert _found("Makefile", "run:\n\techo whoever  # of one's own\n") == ["line 2: of one's own"]
    assert _found("page.md", "It was\ntold it.\n") == []
    assert _found("page.md", "It was told\nof it.\n") == ["line 1: was told of"]
