"""From bytes to checked TOML values and back, with errors that name the line and the remedy."""

import codecs
import contextlib
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import tomli

from valueworkshop.core.clean_text import clean
from valueworkshop.files.text.bounded_read import LARGEST
from valueworkshop.files.text.problems import Fault, FileProblem, Keys, Problem, dotted

if TYPE_CHECKING:  # what looks for places, and what writes, is imported where it is needed
    from valueworkshop.files.text.written_parts import Memory

LONGEST_TEXT: Final = 2_000_000
"""No text has more bytes than this: 2 MB."""

MOST_ITEMS: Final = 10_000
"""No list and no table holds more than this."""

MOST_VALUES: Final = 200_000
"""No file holds more keys, tables and list items than this: they take a second to read."""

DEEPEST: Final = 40
"""No table is nested deeper than this; ours need a dozen levels."""

END: Final = "# end of session"
"""The last line of a session: without it we could not see that a file was cut at a line's end."""

_SCALARS: Final = frozenset({str, int, bool, float})

_SIGNS: Final = "=,[.{"
"""Each value but the first comes after one of these. There may be more of them than values."""

_INT64: Final = 2**63
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)

_PLAIN: Final = {
    "Cannot overwrite a value": "is here twice; rename one of them or remove it",
    "Invalid value": 'this is not a value: put text between straight quotes, as in "text"',
    "Illegal character '\\r'": "a carriage return alone; end the line with LF or CRLF",
    "Illegal character '\\n'": "the text has no closing quote on its line",
    "Unterminated string": "a text that begins earlier has no closing quotes",
    "Invalid date or datetime": "is not a date; write year-month-day, as in 2026-11-22",
}


def digest(data: bytes) -> str:
    """Return a digest that is the same for files that say the same; CRLF and LF are one here."""
    import hashlib  # noqa: PLC0415 - 2 ms, only to write a file again

    return hashlib.blake2b(data.replace(b"\r\n", b"\n"), digest_size=16).hexdigest()


def text_of(data: bytes, file: str) -> str:
    """Return the bytes as text with LF. Raises FileProblem if they are no text."""
    if len(data) > LARGEST:
        raise _problem(file, too_large())
    if not data.strip():
        raise _problem(file, "is empty; restore it from a backup or delete it")
    if not data.strip(b"\0"):
        raise _problem(file, "is full of zeros, as after a power cut; restore it from a backup")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _problem(file, "is UTF-16 from byte 1 on; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = (
            f"is not UTF-8: byte {error.start + 1} is {data[error.start]:#04x}; save it as UTF-8"
        )
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise FileProblem(
            [Problem(file=file, line=line, column=column, message=message)]
        ) from error
    text = text.replace("\r\n", "\n")
    if "\0" in text:
        line, column = _spot(text, text.index("\0"))
        message = "a NUL character, which no text file has. Restore the file from a backup"
        raise FileProblem([Problem(file=file, line=line, column=column, message=message)])
    return text


def parse(text: str, file: str) -> dict[str, Any]:
    """Return the values of a TOML text. Raises FileProblem if it is no TOML, or holds too much."""
    if holds_more(text):
        raise _problem(file, too_many())
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise FileProblem([_readable(text, file, error)]) from error
    except RecursionError as error:
        raise _problem(file, "is nested too deeply to read") from error
    except ValueError as error:  # a whole number of more than 4,300 digits
        raise _problem(file, "has a number that is too long to read") from error
    except MemoryError as error:
        raise _problem(file, "is too much for this computer's memory") from error


def checked(
    tree: Mapping[str, Any], memory: "Memory | None" = None
) -> tuple[dict[str, Any], list[Fault]]:
    """Return `tree` with clean text, and the places where it breaks the limits of a file.

    We do not look again at tables that `memory` knows.
    """
    faults: list[Fault] = []
    cleaned = _checked(tree, (), faults, memory)
    return dict(cleaned or {}), faults


def problems(faults: Iterable[Fault], file: str, text: str | None = None) -> list[Problem]:
    """Return faults as problems of a file, in its order, with lines if its text is given."""
    from valueworkshop.files.text.positions import Positions, scan  # noqa: PLC0415 - see above

    positions = scan(text) if text is not None else Positions()
    found = []
    # In the order of the file, so that we count its lines once.
    for fault in sorted(faults, key=lambda fault: positions.place(fault.keys)):
        line, column = positions.of(fault.keys) or (None, None)
        path = dotted(fault.keys)
        found.append(Problem(file=file, line=line, column=column, path=path, message=fault.message))
    return sorted(found, key=lambda problem: (problem.line or 0, problem.column or 0))


def is_table(value: Any) -> bool:
    """Whether a value is a mapping. The quickest way to ask, as there are so many."""
    kind = type(value)
    return kind is dict or (kind not in _SCALARS and isinstance(value, Mapping))


def ends_properly(text: str) -> bool:
    """Whether the text's last line says that nothing was cut off."""
    return text.rstrip().rpartition("\n")[2] == END


