"""Docstrings, comments and pages say things as a colleague would: some phrases stay out."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT = Path(__file__).parents[2]

PHRASES: Final = (
    r"whoever",
    r"(?:is|are|was|were|be) told of",
    r"of one's own",
    r"of a team's own",
    r"who sees no more than",
)
"""Regular expressions, without regard to case or line breaks. Say what happens, and who does it."""

DONE: Final = (
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/invariants.md",
    "src/valueworkshop/cli",
    "src/valueworkshop/exports",
    "src/valueworkshop/files",
    "src/valueworkshop/library",
    "src/valueworkshop/sitting",
    "tests/docs",
)
"""Files and folders that are held to it. Add a package once its English is mended."""


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of a page, or of each docstring and comment of a module."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield 1, source
        return
    if path.suffix == ".py":
        yield from _docstrings(ast.parse(source))
    if path.suffix == ".py":
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        comments = [
            (token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT
        ]
    else:
        lines = enumerate(source.splitlines(), 1)
        comments = [(number, line) for number, line in lines if line.lstrip().startswith("#")]
    yield from _together(comments)


def _docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of all strings that are statements: also those below a constant."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text


def _together(comments: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of comments, those of consecutive lines as one."""
    first, last, text = 0, -1, ""
    for number, comment in comments:
        if number != last + 1:
            if text:
                yield first, text
            first, text = number, ""
        last, text = number, f"{text} {comment.lstrip('# ')}"
    if text:
        yield first, text


def _files() -> list[Path]:
    found: list[Path] = []
    for name in DONE:
        path = ROOT / name
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [path for path in found if path != Path(__file__)]


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_phrase_comes_back(path: Path) -> None:
    said = re.compile("|".join(rf"\b{phrase}\b" for phrase in PHRASES), re.IGNORECASE)
    found = [
        f"line {line + text.count(chr(10), 0, match.start())}: {match[0]!r}"
        for line, text in ((line, re.sub(r"[ \t]+", " ", text)) for line, text in prose(path))
        for match in said.finditer(re.sub(r"\n", " ", text))
    ]
    assert not found, f"say it plainer: {found}"
