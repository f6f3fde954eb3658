"""Reading a survey file in a stream: its encoding, its rows, and how much we take.

Everything is text here: a cell like '=cmd()' is just letters and signs. Memory does not grow with
the file.
"""

import codecs
import csv
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Final, TextIO, TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.survey.acts import Act, Way, said

OnProgress: TypeAlias = Callable[[float], None]
"""Called now and then with the share of a file that we have read, 0 to 1."""

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What may stand between two cells, and what it is called."""

_CHUNK: Final = 1 << 20
_EVERY: Final = 2_000  # rows between two words on how far one is
_SNIFFED: Final = 60  # rows that tell the delimiter
_MARK: Final = "\ufeff"
_KNOWN: Final = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}


class SurveyError(Exception):
    """We cannot take a file, or an answer about it; says in one line why, and what to do."""

    args: tuple[str | Way, ...]

    def __str__(self) -> str:
        """Return why, with the names of acts."""
        return said(self.args, lambda way: way.act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much we take: bytes of a file, letters of a row, columns."""

    file: int = 200_000_000
    row: int = 1_000_000
    columns: int = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A survey file and how its bytes become rows.

    `digest` is that of all its bytes. `guessed` says that the encoding is only likely.
    """

    path: Path
    size: int
    digest: str
    encoding: str
    delimiter: str = ","
    guessed: bool = False

    @property
    def name(self) -> str:
        """The file's name, for people."""
        return one_line(self.path.name)

    @property
    def encoding_in_words(self) -> str:
        """What the encoding is called."""
        return _KNOWN.get(self.encoding, self.encoding)


def source_of(
    path: Path,
    limits: Limits,
    *,
    encoding: str = "",
    delimiter: str = "",
    on_progress: OnProgress | None = None,
) -> Source:
    """Return how to read a file: as the user says, or else as its bytes show.

    Looks through the whole file once. Raises SurveyError.
    """
    if encoding:
        encoding = _named(encoding)
    try:
        size = _size(path, limits)
        digest, found, guessed = _encoding(path, size, encoding, on_progress)
    except OSError as error:
        why = (error.strerror or "cannot be read").lower()
        raise SurveyError(f"{one_line(str(path))}: {why}") from error
    except ValueError as error:  # no file system has such a name
        raise SurveyError(f"{one_line(str(path))}: no such file or directory") from error
    source = Source(path=path, size=size, digest=digest, encoding=found, guessed=guessed)
    return _with_delimiter(source, delimiter or _delimiter(source, limits))


def _with_delimiter(source: Source, delimiter: str) -> Source:
    return Source(
        path=source.path,
        size=source.size,
        digest=source.digest,
        encoding=source.encoding,
        delimiter=delimiter,
        guessed=source.guessed,
    )


