"""Who may read what we write: 74. The readers of the original may read a copy, and nobody else."""

import stat
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from test_storage_shared_files import Window

from clock_by_hand import SOON
from storage_examples import session
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.ids import random_ids
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.home.new_sessions import Beginning, begin, begin_demo
from valueworkshop.files.safe import atomic
from valueworkshop.files.text.session_file import dumps, read
from valueworkshop.sitting.left_over import beside
from valueworkshop.sitting.sitting import Sitting

MODES = [0o600, 0o640, 0o664]
BASE = session()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def made(folder: Path, bits: int) -> Path:
    path = folder / "x.toml"
    path.write_bytes(dumps(BASE))
    path.chmod(bits)
    return path


@pytest.fixture(params=MODES, ids=oct)
def bits(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def path(tmp_path: Path, bits: int) -> Path:
    return made(tmp_path, bits)


def test_what_goes_on_beside_a_changed_file(path: Path, tmp_path: Path, bits: int) -> None:
    it = Window(path, tmp_path / "state")
    atomic.write(path, dumps(replace(BASE, title="theirs")))
    assert mode(path) == bits
    copy = it.edit(title="mine").path
    assert copy != path
    assert mode(copy) == bits
    it.saver.close(SOON)


@pytest.mark.parametrize("link", [False, True])
def test_a_file_that_is_gone_and_written_again(
    path: Path, tmp_path: Path, bits: int, *, link: bool
) -> None:
    shown = tmp_path / "link.toml" if link else path
    if link:
        shown.symlink_to(path)
    it = Window(shown, tmp_path / "state")
    path.unlink()
    it.edit(title="mine")
    assert (mode(path), read(path).session.title) == (bits, "mine")
    path.unlink()
    it.edit(title="again")
    assert mode(path) == bits
    it.saver.close(SOON)


def test_one_that_was_closed_to_others_meanwhile_stays_closed(tmp_path: Path) -> None:
    path = made(tmp_path, 0o644)
    it = Window(path, tmp_path / "state")
    it.edit(title="mine")
    path.chmod(0o600)
    it.edit(title="more")
    path.unlink()
    it.edit(title="again")
    assert mode(path) == 0o600
    it.saver.close(SOON)


def test_what_is_saved_elsewhere_and_a_draft_that_is_put_beside(
    path: Path, tmp_path: Path, bits: int
) -> None:
    document = read(path)
    desk = Desk(document.session, ids=lambda: "new", today=lambda: None)  # type: ignore[arg-type, return-value]
    sitting = Sitting(desk, path, document)
    try:
        sitting.write_elsewhere(tmp_path / "there" / "y.toml")
        beside(sitting, BASE)
    finally:
        sitting.close()
    (draft,) = tmp_path.glob("x.conflict-*.toml")
    assert (mode(tmp_path / "there" / "y.toml"), mode(draft)) == (bits, bits)


def test_drafts_and_backups_are_their_owners_alone(tmp_path: Path) -> None:
    it = Window(made(tmp_path, 0o644), tmp_path / "state")
    it.path.write_text("half")
    it.edit(title="mine")
    kept = [each for each in (tmp_path / "state").rglob("*") if each.is_file()]
    assert kept
    assert {mode(each) for each in kept} == {0o600}
    it.saver.close(SOON)


def test_a_new_workshop_is_its_owners_alone(tmp_path: Path) -> None:
    ids = random_ids(Random(1))
    paths = [
        save_new(BASE, tmp_path),
        begin_demo(tmp_path, ids),
        begin(tmp_path, Beginning(title="New"), ids, BASE.date),  # type: ignore[arg-type]
    ]
    assert [mode(each) for each in paths] == [0o600] * 3