def too_large(most: int = LARGEST) -> str:
    """Return the message for a file of more than `most` bytes."""
    return f"is larger than {most // 1_000_000} MB, and no workshop is. Is it the right file?"


def holds_more(text: str, most: int = MOST_VALUES) -> bool:
    """Whether a TOML or JSON text holds more values than `most`, without reading it properly.

    Very many values cost a reader time and memory, however few bytes they are.
    """
    if sum(map(text.count, _SIGNS)) <= most:
        return False  # though some of these may be in texts and comments
    signs = (match for match in _sign_or_text().finditer(text) if match[0] in _SIGNS)
    return next(islice(signs, most, None), None) is not None


@cache
def _sign_or_text() -> re.Pattern[str]:
    from valueworkshop.files.text.positions import STRING  # noqa: PLC0415 - for very many signs

    return re.compile(rf"[=,\[.{{]|#[^\n]*+|{STRING.pattern}", re.DOTALL)


def too_many(most: int = MOST_VALUES) -> str:
    """Return the message for a file that holds more values than `most`."""
    return f"has more than {most:,} values, and no workshop does. Is it the right file?"


def _problem(file: str, message: str) -> FileProblem:
    return FileProblem([Problem(file=file, message=message)])


def _spot(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _readable(text: str, file: str, error: tomli.TOMLDecodeError) -> Problem:
    conflict = _CONFLICT.search(text)
    if conflict:
        line, column = _spot(text, conflict.start())
        message = "an unresolved merge; keep one of the two versions and remove the marks"
        return Problem(file=file, line=line, column=column, message=message)
    message = _PLAIN.get(error.msg, error.msg)
    line, column, path = error.lineno, error.colno, ""
    if error.msg.startswith(("Cannot", "Duplicate")):
        from valueworkshop.files.text.positions import scan  # noqa: PLC0415 - see above

        found = scan(text[: error.pos])
        message = _PLAIN["Cannot overwrite a value"]
        if twice := found.twice:
            keys, first, second = twice[-1]
            line, column = found.spot(second)
            path, message = dotted(keys), f"{message} (first on line {found.spot(first)[0]})"
    return Problem(file=file, line=line, column=column, path=path, message=message)


def _checked(value: Any, keys: Keys, faults: list[Fault], memory: "Memory | None" = None) -> Any:
    """Return a value with clean text. One that breaks a limit is noted and comes back as None."""
    if memory is not None and is_table(value) and memory.made(value):
        with contextlib.suppress(_FaultyError):
            return memory.recall("clean", value, lambda: _faultless(value, keys, memory))
    if isinstance(value, str):
        value = clean(value)
    wrong = _wrong(value, keys)
    if wrong:
        faults.append(Fault(keys, wrong))
        return None
    if is_table(value):
        return _checked_table(value, keys, faults, memory)
    if isinstance(value, (list, tuple)):
        return [_checked(item, (*keys, index), faults) for index, item in enumerate(value)]
    return value


def _wrong(value: Any, keys: Keys) -> str:
    """Return which limit of a file a value breaks, '' for none."""
    message = ""
    if len(keys) > DEEPEST:
        message = "is nested too deeply"
    elif type(value) is bool or (type(value) is str and len(value) <= LONGEST_TEXT // 4):
        pass  # most values
    elif is_table(value) or isinstance(value, (list, tuple)):
        if len(value) > MOST_ITEMS:
            message = f"has more than {MOST_ITEMS:,} entries"
    elif isinstance(value, str):
        if len(value) > LONGEST_TEXT // 4 and len(value.encode()) > LONGEST_TEXT:
            message = f"is longer than {LONGEST_TEXT // 1_000_000} MB"
    elif isinstance(value, float):
        if not math.isfinite(value):
            message = "must be a number, not inf or nan"
    elif isinstance(value, int) and not -_INT64 <= value < _INT64:
        message = "is too large a number"
    return message


class _FaultyError(Exception):
    """There is a fault in something that we would remember."""


def _faultless(table: Mapping[Any, Any], keys: Keys, memory: "Memory") -> Any:
    faults: list[Fault] = []
    if wrong := _wrong(table, keys):
        faults.append(Fault(keys, wrong))
    cleaned = _checked_table(table, keys, faults, memory)
    if faults:
        raise _FaultyError
    return cleaned


def _checked_table(
    table: Mapping[Any, Any], keys: Keys, faults: list[Fault], memory: "Memory | None"
) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    may_be_quick = len(keys) < DEEPEST
    for key, item in table.items():
        name = clean(str(key))
        if name in cleaned:
            message = "is here twice, once with characters that texts cannot have; rename one"
            faults.append(Fault((*keys, name), message))
        kind = type(item)
        if may_be_quick and kind is str and len(item) <= LONGEST_TEXT // 4:  # as most are
            cleaned[name] = clean(item)
        elif may_be_quick and kind is int and -_INT64 <= item < _INT64:
            cleaned[name] = item
        else:
            cleaned[name] = _checked(item, (*keys, name), faults, memory)
    return cleaned
