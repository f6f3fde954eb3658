"""Contact sheets of pictures: a few for each size and look, as HTML, and as PNG with Chromium."""

import html
import os
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ON_A_SHEET: Final = 12
_ACROSS: Final = {"60x20": 3, "80x24": 3}
_WIDTH: Final = 2400
"""Of a sheet, in pixels."""

_STYLE: Final = """
body { background: #777; color: #fff; font: 20px sans-serif; margin: 12px; }
main { display: grid; gap: 12px; grid-template-columns: repeat(%d, 1fr); }
figure { margin: 0; } img { display: block; width: 100%%; } a { color: #fff; }
"""
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One place, in one size and look."""

    name: str
    size: str
    look: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Sheet:
    path: Path
    height: int


def lay_out(pictures: Sequence[Picture], target: Path) -> str:
    """Write the sheets of pictures and an index to them; return where they are."""
    sorts: dict[tuple[str, str], list[Picture]] = defaultdict(list)
    for picture in pictures:
        sorts[picture.size, picture.look].append(picture)
    sheets = []
    for (size, look), found in sorts.items():
        for number, first in enumerate(range(0, len(found), _ON_A_SHEET), 1):
            path = target / f"{size}-{look}-{number}.html"
            sheets.append(_sheet(path, size, found[first : first + _ON_A_SHEET]))
    links = "".join(f'<p><a href="{each.path.name}">{each.path.stem}</a></p>' for each in sheets)
    index = target / "index.html"
    index.write_text(_page(links, 1), encoding="utf-8")
    if browser := next(filter(None, map(shutil.which, _BROWSERS)), None):
        with ThreadPoolExecutor(max(1, (os.cpu_count() or 2) // 2)) as pool:
            list(pool.map(lambda sheet: _draw(browser, sheet), sheets))
    return f"{len(pictures)} pictures on {len(sheets)} sheets: {index}"


def _page(body: str, across: int) -> str:
    style = _STYLE % across
    return f"<!doctype html><meta charset=utf-8><style>{style}</style><main>{body}</main>\n"


def _sheet(path: Path, size: str, pictures: Sequence[Picture]) -> _Sheet:
    across = min(_ACROSS.get(size, 2), len(pictures))
    shown = "".join(
        f'<figure><img src="{picture.path.parent.name}/{picture.path.name}">'
        f"<figcaption>{html.escape(picture.name)}</figcaption></figure>"
        for picture in pictures
    )
    path.write_text(_page(shown, across), encoding="utf-8")
    columns, rows = map(int, size.split("x"))
    cell = _WIDTH / across / (columns * 12.2 + 18)  # as Textual draws: cells of 12.2 by 24.4
    each = (rows * 24.4 + 60) * cell + 50
    return _Sheet(path, int(each * -(-len(pictures) // across)) + 24)


def _draw(browser: str, sheet: _Sheet) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(  # noqa: S603 - a browser of this computer
            [
                *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                f"--user-data-dir={profile}",
                f"--window-size={_WIDTH},{sheet.height}",
                f"--screenshot={sheet.path.with_suffix('.png')}",
                sheet.path.resolve().as_uri(),
            ],
            capture_output=True,
            check=False,
            timeout=120,
        )
