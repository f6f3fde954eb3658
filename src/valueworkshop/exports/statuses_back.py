"""How far actions are, read back from a file that came from elsewhere.

It takes a table (CSV, or a sheet of a workbook) with the columns `id` and `status`, what
`actions --json` writes, what `task export` prints, and a report of ours in Markdown: a box that is
ticked there means done, and an empty one says nothing.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.stages.agreed.model import Status
from valueworkshop.exports.trackers import task_id

LARGEST: Final = 20_000_000
"""A file with more bytes holds no list of actions; a workbook is no larger when unpacked."""

_DELIMITERS: Final = ",;\t"
_MOST_FAULTS: Final = 20

_WORDS: Final[Mapping[str, Status]] = {
    **{status.value: status for status in Status},
    **dict.fromkeys(("to do", "todo", "open", "backlog", "new", "pending"), Status.NOT_STARTED),
    **dict.fromkeys(("in progress", "doing", "started", "in review"), Status.UNDER_WAY),
    **dict.fromkeys(("closed", "completed", "complete", "resolved", "finished"), Status.DONE),
    **dict.fromkeys(("cancelled", "canceled", "deleted", "won't do"), Status.DROPPED),
}
"""Words of trackers, beside our own."""


class UnreadableError(ValueError):
    """A file that says nothing about actions; the text says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An action that we have: by its id, its title, and the title of its workshop."""

    id: str
    title: str
    workshop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """How far actions are, by id; what the file names and we do not have; and what is wrong."""

    statuses: Mapping[str, Status]
    unknown: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


Line: TypeAlias = tuple[int, str, str]
"""The number of a line, the id that it names, and the word for how far that is."""


def read(data: bytes, known: Iterable[Known]) -> Read:
    """Return what a file says of actions. Raises UnreadableError if it says nothing of any."""
    actions = list(known)
    if data.startswith(b"PK"):
        return _taken(_sheet(data), {each.id for each in actions})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableError(f"line {line} is not UTF-8; save it as 'CSV UTF-8'") from error
    if text.lstrip().startswith(("[\n", "[{", "[]", "{")):
        return _taken(_json(text, actions), {each.id for each in actions})
    if re.search(r"^\s*[-*+] \[[ xX]\] ", text, re.MULTILINE):
        return _ticked(text, actions)
    return _taken(_table(text), {each.id for each in actions})


def _taken(lines: Iterable[Line], known: set[str]) -> Read:
    """Return the statuses of what we have; a word that is none, or two for one id, is a fault."""
    statuses: dict[str, Status] = {}
    unknown: list[str] = []
    faults: list[str] = []
    for number, key, word in lines:
        status = _WORDS.get(folded(word).replace("_", " "))
        if not key or not one_line(word):
            continue
        if status is None:
            known_words = ", ".join(each.value for each in Status)
            faults.append(f"{number}: '{one_line(word)}' is no status; use {known_words}")
        elif key not in known:
            unknown.append(f"{number}: we have no action with the id {key}")
        elif statuses.setdefault(key, status) is not status:
            faults.append(f"{number}: {key} is there twice, and the two differ; keep one")
    more = [f"and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
    return Read(statuses=statuses, unknown=tuple(unknown), faults=(*faults[:_MOST_FAULTS], *more))


# Tables


def _table(text: str) -> Iterator[Line]:
    first = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=first.count))
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise UnreadableError(f"line {reader.line_num} cannot be read as CSV: {error}") from error
    yield from _by_heads(rows)


def _by_heads(rows: Iterable[tuple[int, Sequence[Any]]]) -> Iterator[Line]:
    """Yield id and status of each row below a row with these two heads."""
    at: tuple[int, int] | None = None
    for number, row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        if at is None:
            heads = [folded(cell) for cell in cells]
            if "id" in heads and "status" in heads:
                at = heads.index("id"), heads.index("status")
            continue
        if len(cells) > max(at):
            yield number, one_line(cells[at[0]]), cells[at[1]]
    if at is None:
        raise UnreadableError(
            "no row has the heads 'id' and 'status'; `valueworkshop actions -o actions.csv` writes "
            "such a table"
        )


def _sheet(data: bytes) -> Iterator[Line]:
    """Yield the lines of the first sheet that has both heads."""
    try:
        import openpyxl  # noqa: PLC0415 - optional, as the next line says
    except ImportError as error:
        raise UnreadableError(
            "a workbook is read by the extra: pip install 'valueworkshop[office]'"
        ) from error
    if _unpacked(data) > LARGEST:
        raise UnreadableError("the workbook is too large for a list of actions")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = list(enumerate(sheet.iter_rows(values_only=True), start=1))
            heads = [{folded(str(cell)) for cell in row} for _, row in rows]
            if any({"id", "status"} <= each for each in heads):
                yield from _by_heads(rows)
                return
    except UnreadableError:
        raise
    except Exception as error:  # a broken workbook fails in its own many ways
        raise UnreadableError("this is not a workbook that we can read") from error
    raise UnreadableError("no sheet has a row with the heads 'id' and 'status'")


def _unpacked(data: bytes) -> int:
    """Return how large a workbook is when it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableError("this is not a workbook that we can read") from error


