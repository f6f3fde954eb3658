"""Make the pictures of the README from the running app: `make screenshots`."""

import asyncio
import datetime as dt
import re
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from valueworkshop.core.session.session import Place
from valueworkshop.files.text import session_file
from valueworkshop.tui.app.app import WorkshopApp

DOCS = Path(__file__).parent
SAMPLE = DOCS.parent / "sessions" / "prestige-car-maker.toml"

SHOTS = (
    ("questions", "guiding", "rivals", (120, 36), ()),
    ("reveal", "checklist", "together", (80, 24), ()),
    ("projector", "checklist", "together", (80, 24), ("v",)),
    ("summary", "summary", "", (100, 34), ()),
    ("actions", "act", "act", (100, 26), ()),
)


def as_drawn(picture: str) -> str:
    """Return a screenshot that every reader of SVG draws as Textual meant it."""
    # Otherwise readers of SVG drop the blanks at the start of a row.
    picture = picture.replace("<text ", '<text xml:space="preserve" ')
    # The picture names a font on a server: any fixed-width font will do instead.
    return re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)


async def shoot(folder: Path, target: Path) -> None:
    """Open the sample at each place and keep what is on the screen."""
    for name, stage, at, size, keys in SHOTS:
        path = folder / f"{name}.toml"
        shutil.copy(SAMPLE, path)
        document = session_file.read(path)
        session = replace(document.session, place=Place(stage=stage, at=at))
        opened = (path, replace(document, session=session))
        app = WorkshopApp(folder, opened, today=lambda: dt.date(2026, 4, 16))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            picture = as_drawn(app.export_screenshot(title="valueworkshop"))
            (target / f"{name}.svg").write_text(picture, encoding="utf-8")
            sys.stdout.write(f"{target / name}.svg\n")


def main() -> None:
    """Write the pictures to docs/, or to the folder named."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(shoot(Path(folder), target))


if __name__ == "__main__":
    main()
