"""The pages for developers name files, functions and targets that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("CONTRIBUTING.md", "docs/architecture.md", "docs/invariants.md")
BASES = (ROOT, ROOT / "src" / "valueworkshop", ROOT / "tests")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w/>-])(?:[\w.-]+/)+[\w.-]+\.(?:py|toml|md|txt)\b", text))
    assert len(named) > 3
    missing = [name for name in sorted(named) if not any((base / name).exists() for base in BASES)]
    assert not missing, f"{page} names files that are not there (moved?): {missing}"


def test_every_function_of_the_walks_is_there() -> None:
    walks = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    walks = walks.partition("## Three walks")[2].partition("\n## ")[0]
    named = {
        name.rpartition(".")[2] for name in re.findall(r"`([A-Za-z_.]+)(?:\([a-z, ]*\))?`", walks)
    }
    assert len(named) > 50
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    defined = set(re.findall(r"(?:def|class) (\w+)", source))
    missing = {name for name in named if len(name) > 1 and name not in defined}
    assert not missing, f"the walks in docs/architecture.md name what is not there: {missing}"


def test_every_target_of_the_page_is_one_of_the_makefile() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"make ([a-z-]+)", text)) - {"sure"}
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    assert named == targets - {"clean"}
