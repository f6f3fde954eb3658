"""The kind of docs/add-a-stage.md, put where the page says, works in every front end."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "add-a-stage.md").read_text("utf-8")

_FILE = re.compile(
    r"^`(src/valueworkshop/[\w/]+\.py)`\n\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_LINE = re.compile(r"In `(src/[\w/]+\.py)`.*?```text\n(.*?)```", re.DOTALL)
_KIT = re.compile(r"```toml\n(.*?)```", re.DOTALL)

USE: Final = """
import asyncio, io, sys
from pathlib import Path

from mousing import click
from running import running, screen_text, type_text
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.exports.export_forms import Form, Wanted, written
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.text import session_file
from valueworkshop.lines.walk import run
from valueworkshop.tui.app import key_places

folder = Path(sys.argv[1])
session = Session(id="s", title="Made", kit=load_kit(folder / "kit.toml"))
path = save_new(session, folder / "sessions")
assert "Headline" in [place.about for place in key_places.places()]


async def by_keys_and_clicks():
    async with running(path, at=("dream", "headline")) as pilot:
        assert "What should a customer say" in screen_text(pilot)
        await type_text(pilot, "They [b]listen[/b]")
        await pilot.press("enter")
        await type_text(pilot, "fewer forms")
        await pilot.press("enter", "enter")
        assert "They [b]listen[/b]" in screen_text(pilot)
        await pilot.press("d")
        assert "How likely: we do not know." in screen_text(pilot)
        await click(pilot, "perhaps")
        shown = screen_text(pilot)
        assert "▸ 2  perhaps" in shown and "How likely: perhaps." in shown, shown
        await pilot.press("shift+tab")
        shown = screen_text(pilot)
        assert "S-Tab Back" in shown and "fewer forms" in shown, shown
        await pilot.press("ctrl+q")


asyncio.run(by_keys_and_clicks())
said = io.StringIO()
typed = io.StringIO("/go 1\\n\\nmore calls\\n\\n3\\n/show\\n/quit\\n")
run(path, session_file.read(path), source=typed, target=said)
assert "1: not at all." in said.getvalue(), said.getvalue()
assert "They [b]listen[/b]" in said.getvalue()
session = session_file.read(path).session
assert KINDS["headline"].progress(session, "dream").done == 3
print(project(session))
for form in Form:
    if (form.is_report and form is not Form.DOCX) or form is Form.JSON:
        text = written(session, Wanted(form=form, full=form.is_report))
        assert "likely" in text and "more calls" in text, (form, text)
"""


def test_three_files_and_one_line_make_a_kind(tmp_path: Path) -> None:
    files = dict(_FILE.findall(PAGE))
    assert len(files) == 3
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name, code in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(code, "utf-8")
    where, line = _LINE.findall(PAGE)[0]
    last = '    "pause",\n'
    listed = (tmp_path / where).read_text("utf-8").replace(last, f"{line}{last}")
    (tmp_path / where).write_text(listed, "utf-8")
    kit = f'schema = 1\nid = "k"\ntitle = "K"\n\n{_KIT.findall(PAGE)[0]}'
    (tmp_path / "kit.toml").write_text(kit, "utf-8")
    paths = [str(tmp_path / "src"), str(ROOT / "tests" / "helpers")]
    done = subprocess.run(
        [sys.executable, "-c", USE, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "They [b]listen[/b]" in done.stdout  # on the projector


@pytest.mark.parametrize("tool", [["ruff", "check"], ["ruff", "format", "--check"]])
def test_its_code_is_as_clean_as_ours(tmp_path: Path, tool: list[str]) -> None:
    for name, code in _FILE.findall(PAGE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(code, "utf-8")
    ours = 'lint.isort.known-first-party = ["valueworkshop"]'
    configs = ["--config", str(ROOT / "pyproject.toml"), "--config", ours]
    done = subprocess.run(
        [sys.executable, "-m", *tool, "--no-cache", *configs, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
