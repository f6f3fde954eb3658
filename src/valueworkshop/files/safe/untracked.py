"""Tell git to ignore the files that are beside a workshop only for a while.

The line goes to `info/exclude`, where git looks for what to ignore in this one clone. So no shared
file changes.
"""

import contextlib
import os
import stat
from pathlib import Path
from typing import Final

_LARGEST: Final = 1 << 20
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def keep_out_of_git(folder: Path, pattern: str) -> None:
    """Have git ignore files of such names in the repository that `folder` is part of, if any.

    Raises no OSError: if this does not work, git shows the files.
    """
    with contextlib.suppress(OSError, ValueError):
        repository = _repository(Path(os.path.realpath(folder)))
        if repository is not None:
            _add_line(repository / "info" / "exclude", pattern.encode())


def _repository(folder: Path) -> Path | None:
    """Return the folder in which git keeps its data for the work tree around `folder`."""
    for each in (folder, *folder.parents):
        found = each / ".git"
        if found.is_file():  # a linked work tree, or a submodule
            found = each / _told(found).removeprefix("gitdir:").strip()
        common = found / "commondir"
        if common.is_file():
            found = found / _told(common).strip()
        if (found / "HEAD").is_file() and (found / "objects").is_dir():
            return found
    return None


def _told(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.read(_LARGEST)


def _add_line(path: Path, line: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    descriptor = os.open(path, _FLAGS, 0o644)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return
        data = os.read(descriptor, _LARGEST)
        if line not in data.splitlines():
            os.lseek(descriptor, 0, os.SEEK_END)
            begin = b"" if not data or data.endswith(b"\n") else b"\n"
            os.write(descriptor, begin + line + b"\n")
    finally:
        os.close(descriptor)