def rows(
    source: Source, limits: Limits, on_progress: OnProgress | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Yield (number, cells) for each row, numbered as a spreadsheet does, from 1.

    Empty rows are left out but counted. Raises SurveyError, which names the row.
    """
    try:
        with source.path.open("rb") as raw, _text(raw, source.encoding) as text:
            lines = _Lines(text, source, limits)
            reader = csv.reader(lines, delimiter=source.delimiter, strict=True)
            number = lines.skipped
            for cells in _cells(reader, limits.row):
                number += 1
                lines.begin(number + 1)
                if len(cells) > limits.columns:
                    _refuse_columns(source, len(cells), limits)
                if number % _EVERY == 0 and on_progress is not None:
                    on_progress(min(1.0, raw.tell() / max(source.size, 1)))
                if any(cells):
                    yield number, cells
    except csv.Error as error:
        raise SurveyError(f"{source.name}, row {lines.number}: {_of_csv(error)}") from error
    except UnicodeError as error:
        raise SurveyError(
            f"{source.name} is not all {source.encoding_in_words}: name its encoding, as in "
            "mac_roman or cp949 (",
            Way(Act.ENCODING, "mac_roman"),
            ")",
        ) from error
    except OSError as error:
        why = (error.strerror or "cannot be read").lower()
        raise SurveyError(f"{source.name}: {why}") from error


def _cells(reader: Iterator[list[str]], longest: int) -> Iterator[list[str]]:
    """Yield the rows of a reader; a cell may be as long as a whole row.

    The limit counts for the whole process: it is put back after each row.
    """
    while True:
        before = csv.field_size_limit(max(longest, 1))
        try:
            cells = next(reader)
        except StopIteration:
            return
        finally:
            csv.field_size_limit(before)
        yield cells


class _Lines:
    """The lines of a text, until a row grows too long.

    A byte order mark never counts as a letter of a cell, wherever it is.
    """

    def __init__(self, text: TextIO, source: Source, limits: Limits) -> None:
        self._text, self._source, self._limits = text, source, limits
        self._size = 0
        self.skipped = 0
        self.number = 1
        self._first = text.readline(limits.row + 1)
        if self._first.rstrip("\r\n") == f"sep={source.delimiter}":  # for spreadsheets alone
            self.skipped, self.number = 1, 2
            self._first = text.readline(limits.row + 1)

    def begin(self, number: int) -> None:
        """Begin to count for another row."""
        self.number, self._size = number, 0

    def __iter__(self) -> Iterator[str]:
        line = self._first
        while line:
            self._size += len(line)
            if self._size > self._limits.row:
                raise SurveyError(
                    f"{self._source.name}, row {self.number}: is over {_in_bytes(self._limits.row)}"
                    "; is a quotation mark missing?"
                )
            yield line.replace(_MARK, "") if _MARK in line else line
            line = self._text.readline(self._limits.row + 1)


def _text(raw: BinaryIO, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(raw, encoding=encoding, newline="")


def _refuse_columns(source: Source, found: int, limits: Limits) -> None:
    raise SurveyError(
        f"{source.name} has {found:,} columns; we take at most {limits.columns:,}. "
        "Export only the questions that you need"
    )


def _of_csv(error: csv.Error) -> str:
    if "field larger" in str(error):
        return "a cell is too long to be an answer; is a quotation mark missing?"
    if "unexpected end" in str(error):
        return "a quotation mark opens here and never closes"
    return "a quotation mark is out of place; was the file cut off or changed by hand?"


def _in_bytes(count: int) -> str:
    return f"{count / 1_000_000:g} MB" if count >= 1_000_000 else f"{count:,} bytes"


def _size(path: Path, limits: Limits) -> int:
    found = os.stat(path)  # noqa: PTH116 - a pipe is not opened: nobody may be at its other end
    if not stat.S_ISREG(found.st_mode):
        raise SurveyError(f"{one_line(str(path))} is not a file but a folder, a pipe or a device")
    if found.st_size > limits.file:
        raise SurveyError(
            f"{one_line(path.name)} is larger than {_in_bytes(limits.file)}; split it, or export "
            "only the questions that are needed"
        )
    if not found.st_size:
        raise SurveyError(f"{one_line(path.name)} is empty")
    return found.st_size


def _named(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except LookupError as error:
        raise SurveyError(f"no encoding is called {one_line(encoding)}; try cp1252") from error
    return "utf-8-sig" if name == "utf-8" else name


def _encoding(
    path: Path, size: int, named: str, on_progress: OnProgress | None
) -> tuple[str, str, bool]:
    """Return the digest of a file, its encoding, and whether that is only likely."""
    hashed = hashlib.blake2b(digest_size=16)
    utf8 = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    read = 0
    start = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            start = start or chunk[:4096]
            hashed.update(chunk)
            if is_utf8:
                is_utf8 = _decodes(utf8, chunk)
            read += len(chunk)
            if on_progress is not None:
                on_progress(read / size)
    if is_utf8:
        is_utf8 = _decodes(utf8, b"", final=True)
    digest = hashed.hexdigest()
    if named:
        return digest, named, False
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SurveyError(f"{one_line(path.name)} is a workbook: save it as CSV, then import that")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return digest, "utf-16", False
    for place, found in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = start[place::2].count(0)
        if zeros and 2 * zeros >= len(start[place::2]):
            return digest, found, False
    return (digest, "utf-8-sig", False) if is_utf8 else (digest, "cp1252", True)


def _decodes(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(source: Source, limits: Limits) -> str:
    """Return the delimiter that makes most of the first rows equally wide, else a comma."""
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        widths = []
        try:
            for _, cells in rows(_with_delimiter(source, delimiter), limits):
                widths.append(len(cells))
                if len(widths) == _SNIFFED:
                    break
        except SurveyError:
            if len(widths) < 2:
                continue  # the error is raised later, if no other delimiter fits
        if not widths:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        score = (round(widths.count(usual) / len(widths), 2), usual)
        if usual > 1 and score > best_score:
            best, best_score = delimiter, score
    return best
