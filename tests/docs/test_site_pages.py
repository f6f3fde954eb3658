"""The documentation as a site: every page is in it, and no link or picture leads nowhere."""

import tomllib
from pathlib import Path
from typing import Any

import make_site
from commands import ROOT


def test_no_link_of_a_page_leads_nowhere(tmp_path: Path) -> None:
    make_site.collect(tmp_path / "pages")
    assert make_site.leads_nowhere(tmp_path / "pages") == []
    start = (tmp_path / "pages" / "index.md").read_text(encoding="utf-8")
    assert {"run.svg", "install.md", "contributing.md"} <= set(make_site.links(start))
    (tmp_path / "pages" / "keys.md").unlink()
    assert "index.md: keys.md" in make_site.leads_nowhere(tmp_path / "pages")


def test_every_page_is_in_the_list_of_the_site(tmp_path: Path) -> None:
    settings = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    make_site.collect(tmp_path)
    listed = sorted(named(settings["nav"]))
    pages = sorted(path.name for path in tmp_path.glob("*.md"))
    assert listed == pages, "put it into `nav` of zensical.toml"


def named(pages: Any) -> list[str]:
    """Return the pages that a list names, with those of the lists in it."""
    if isinstance(pages, str):
        return [pages]
    inside = pages.values() if isinstance(pages, dict) else pages
    return [page for each in inside for page in named(each)]
