"""The folder of the tidy tables on disk: parts by year, and what was written when.

    DIR/tidy.json                           what is in which part
    DIR/schema.json                         the names, types and keys of the tables
    DIR/workshops/year=2026/part-000.csv    and items, actions, perhaps votes

New parts are written aside. Then a list of what moves where goes to the disk, and only then do they
move, each at once: who ends halfway leaves the old tables, or a list that the next run finishes.
"""

import contextlib
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from valueworkshop.files.safe import atomic
from valueworkshop.files.text.problems import FileProblem, Problem
from valueworkshop.portfolio.table_forms import FORMS
from valueworkshop.portfolio.table_schema import NO_YEAR, TABLES, VOTES, published

MANIFEST: Final = "tidy.json"
SCHEMA_FILE: Final = "schema.json"
_MOVES: Final = ".moves.json"
_ASIDE: Final = ".new"
_OURS: Final = {MANIFEST, SCHEMA_FILE, *(table.name for table in (*TABLES, VOTES))}

_PART: Final = re.compile(rf"year=(?:[0-9]{{1,4}}|{NO_YEAR})/part-[0-9]{{3,6}}")
_PLACE: Final = re.compile(rf"(?:workshops|items|actions|votes)/{_PART.pattern}\.(?:csv|parquet)")
"""Nothing else is moved or taken away, whatever a list says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A workshop by the hash of its file: `part` is where its rows are, '' for nowhere."""

    id: str
    about: str
    year: int | None
    key: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the tables hold. `made` says by which version, with which key; `parts` have sizes."""

    made: str = ""
    form: str = ""
    votes: bool = False
    workshops: Mapping[str, Known] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def part_name(year: int | None, number: int) -> str:
    """Return the folder and the name of a part without its ending."""
    return f"year={NO_YEAR if year is None else year}/part-{number:03d}"


class TableFolder:
    """The tables in a folder. All methods raise OSError."""

    def __init__(self, root: Path) -> None:
        """Take a folder that need not exist yet."""
        self.root = root

    def open(self) -> Manifest:
        """Finish what a run before had begun; return what is there. Makes the folder.

        Raises FileProblem for a folder with other things in it.
        """
        atomic.make_folder(self.root, 0o777)
        there = {each.name for each in self.root.iterdir() if not each.name.startswith(".")}
        strange = sorted(there - _OURS)
        if strange and not (self.root / MANIFEST).exists():
            message = f"holds other files ({strange[0]}); name a new folder, or an empty one"
            raise FileProblem([Problem(file=str(self.root), message=message)])
        self._finish()
        shutil.rmtree(self.root / _ASIDE, ignore_errors=True)
        return self._manifest()

    def _manifest(self) -> Manifest:
        try:
            told = json.loads((self.root / MANIFEST).read_bytes())
            known = {key: Known(**each) for key, each in told.pop("workshops").items()}
            found = Manifest(workshops=known, **told)
            sound = found.form in FORMS and all(_PART.fullmatch(part) for part in found.parts)
            return found if sound else Manifest()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Manifest()  # then all of it is written again

    def place(self, table: str, part: str, form: str) -> Path:
        """Return where a part of a table is."""
        return self.root / table / f"{part}.{form}"

    def aside(self, table: str, part: str, form: str) -> Path:
        """Return where a new part is written, in a folder that is there."""
        path = self.root / _ASIDE / table / f"{part}.{form}"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def is_whole(self, part: str, manifest: Manifest) -> bool:
        """Whether all files of a part are there in the size in which they were written."""
        sizes = manifest.parts.get(part, {})
        try:
            return bool(sizes) and all(
                self.place(table, part, manifest.form).stat().st_size == size
                for table, size in sizes.items()
            )
        except OSError:
            return False

    def commit(self, manifest: Manifest, written: Sequence[str], gone: Sequence[str]) -> None:
        """Put new files in their place and take old ones away; both are paths below the folder."""
        for path in written:
            _sync(self.root / _ASIDE / path)
        told = {"manifest": asdict(manifest), "written": list(written), "gone": list(gone)}
        atomic.write(self.root / _MOVES, _json(told), mode=atomic.FOR_OTHERS)
        self._finish()

    def _finish(self) -> None:
        """Make the moves of the list, if there is one; those already made stay as they are."""
        try:
            told = json.loads((self.root / _MOVES).read_bytes())
            sound = all(_PLACE.fullmatch(path) for path in (*told["written"], *told["gone"]))
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError):
            sound = False
        if not sound:  # it is none of ours
            (self.root / _MOVES).unlink()
            return
        for path in told["written"]:
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                os.replace(self.root / _ASIDE / path, place)  # noqa: PTH105 - a seam for tests
        for path in told["gone"]:
            place = self.root / path
            place.unlink(missing_ok=True)
            for empty in (place.parent, place.parent.parent):
                with contextlib.suppress(OSError):
                    empty.rmdir()
        schema = _json(published())
        atomic.write(self.root / SCHEMA_FILE, schema, mode=atomic.FOR_OTHERS)
        atomic.write(self.root / MANIFEST, _json(told["manifest"]), mode=atomic.FOR_OTHERS)
        (self.root / _MOVES).unlink()
        shutil.rmtree(self.root / _ASIDE, ignore_errors=True)


def _json(values: Mapping[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