# JSON


def _json(text: str, known: Sequence[Known]) -> Iterator[Line]:
    """Yield what `actions --json` or `task export` wrote."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("this is not JSON; export it again") from error
    rows = tree.get("actions") if isinstance(tree, dict) else tree
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableError("there is no list of actions in this JSON")
    by_task = {task_id(each.id): each.id for each in known}
    for number, row in enumerate(rows, start=1):
        if "uuid" in row:
            if (key := by_task.get(str(row["uuid"]))) is not None:
                yield number, key, _of_task(row)
        else:
            yield number, str(row.get("id", "")), str(row.get("status", ""))


def _of_task(row: Mapping[str, Any]) -> str:
    """Return how far a task of taskwarrior is: one that was started is under way."""
    status = str(row.get("status", ""))
    if status in {"pending", "waiting", "recurring"}:
        return (Status.UNDER_WAY if row.get("start") else Status.NOT_STARTED).value
    return status


# Markdown


def _ticked(text: str, known: Sequence[Known]) -> Read:
    """Return what is ticked in a report of ours, by the titles of actions."""
    titles = [folded(_words(line)) for line in re.findall(r"^# (.*)$", text, re.MULTILINE)]
    ours = [each for each in known if folded(each.workshop) in titles] or known
    statuses: dict[str, Status] = {}
    unknown: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not (found := re.match(r"\s*[-*+] \[[xX]\] (.+)", line)):
            continue
        title = _title(found[1])
        same = [each for each in ours if _bare(each.title) == _bare(title)]
        if len(same) == 1:
            statuses[same[0].id] = Status.DONE
        else:
            why = "no action is called" if not same else f"{len(same)} actions are called"
            unknown.append(f"{number}: {why} '{one_line(title)}'")
    return Read(statuses=statuses, unknown=tuple(unknown))


def _bare(title: str) -> str:
    return folded(title).rstrip(".")


def _title(line: str) -> str:
    """Return the title of an action from its line: what is bold at its beginning, else all."""
    parts = _inline(line)
    if not parts or parts[0].type != "strong_open":
        return _joined(parts)
    end = next((at for at, part in enumerate(parts) if part.type == "strong_close"), len(parts))
    return _joined(parts[:end])


def _words(line: str) -> str:
    return _joined(_inline(line))


def _joined(parts: Iterable[Any]) -> str:
    kept = {"text", "text_special", "code_inline"}
    return "".join(part.content for part in parts if part.type in kept)


def _inline(line: str) -> list[Any]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only for Markdown; rich has it

    (inline,) = MarkdownIt("commonmark").parseInline(line.strip())
    return [part for part in inline.children or [] if part.content or part.type != "text"]
