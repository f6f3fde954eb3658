"""What stands beside a workshop only for a while, kept out of what git takes in.

The line goes where git looks for what is ignored in this one clone, `info/exclude`: no file that
is shared changes.
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

    Raises no OSError: where that cannot be, the files are seen.
    """
    with contextlib.suppress(OSError, ValueError):
        repository = _repository(Path(os.path.realpath(folder)))
        if repository is not None:
            _add_line(repository / "info" / "exclude", pattern.encode())


def _repository(folder: Path) -> Path | None:
    """Return the folder in which git keeps what it knows of the work tree around `folder`."""
    for each in (folder, *folder.parents):
        found = each / ".git"
        if found.is_file():  # a work tree beside another one, or part of another one
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
