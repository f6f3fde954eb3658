"""Sessions as TOML files.

The first line names the schema for editors, the first key its version, and the last line says that
nothing was cut off. We check strictly what we read, and we can open again what we save.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from valueworkshop.core.session.session import Session
from valueworkshop.files.text import bounded_read, toml_text
from valueworkshop.files.text.codec import Extras, encode, overlay
from valueworkshop.files.text.comments import NONE, Comments
from valueworkshop.files.text.decode import decode_session, unknown
from valueworkshop.files.text.migrations import SCHEMA, migrated
from valueworkshop.files.text.problems import (
    Fault,
    FileProblem,
    InvalidError,
    NotFoundError,
    Problem,
    reason,
)
from valueworkshop.files.text.reference_checks import warnings_of

if TYPE_CHECKING:
    from valueworkshop.files.text.written_parts import Memory

_FIRST_LINE: Final = f"#:schema valueworkshop-session-{SCHEMA}.json"

_OURS: Final = re.compile(
    rf"^(?:#:schema valueworkshop-session-\d+\.json|{toml_text.END})[ \t]*$", re.MULTILINE
)
"""Comments that are ours: the first line and the last."""

_COMMENTS_LOST: Final = (
    "we could not keep the comments in the file; the backups have the file with them"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A session, and what else its file held.

    `digest` is that of the bytes as read or written; see `toml_text.digest`. `read_only` says why
    the file must stay as it is, '' if it may be written: we never write such a file.
    """

    session: Session
    extras: Extras = field(default_factory=dict)
    comments: Comments = NONE
    warnings: tuple[Problem, ...] = ()
    digest: str = ""
    read_only: str = ""


def read(path: Path) -> Document:
    """Return the session in a file. Raises FileProblem, or NotFoundError, which is one."""
    return loads(read_bytes(path), str(path))


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """Return the bytes of a session or a kit, up to the largest size. Raises FileProblem.

    For other files, `most` is the largest size in bytes.
    """
    file = str(path)
    try:
        return bounded_read.read_bytes(path, most)
    except FileNotFoundError as error:
        raise NotFoundError([Problem(file=file, message="there is no such file")]) from error
    except bounded_read.TooLargeError as error:
        raise FileProblem(
            [Problem(file=file, message=toml_text.too_large(most or bounded_read.LARGEST))]
        ) from error
    except bounded_read.NotAFileError as error:
        message = "is not a file but a folder, a pipe or a device"
        raise FileProblem([Problem(file=file, message=message)]) from error
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        why = reason(error) if isinstance(error, OSError) else "no file can have this name"
        raise FileProblem([Problem(file=file, message=f"cannot be read: {why}")]) from error


def session_at(path: Path) -> Session:
    """Return the session in a file, without what else it held: only to read. Raises as `read`."""
    return session_in(read_bytes(path), str(path))


def session_in(data: bytes, file: str) -> Session:
    """Return the session in the bytes of `file`, as `session_at` does. Raises FileProblem."""
    return _understood(data, file)[-1]


def loads(data: bytes, file: str) -> Document:
    """Return the session in the bytes of `file`. Raises FileProblem."""
    plain, too_new, raw, session = _understood(data, file)
    extras, told = unknown(raw, session)
    told = [*too_new, *told, *warnings_of(session)]
    warnings = toml_text.problems(told, file, plain.text) if told else []
    read_only = f"a newer version wrote it, in schema {plain.schema}; this one knows {SCHEMA}"
    return Document(
        session,
        extras,
        comments=_comments(plain),
        warnings=(*plain.warnings, *warnings),
        digest=toml_text.digest(data),
        read_only=read_only if too_new else "",
    )


def _comments(plain: "Plain") -> Comments:
    if plain.text.count("#") == len(_OURS.findall(plain.text)):
        return NONE  # as in nearly all files: there is nothing to look for
    from valueworkshop.files.text.comment_places import found_in  # noqa: PLC0415 - so seldom

    return found_in(plain.text, plain.tree, _OURS)


def _understood(data: bytes, file: str) -> "tuple[Plain, list[Fault], dict[str, Any], Session]":
    """Return what a file says, what is too new in it, its values in this schema, the session."""
    plain = parse(toml_text.text_of(data, file), file)
    too_new = newer(plain.schema, SCHEMA)
    try:
        raw = migrated(plain.tree, plain.schema)
        return plain, too_new, raw, decode_session(raw)
    except InvalidError as error:
        faults = too_new or error.faults
        raise FileProblem(toml_text.problems(faults, file, plain.text)) from error


def dumps(session: Session, extras: Extras | None = None) -> bytes:
    """Return a session as the bytes of a file. The same session gives the same bytes.

    Raises FileProblem if it is larger than what we can open again.
    """
    return written(session, extras or {})[0]


