"""A workshop with all its answers and scores as one JSON file, and back.

The keys of the file, of which `valueworkshop schema export` prints the JSON Schema:

    $schema     the name of that schema
    schema      1; a higher number comes with keys that mean something else
    program     what wrote it, with its version
    draft       [what is missing], [] if the workshop is finished
    names       kept or left out
    withheld    {stage/round/item or dots/id: how many answered}, the unrevealed votes: no
                export has them, so an import does not bring them back
    session     the workshop as its own file has it, dates as text
    scores      what `show --json` prints (see `workshop_json.py`)

Ratings name nobody: without `linked`, the export leaves out whose ballot is whose, and groups that
are too small to be shown.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from valueworkshop import __version__
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.revealed_only import hidden, seen
from valueworkshop.exports import without_names as names
from valueworkshop.exports import workshop_json
from valueworkshop.exports.draft_mark import missing
from valueworkshop.files.text import session_file, toml_text
from valueworkshop.files.text.codec import encode
from valueworkshop.files.text.decode import decode_session, unknown
from valueworkshop.files.text.migrations import SCHEMA as SESSION_SCHEMA
from valueworkshop.files.text.migrations import migrated
from valueworkshop.files.text.problems import Fault, FileProblem, InvalidError, Problem
from valueworkshop.files.text.reference_checks import warnings_of

SCHEMA: Final = 1
"""The version of the keys of the file."""

ID: Final = f"valueworkshop-export-{SCHEMA}.json"
"""The name of its JSON Schema."""

LARGEST: Final = 40_000_000
"""No export has more bytes than this: even a session of 10 MB with all its scores has fewer."""

MOST_VALUES: Final = 4 * toml_text.MOST_VALUES
"""No export holds more values than this: those of a session, and its scores."""

_HOW: Final = "`valueworkshop export NAME --to json` writes one"


def written(session: Session, *, anonymous: bool = False, linked: bool = False) -> str:
    """Return the file of a session. With `linked` it says whose ballot is whose."""
    shown = seen(session)
    if anonymous:
        shown = names.anonymous(shown)
    elif not linked:
        shown = names.unlinked(shown)
    tree, faults = toml_text.checked(encode(shown))
    if faults:
        raise FileProblem(toml_text.problems(faults, session.title))
    return workshop_json.as_json(
        {
            "$schema": ID,
            "program": f"valueworkshop {__version__}",
            "draft": missing(session),
            "names": "left out" if anonymous else "kept",
            "withheld": hidden(session),
            "session": {"schema": SESSION_SCHEMA, **_plain(tree)},
            "scores": workshop_json.of_workshop(shown),
        }
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """A session from a file, and what there is to say about it, in sentences."""

    session: Session
    remarks: tuple[str, ...] = ()


def read(raw: bytes, file: str) -> Taken:
    """Return the session of an export. Raises FileProblem if it is no export, or not sound."""
    text = _text(raw, file)
    tree = _parsed(text, file)
    within = _session_tree(tree, file)
    bare, schema = _with_schema(within, file)
    if too_new := session_file.newer(schema, SESSION_SCHEMA):
        raise _in_session(too_new, file)
    try:
        session = decode_session(migrated(bare, schema))
    except InvalidError as error:
        raise _in_session(error.faults, file) from error
    return Taken(session, tuple(_remarks(tree, bare, session)))


def _plain(value: Any) -> Any:
    """Return values as JSON has them: a date as year-month-day."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _problem(file: str, message: str, path: str = "") -> FileProblem:
    return FileProblem([Problem(file=file, path=path, message=message)])


def _in_session(faults: Iterable[Fault], file: str) -> FileProblem:
    within = [Fault(("session", *fault.keys), fault.message) for fault in faults]
    return FileProblem(toml_text.problems(within, file))


