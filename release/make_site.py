"""The documentation as a site, from docs/ and the pages of the project's folder: `make docs`."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = ROOT / "build" / "pages"

BESIDE: Final = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
"""Pages of the project's folder, and what they are called in the site."""


def collect(pages: Path) -> None:
    """Put every page and picture into a new folder, each link as it is from there."""
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir(parents=True)
    for path in (ROOT / "docs").iterdir():
        if path.is_file() and path.suffix != ".py":
            shutil.copy(path, pages)
    for name, page in BESIDE.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        (pages / page).write_text(from_inside(text), encoding="utf-8")


def from_inside(text: str) -> str:
    """Return a page of the project's folder as it reads inside docs/."""
    text = text.replace("](docs/", "](")
    for name, page in BESIDE.items():
        text = text.replace(f"]({name}", f"]({page}")
    return text


def links(text: str) -> list[str]:
    """Return where the links and pictures of a Markdown page lead, less what is elsewhere."""
    found = re.findall(r"\]\(<?([^)#>\s]+)", text)
    return [each for each in found if not re.match(r"[a-z]+:", each)]


def leads_nowhere(pages: Path) -> list[str]:
    """Return 'page: link' for each link to a file that is not there, pictures included."""
    return [
        f"{page.name}: {link}"
        for page in sorted(pages.glob("*.md"))
        for link in links(page.read_text(encoding="utf-8"))
        if not (pages / link).is_file()
    ]


def main() -> int:
    """Make the site; return the exit code."""
    collect(PAGES)
    if nowhere := leads_nowhere(PAGES):
        print("These lead nowhere:", *nowhere, sep="\n  ")
        return 1
    # Zensical looks at the names of headings too, but not at pictures.
    build = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    return subprocess.run(build, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
