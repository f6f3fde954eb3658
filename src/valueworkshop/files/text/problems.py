"""What is wrong with a file, worded so that its author can put it right."""

import errno
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import one_line

SHOWN: Final = 20
"""We show so many problems and count the others."""

Keys: TypeAlias = tuple[str | int, ...]
"""Where a value is: the keys from the top of the file; inside lists, numbers from 0."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")

_REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "you have used up your space on this disk",
    errno.EFBIG: "the file is larger than the system allows",
    errno.EACCES: "you have no permission for it",
    errno.EPERM: "you have no permission for it",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder or the file is not there any more",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "it is a link that leads round in a circle",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EIO: "the disk does not answer properly",
    errno.EBUSY: "another program is using it",
    errno.ESTALE: "the network folder no longer has it",
    errno.ETIMEDOUT: "the network folder does not answer",
    errno.EHOSTDOWN: "the network folder does not answer",
    errno.ENAMETOOLONG: "the name is too long",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with one value. The file and the line are not known yet."""

    keys: Keys
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in one file. `line` and `column` count from 1, None where unknown."""

    file: str
    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return 'file:line:column: path: message', without what is unknown, safe to print."""
        place = [self.file]
        if self.line is not None:
            place.append(str(self.line))
            if self.column is not None:
                place.append(str(self.column))
        parts = [":".join(place), self.path, self.message]
        return one_line(": ".join(part for part in parts if part))


class FileProblem(Exception):  # noqa: N818 - users see it, and it reads well as it is
    """A file cannot be used. `problems` says why, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Take at least one problem."""
        super().__init__(problems)
        self.problems = list(problems)

    def __str__(self) -> str:
        """Return a line for each of the first problems, and how many more there are."""
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        more = len(self.problems) - SHOWN
        if more > 0:
            lines.append(f"… and {more} more problem{'s' if more > 1 else ''}")
        return "\n".join(lines)


class NotFoundError(FileProblem):
    """There is no such file, session or kit."""


def reason(error: OSError) -> str:
    """Return in plain words why the system refused."""
    if isinstance(error, ReadOnlyFileError):
        return "the file is marked read-only"
    plain = _REASONS.get(error.errno or 0)
    return plain or one_line(error.strerror or str(error) or "the system does not say why")


def dotted(keys: Keys) -> str:
    """Return keys as people read them: `kit.stages."my stage".labels[5]`; lists count from 1."""
    text = ""
    for key in keys:
        if isinstance(key, int):
            text += f"[{key + 1}]"
            continue
        shown = one_line(key)
        if not _BARE.fullmatch(shown):
            shown = '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'
        text += f".{shown}" if text else shown
    return text


class ReadOnlyFileError(PermissionError):
    """The file is marked read-only."""


class InvalidError(Exception):
    """The values do not make a session or a kit."""

    def __init__(self, faults: list[Fault]) -> None:
        """Take at least one fault."""
        super().__init__(faults)
        self.faults = faults
