"""Sessions as TOML files.

The first line names the schema for editors, the first key its version, the last line says that
nothing was cut off. What is read is judged strictly; what is saved opens again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from valueworkshop.storage import reading, toml_text
from valueworkshop.storage.codec import Extras, encode, overlay
from valueworkshop.storage.decode import InvalidError, decode_session, unknown
from valueworkshop.storage.problems import Fault, FileProblem, NotFoundError, Problem, reason
from valueworkshop.workshop.session import Session

SCHEMA: Final = 1
"""The version of the file's shape that this program writes and reads."""

_FIRST_LINE: Final = f"#:schema valueworkshop-session-{SCHEMA}.json"


@dataclass(frozen=True, slots=True)
class Document:
    """A session and, beside it, what else its file held.

    `digest` is that of the bytes as read or written; see `toml_text.digest`.
    """

    session: Session
    extras: Extras = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    digest: str = ""


def read(path: Path) -> Document:
    """Return the session in a file. Raises FileProblem, of which NotFoundError is one."""
    return loads(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a session or a kit, as long as they can be one; else FileProblem."""
    file = str(path)
    try:
        return reading.read_bytes(path)
    except FileNotFoundError as error:
        raise NotFoundError([Problem(file=file, message="there is no such file")]) from error
    except reading.TooLargeError as error:
        raise FileProblem([Problem(file=file, message=toml_text.too_large())]) from error
    except reading.NotAFileError as error:
        message = "is not a file but a folder, a pipe or a device"
        raise FileProblem([Problem(file=file, message=message)]) from error
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        why = reason(error) if isinstance(error, OSError) else "no file can be called this"
        raise FileProblem([Problem(file=file, message=f"cannot be read: {why}")]) from error


def loads(data: bytes, file: str) -> Document:
    """Return the session that the bytes of `file` say. Raises FileProblem."""
    text = toml_text.text_of(data, file)
    raw = parse(text, file)
    try:
        session = decode_session(raw)
    except InvalidError as error:
        raise FileProblem(toml_text.problems(error.faults, file, text)) from error
    extras, told = unknown(raw, session)
    warnings = toml_text.problems(told, file, text) if told else ()
    return Document(session, extras, tuple(warnings), toml_text.digest(data))


def dumps(session: Session, extras: Extras | None = None) -> bytes:
    """Return a session as the bytes of a file: the same for the same session.

    Raises FileProblem where it is larger than what is opened again.
    """
    tree = encode(session)
    overlay(tree, session, extras or {})
    tree, faults = toml_text.checked({"schema": SCHEMA, **tree})
    if faults:
        raise FileProblem(toml_text.problems(faults, session.title))
    text = f"{_FIRST_LINE}\n{toml_text.format_toml(tree)}\n{toml_text.END}\n"
    data = text.encode()
    if len(data) > reading.LARGEST:
        raise FileProblem([Problem(file=session.title, message=toml_text.too_large())])
    return data


def new_document(session: Session) -> Document:
    """Return the document that `folder.save_new` makes of a session, without reading it back."""
    return Document(session, digest=toml_text.digest(dumps(session)))


def parse(text: str, file: str) -> dict[str, Any]:
    """Return what a session's text says, of a schema that is known, less that; else FileProblem."""
    ended = toml_text.ends_properly(text)
    unfinished = Problem(
        file=file,
        line=text.count("\n", 0, len(text.rstrip())) + 1,
        message=f"the last line is not '{toml_text.END}': the file was cut off, or something was "
        "added behind it. Restore it from a backup, or put that line at the end",
    )
    try:
        raw = toml_text.parse(text, file)
    except FileProblem as error:
        if not ended:
            raise FileProblem([*error.problems, unfinished]) from error
        raise
    if not ended:
        raise FileProblem([unfinished])
    return known_schema(raw, file, text)


def known_schema(
    raw: Mapping[str, Any], file: str, text: str, *, needed: bool = True
) -> dict[str, Any]:
    """Return `raw` cleaned and less `schema`, if that is one which this version reads.

    Raises FileProblem if not, or if `raw` breaks the limits of a file. Where the schema is not
    `needed`, a missing one is taken for the present one.
    """
    tree, faults = toml_text.checked(raw)
    schema = tree.pop("schema", None if needed else SCHEMA)
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        what = "is missing" if schema is None else "must be a whole number from 1"
        faults = [Fault(("schema",), f"{what}; put `schema = {SCHEMA}` on the first line")]
    elif schema > SCHEMA:
        message = f"is {schema}, of a newer version than this, which reads {SCHEMA}; update this"
        faults = [Fault(("schema",), message)]
    if faults:
        raise FileProblem(toml_text.problems(faults, file, text))
    return tree