def written(
    session: Session,
    extras: Extras,
    found: Comments = NONE,
    memory: "Memory | None" = None,
) -> tuple[bytes, str]:
    """Return a session and its extras as bytes; and what was lost, '' for nothing.

    The same arguments give the same bytes; with a `memory` of a similar session it is faster.
    Raises FileProblem as `dumps` does.
    """
    # Most commands only read.
    from valueworkshop.files.text.comment_places import put_into  # noqa: PLC0415
    from valueworkshop.files.text.toml_writing import format_toml  # noqa: PLC0415

    tree = encode(session, memory)
    overlay(tree, session, extras)
    tree, faults = toml_text.checked({"schema": SCHEMA, **tree}, memory)
    if faults:
        raise FileProblem(toml_text.problems(faults, session.title))
    text = f"{_FIRST_LINE}\n{format_toml(tree, memory)}\n{toml_text.END}\n"
    text, whole = put_into(text, tree, found, toml_text.END)
    data = text.encode()
    if len(data) > bounded_read.LARGEST:
        raise FileProblem([Problem(file=session.title, message=toml_text.too_large())])
    if toml_text.holds_more(text):
        raise FileProblem([Problem(file=session.title, message=toml_text.too_many())])
    return data, "" if whole else _COMMENTS_LOST


def copied(document: Document, copy: Session, actions: Mapping[str, str]) -> bytes:
    """Return a `copy` of a document's session as bytes, with what else the file held.

    `actions` says which id each action has in the copy. Raises FileProblem as `dumps` does.
    """
    extras = {_led(keys, actions): kept for keys, kept in document.extras.items()}
    found = document.comments
    notes = tuple(replace(note, keys=_led(note.keys, actions)) for note in found.notes)
    return written(copy, extras, replace(found, notes=notes, tree=_named(found.tree, actions)))[0]


def _led(keys: tuple[Any, ...], actions: Mapping[str, str]) -> tuple[Any, ...]:
    """Return where keys lead in a copy whose actions have other ids."""
    match keys:
        case ("answers", _, "actions", str(key), *_) if key in actions:
            return (*keys[:3], actions[key], *keys[4:])
        case _:
            return keys


def _named(tree: Mapping[str, Any], actions: Mapping[str, str]) -> dict[str, Any]:
    """Return what a file says, with other ids for its actions."""
    answers = {
        stage: {**given, "actions": {actions.get(k, k): each for k, each in held.items()}}
        for stage, given in tree.get("answers", {}).items()
        if (held := given.get("actions"))
    }
    return {**tree, "answers": {**tree.get("answers", {}), **answers}}


@dataclass(frozen=True, slots=True)
class Plain:
    """What a session's text says, before we check it: `tree`, without `schema`.

    `text` is what was read of the file and has its lines. `warnings` say where it differs.
    """

    tree: dict[str, Any]
    schema: int
    text: str
    warnings: tuple[Problem, ...] = ()


def parse(text: str, file: str) -> Plain:
    """Return what a session's text says, in any schema.

    Raises FileProblem if the text is no TOML, is cut off, or names no schema.
    """
    ended = toml_text.ends_properly(text)
    unfinished = Problem(
        file=file,
        line=text.count("\n", 0, len(text.rstrip())) + 1,
        message=f"the last line is not '{toml_text.END}': the file was cut off, or something was "
        "added after it. Restore it from a backup, or put that line at the end",
    )
    try:
        raw, text, warnings = _without_twins(text, file)
    except FileProblem as error:
        if not ended:
            raise FileProblem([*error.problems, unfinished]) from error
        raise
    if not ended:
        raise FileProblem([unfinished])
    tree, schema = with_schema(raw, file, text)
    return Plain(tree, schema, text, warnings)


def _without_twins(text: str, file: str) -> tuple[dict[str, Any], str, tuple[Problem, ...]]:
    """Return what a text says, with a new id for what is there twice; and that text."""
    try:
        return toml_text.parse(text, file), text, ()
    except FileProblem as error:
        if not error.problems[0].path:
            raise  # among errors in TOML, only one on twins has a path
        from valueworkshop.files.text.duplicates import (  # noqa: PLC0415 - seldom
            told_apart,
            without_shared_voters,
        )

        apart, told = told_apart(text, file)
        if not told:
            raise
        tree = toml_text.parse(apart, file)
        without_shared_voters(tree, told)
        return tree, apart, tuple(told.values())


def with_schema(
    raw: Mapping[str, Any], file: str, text: str, *, missing: int | None = None
) -> tuple[dict[str, Any], int]:
    """Return `raw` cleaned and without `schema`; and the schema, `missing` if there is none.

    Raises FileProblem if the schema is not valid, or if `raw` breaks the limits of a file.
    """
    tree, faults = toml_text.checked(raw)
    schema = tree.pop("schema", missing)
    if not tree and faults:
        pass  # it holds more than a table may, so we looked at nothing in it
    elif isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        what = "is missing" if schema is None else "must be a whole number from 1"
        faults = [
            Fault(("schema",), f"{what}; put `schema = {missing or SCHEMA}` on the first line")
        ]
        schema = 0
    if faults:
        raise FileProblem(toml_text.problems(faults, file, text))
    return tree, schema


def newer(schema: int, known: int) -> list[Fault]:
    """Return what is wrong with a file whose schema this version does not know yet."""
    if schema <= known:
        return []
    message = (
        f"is {schema}, from a newer version: this one reads up to {known}; install a newer one"
    )
    return [Fault(("schema",), message)]
