"""Generic code names no kind of stage: it asks for a trait, so that a new kind changes none of it.

A kind may name itself in its own rooms: `core/stages/<kind>`, and where a front end shows it.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pytest

import valueworkshop
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.kind import Trait

SOURCE: Final = Path(valueworkshop.__file__).parent
_KINDS: Final = frozenset(KINDS)

LISTS_THEM: Final = {
    "core/stages/__init__.py": "the one list of kinds",
    "core/summary/kinds_compared.py": "gaps and contradictions are about certain kinds by nature",
}
"""The only modules in which several kinds may be named, and why."""

OTHER_WORDS: Final = {
    ("exports/choices.py", "summary"): "a part of the report",
    ("exports/choices.py", "actions"): "a part of the report",
    ("cli/tidy_and_portfolio.py", "questions"): "a part of the portfolio, as an option has it",
    ("cli/tidy_and_portfolio.py", "actions"): "a part of the portfolio, as an option has it",
    ("portfolio/portfolio_report.py", "questions"): "a part of the portfolio",
    ("portfolio/portfolio_report.py", "actions"): "a part of the portfolio",
    ("core/stages/ledger/model.py", "effort"): "what something costs customers",
}
"""Words that look like the name of a kind in their place, and are none."""


def named(tree: ast.AST) -> Iterator[str]:
    """Yield each name of a kind in code that distinguishes kinds."""
    for node in ast.walk(tree):
        yield from _names(_where_kinds_stand(node))
        yield from _side_by_side(node)


def _where_kinds_stand(node: ast.AST) -> Sequence[ast.AST | None]:
    """Return what is compared with a kind, looked up as one, passed as one or kept as one."""
    match node:
        case ast.Compare(left=left, comparators=right) if any(map(_is_kind, [left, *right])):
            return [left, *right]
        case ast.Match(subject=subject, cases=cases) if _is_kind(subject):
            return [case.pattern for case in cases]
        case ast.Call(func=ast.Attribute(attr="of_kind"), args=args):
            return args
        case ast.Subscript(value=ast.Name(id="KINDS"), slice=one) | ast.keyword("kind", one):
            return [one]
        case ast.Assign(value=value) | ast.AnnAssign(value=value):
            return [value] if isinstance(value, ast.Constant) else []
    return []


def _side_by_side(node: ast.AST) -> list[str]:
    """Return the kinds that are listed or mapped beside each other, if there are several."""
    match node:
        case ast.Set(elts=listed) | ast.Tuple(elts=listed) | ast.List(elts=listed):
            found = list(_constants(listed))
        case ast.Dict(keys=keys):
            found = list(_constants(keys))
        case _:
            return []
    return found if len(found) > 1 else []


def _is_kind(node: ast.AST) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in {"kind", "kinds"} or name.endswith("_kind")


def _names(nodes: Sequence[ast.AST | None]) -> Iterator[str]:
    for node in nodes:
        if node is not None:
            yield from _constants(ast.walk(node))


def _constants(nodes: Iterable[ast.AST | None]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and node.value in _KINDS:
            yield str(node.value)


def is_room_of(kind: str, path: str) -> bool:
    """Whether a file belongs to one kind alone."""
    return path.startswith((f"core/stages/{kind}/", f"tui/stages/{kind}/")) or (
        path == f"lines/stages/{kind}.py"
    )


@cache
def found() -> set[tuple[str, str]]:
    """Return (module, name of a kind) for all that is named outside of a kind's own rooms."""
    return {
        (path, kind)
        for file in sorted(SOURCE.rglob("*.py"))
        if (path := file.relative_to(SOURCE).as_posix()) not in LISTS_THEM
        for kind in named(ast.parse(file.read_text(encoding="utf-8")))
        if not is_room_of(kind, path)
    }


def test_generic_code_names_no_kind_of_stage() -> None:
    assert found() - set(OTHER_WORDS) == set(), "ask for a trait: core/stages/kind.py"


def test_every_exemption_is_needed_still() -> None:
    assert set(OTHER_WORDS) <= found()
    for path in LISTS_THEM:
        assert set(named(ast.parse((SOURCE / path).read_text(encoding="utf-8")))), path


@pytest.mark.parametrize(
    "code",
    [
        'stage.kind == "pause"',
        'kind in {"frame", "close"}',
        'kit.of_kind("actions")',
        'KINDS["voice"].section(session, stage)',
        'Stage(kind="review", title="")',
        'REVIEW: Final = "review"',
        'NO_LENS = frozenset({"frame", "review"})',
        'match stage.kind:\n    case "summary": ...',
    ],
)
def test_a_kind_that_is_named_is_found(code: str) -> None:
    assert set(named(ast.parse(code)))


@pytest.mark.parametrize("code", ['told["actions"]', 'Binding("a", "actions")', "kind == other"])
def test_a_word_that_is_no_kind_is_left_alone(code: str) -> None:
    assert not set(named(ast.parse(code)))


def test_every_trait_is_that_of_a_kind() -> None:
    assert {trait for kind in KINDS.values() for trait in kind.traits} == set(Trait)


def test_every_kind_has_a_trait() -> None:
    """Generic code would not know what to make of one without any."""
    assert [name for name, kind in KINDS.items() if not kind.traits] == []