def _text(raw: bytes, file: str) -> str:
    if len(raw) > LARGEST:
        raise _problem(file, toml_text.too_large(LARGEST))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 from byte {error.start + 1} on; is it the right file? {_HOW}"
        raise _problem(file, message) from error
    if not text.strip():
        raise _problem(file, f"is empty; {_HOW}")
    if toml_text.holds_more(text, MOST_VALUES):
        raise _problem(file, toml_text.too_many(MOST_VALUES))
    return text


class _UnfitError(ValueError):
    """JSON that is no file of ours, whatever it says."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a table in which no key is there twice, though JSON allows that."""
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise _UnfitError(f'the key "{twice}" is twice in one table; remove one of them')
    return table


def _no_constant(name: str) -> Any:
    raise _UnfitError(f"{name} is not a number that we can keep; write null or a number")


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        tree = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        end = text.lstrip().startswith("{") and not text.rstrip().endswith("}")
        message = (
            "the file ends too early: it was cut off. Write the export again"
            if end
            else f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}. Write the export again"
        )
        where = Problem(file=file, line=error.lineno, column=error.colno, message=message)
        raise FileProblem([where]) from error
    except _UnfitError as error:
        raise _problem(file, str(error)) from error
    except RecursionError as error:
        raise _problem(file, "is nested too deeply to read, and no export is") from error
    except ValueError as error:  # a whole number of more than 4,300 digits
        raise _problem(file, "has a number that is too long to read") from error
    except MemoryError as error:
        raise _problem(file, "is too much for this computer's memory") from error
    if not isinstance(tree, dict):
        raise _problem(file, f"is not an export of a workshop; {_HOW}")
    return tree


def _session_tree(tree: Mapping[str, Any], file: str) -> Mapping[str, Any]:
    """Return what the file says about the session, after checking that it is such a file."""
    version, within = tree.get("schema"), tree.get("session")
    ours = str(tree.get("$schema", "")).startswith("valueworkshop-export-")
    if not ours and isinstance(within, Mapping) and "index" in tree:
        message = f"is what `show --json` prints: scores without the answers. {_HOW}"
        raise _problem(file, message)
    if not ours:
        raise _problem(file, f"is not an export of a workshop; {_HOW}", "$schema")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise _problem(file, f"must be a whole number from 1; {_HOW}", "schema")
    if version > SCHEMA:
        faults = session_file.newer(version, SCHEMA)
        raise FileProblem(toml_text.problems(faults, file))
    if not isinstance(within, Mapping):
        raise _problem(file, f"is missing, or is not a table; {_HOW}", "session")
    return within


def _with_schema(within: Mapping[str, Any], file: str) -> tuple[dict[str, Any], int]:
    try:
        return session_file.with_schema(within, file, "")
    except FileProblem as error:
        raise FileProblem(
            [
                Problem(file=file, path=f"session.{each.path}", message=each.message)
                for each in error.problems
            ]
        ) from error


def _remarks(tree: Mapping[str, Any], bare: Mapping[str, Any], session: Session) -> list[str]:
    """Say what did not come with the session, and what differs from what its file says."""
    said = []
    withheld = tree.get("withheld")
    if isinstance(withheld, Mapping) and withheld:
        one = len(withheld) == 1
        votes = "1 vote was" if one else f"{len(withheld)} votes were"
        them = "it" if one else "them"
        said.append(f"{votes} not revealed when it was exported: take {them} again.")
    if tree.get("names") == "left out":
        said.append("It was exported without names.")
    _, strange = unknown(bare, session)
    said += [
        f"session.{problem.path} is not known here and was left out."
        for problem in toml_text.problems(strange, "")
    ]
    said += [
        f"session.{problem.path}: {problem.message}."
        for problem in toml_text.problems(warnings_of(session), "")
    ]
    scores = json.loads(workshop_json.as_json(workshop_json.of_workshop(session)))
    scores.pop("schema")
    if tree.get("scores") != scores:
        said.append(
            "The scores in the file do not follow from its answers: it was changed, or "
            "another version wrote it. The answers count."
        )
    return said
