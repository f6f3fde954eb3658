"""`archive`, `duplicate`, `rename`, `delete` and `bin`."""

from pathlib import Path

from commands import CONTROL, run, saved

from commands import retitled  # isort: skip


def test_order_is_kept_by_commands_and_all_comes_back(tmp_path: Path) -> None:
    path = saved(tmp_path, retitled("Dealers \x1b]0;x\x07"), "dealers")
    data = path.read_bytes()
    assert run(tmp_path, "archive", "dealers").stdout == f"{tmp_path / 'archive/dealers.toml'}\n"
    listed = run(tmp_path, "archive")
    assert listed.stdout.startswith("Dealers ]0;x\n")
    assert not CONTROL.search(listed.stdout)
    assert run(tmp_path, "archive", "--back", "dealers").stdout == f"{path}\n"
    assert run(tmp_path, "delete", "dealers").exit_code == 2, "nobody can be asked"
    assert run(tmp_path, "delete", "dealers", "--yes").exit_code == 0
    assert not path.exists()
    assert "dealers.toml" in run(tmp_path, "bin", "list").stdout
    assert run(tmp_path, "bin", "restore", "nothing").exit_code == 4
    assert run(tmp_path, "bin", "restore", "dealers").stdout == f"{path}\n"
    assert path.read_bytes() == data
    assert run(tmp_path, "bin", "list").stderr == "The bin is empty.\n"
    copy = Path(run(tmp_path, "duplicate", "dealers", "Labs").stdout.strip())
    assert copy.name.startswith("labs")
    assert run(tmp_path, "rename", str(copy), " ").exit_code == 2
    renamed = Path(run(tmp_path, "rename", "Labs", "Kitchens").stdout.strip())
    assert renamed.name.startswith("kitchens")
    assert not copy.exists()
