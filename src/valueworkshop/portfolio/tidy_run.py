"""Brings the tidy tables up to what some folders of workshops hold; writes only what changed."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from valueworkshop import __version__
from valueworkshop.core.clean_text import one_line
from valueworkshop.files.home.duplicate_files import original
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.locks import turn
from valueworkshop.files.safe.state_folder import made
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.portfolio.extract_beside import Found, Wanted, hash_of, read
from valueworkshop.portfolio.table_folder import Known, Manifest, TableFolder, part_name
from valueworkshop.portfolio.table_forms import Form, form_of
from valueworkshop.portfolio.table_schema import SCHEMA, TABLES, VOTES, Row, Table
from valueworkshop.portfolio.workshop_rows import Extract

FORMAT: Final = 1
"""Raise this when rows are worked out differently."""

PART: Final = 1_000
"""Workshops of one year in a part at most."""

KEY: Final = "portfolio.key"

Tell = Callable[[int, int], None]
"""Hears how many files of how many are read; what it raises ends the run with nothing written."""


def quietly(_done: int, _of: int) -> None:
    """Hear it, and do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to write where: the folders of workshops, the folder of the tables, how, and state."""

    folders: Sequence[Path]
    to: Path
    state: Path
    form: str
    votes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a run: how many workshops there are, how many of them are new, parts written.

    `refused` says of each file that could not be read why, `copies` of which file one is a copy.
    """

    workshops: int
    new: int
    parts: int
    refused: Sequence[str]
    copies: Sequence[tuple[Path, Path]]

    @property
    def left_out(self) -> list[str]:
        """Which files are not in the tables, and why: a line for each."""
        return [
            *(f"Left out: {one_line(problem)}" for problem in self.refused),
            *(
                f"Left out: {one_line(str(copy))} is a copy of {one_line(kept.name)}"
                for copy, kept in self.copies
            ),
        ]


def tidy(order: Order, tell: Tell = quietly) -> Outcome:
    """Bring the tables up to date. Calls `tell` with how many of how many files are read.

    Raises OSError, FileProblem for folders that cannot be used, ImportError for a missing extra.
    """
    form = form_of(order.form)
    with turn(order.state, order.to):
        return _Run(order, form, tell).run()


def key_in(state: Path) -> bytes:
    """Return the key of this computer, made at the first call. Raises OSError."""
    path = made(state) / KEY
    for _ in range(2):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            try:
                atomic.create(path, os.urandom(32))
            except FileExistsError:
                continue
    return path.read_bytes()


class _Run:
    def __init__(self, order: Order, form: Form, tell: Tell) -> None:
        self._order, self._form, self._tell = order, form, tell
        self._tables: tuple[Table, ...] = (*TABLES, VOTES) if order.votes else TABLES
        self._wanted = Wanted(key=key_in(order.state), votes=order.votes)
        self._extracts: dict[str, Extract] = {}
        self._refused: dict[Path, str] = {}

    def run(self) -> Outcome:
        folder = TableFolder(self._order.to)
        there = folder.open()
        made_by = f"{__version__}/{SCHEMA}/{FORMAT}/{hash_of(self._wanted.key)[:8]}"
        same = (there.made, there.form, there.votes) == (
            made_by,
            self._order.form,
            self._order.votes,
        )
        whole = {part for part in there.parts if same and folder.is_whole(part, there)}
        known = dict(there.workshops) if same else {}
        hashes = self._hashes()
        fresh = [path for path, told in hashes.items() if told not in known]
        for found in self._from(fresh):
            if found.extract:
                hashes[found.path] = found.hash
                each = found.extract
                known[found.hash] = Known(id=each.id, about=each.about, year=each.year)
        hashes = {path: told for path, told in hashes.items() if path not in self._refused}
        keys, paths, copies = _told_apart(hashes, known)
        stays = {
            told
            for told, key in keys.items()
            if known[told].part in whole and known[told].key == key
        }
        lacking = [
            p for told, p in paths.items() if told not in stays and told not in self._extracts
        ]
        for _ in self._from(lacking):
            pass
        there_are = stays | self._extracts.keys()
        keys = {told: key for told, key in keys.items() if told in there_are}
        placed = _placed(keys, known, stays)
        manifest, written, gone = self._write(folder, there, placed, stays)
        manifest = replace(manifest, made=made_by)
        if manifest != there or written or gone:
            folder.commit(manifest, written, gone)
        parts = {path.partition("/")[2] for path in written}
        return Outcome(
            workshops=len(placed),
            new=len(placed.keys() - stays),
            parts=len(parts),
            refused=list(self._refused.values()),
            copies=copies,
        )

    def _hashes(self) -> dict[Path, str]:
        """Return the hash of each file; those that cannot be read are refused."""
        found = {}
        for folder in self._order.folders:
            if not folder.is_dir():
                os.listdir(folder)  # noqa: PTH208 - raises what the system says
            for entry in listing(folder):
                try:
                    found[entry.path] = hash_of(session_file.read_bytes(entry.path))
                except FileProblem as error:
                    self._refused[entry.path] = str(error.problems[0])
        return found

    def _from(self, paths: Sequence[Path]) -> Iterable[Found]:
        """Yield what is in files, and keep it; name those that cannot be read."""
        for done, found in enumerate(read(paths, self._wanted), start=1):
            if found.extract:
                self._extracts[found.hash] = found.extract
            else:
                self._refused[found.path] = found.problem
            self._tell(done, len(paths))
            yield found

    def _write(
        self,
        folder: TableFolder,
        there: Manifest,
        placed: Mapping[str, Known],
        stays: set[str],
    ) -> tuple[Manifest, list[str], list[str]]:
        """Write aside each part that gains or loses a workshop; return what there is then."""
        form, before = self._order.form, _by_part(there.workshops)
        now, parts, written = _by_part(placed), {}, []
        for part, hashes in sorted(now.items()):
            if hashes <= stays and hashes == before.get(part):
                parts[part] = there.parts[part]
                continue
            kept = {placed[told].key for told in hashes & stays}
            rows = {table.name: self._rows(folder, part, table, kept) for table in self._tables}
            for told in hashes - stays:
                for table in self._tables:
                    rows[table.name][placed[told].key] = [
                        (placed[told].key, *row[1:])
                        for row in self._extracts[told].rows[table.name]
                    ]
            sizes = {}
            for table in self._tables:
                path = folder.aside(table.name, part, form)
                of_table = rows[table.name]
                self._form.write(
                    path, table, (r for key in sorted(of_table) for r in of_table[key])
                )
                sizes[table.name] = path.stat().st_size
                written.append(f"{table.name}/{part}.{form}")
            parts[part] = sizes
        files = {f"{t}/{p}.{form}" for p, sizes in parts.items() for t in sizes}
        old = {f"{t}/{p}.{there.form}" for p, sizes in there.parts.items() for t in sizes}
        manifest = Manifest(form=form, votes=self._order.votes, workshops=placed, parts=parts)
        return manifest, written, sorted(old - files)

    def _rows(
        self, folder: TableFolder, part: str, table: Table, kept: set[str]
    ) -> dict[str, list[Row]]:
        """Return the rows that a part keeps, by workshop."""
        found: dict[str, list[Row]] = defaultdict(list)
        if kept:
            for row in self._form.read(folder.place(table.name, part, self._order.form), table):
                if row[0] in kept:
                    found[str(row[0])].append(row)
        return found


def _told_apart(
    hashes: Mapping[Path, str], known: Mapping[str, Known]
) -> tuple[dict[str, str], dict[str, Path], list[tuple[Path, Path]]]:
    """Return the id that each content has in the tables, its file, and what is a copy of what.

    Of files with one id, one title and one day, the original counts. What differs in title or day
    is another workshop, made of a copied file: it counts under an id of its own.
    """
    by_id: dict[str, list[Path]] = defaultdict(list)
    for path, told in hashes.items():
        by_id[known[told].id].append(path)
    keys: dict[str, str] = {}
    paths: dict[str, Path] = {}
    copies: list[tuple[Path, Path]] = []
    for id_, several in by_id.items():
        first = original(several)
        alike: dict[str, list[Path]] = defaultdict(list)
        for path in several:
            alike[known[hashes[path]].about].append(path)
        for about, files in alike.items():
            best = first if first in files else original(files)
            key = id_ if best == first else f"{id_}-{about[:8]}"
            while key in by_id and key != id_:  # somebody has called another one so
                key += "x"
            keys[hashes[best]] = key
            paths[hashes[best]] = best
            copies += [(path, best) for path in files if path != best]
    return keys, paths, copies


def _placed(
    keys: Mapping[str, str], known: Mapping[str, Known], stays: set[str]
) -> dict[str, Known]:
    """Return each workshop with its part: those that stay in theirs, others where there is room."""
    placed = {told: known[told] for told in keys if told in stays}
    count = Counter(each.part for each in placed.values())
    numbers: Counter[int | None] = Counter()
    for told in sorted(keys.keys() - stays, key=lambda told: keys[told]):
        year = known[told].year
        while count[part := part_name(year, numbers[year])] >= PART:
            numbers[year] += 1
        count[part] += 1
        placed[told] = replace(known[told], key=keys[told], part=part)
    return placed


def _by_part(workshops: Mapping[str, Known]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for told, each in workshops.items():
        if each.part:
            found[each.part].add(told)
    return dict(found)
