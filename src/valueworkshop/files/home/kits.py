"""The kits: those that ship, by id; your own, by the name of their file; and any, by path."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import platformdirs
import tomli_w

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.session.kit import Kit, Minutes, Stage
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe.file_names import file_name
from valueworkshop.files.safe.home_paths import spelled_out
from valueworkshop.files.text import toml_text
from valueworkshop.files.text.decode import decode_kit, unknown
from valueworkshop.files.text.positions import marks
from valueworkshop.files.text.problems import (
    FileProblem,
    InvalidError,
    NotFoundError,
    Problem,
    reason,
)
from valueworkshop.files.text.session_file import newer, read_bytes, with_schema

VARIABLE: Final = "VALUEWORKSHOP_KITS"
"""The environment variable that names the folder of your own kits."""

SCHEMA: Final = 1
"""The version of a kit's shape that this program reads. A kit may leave it out."""

FIRST_LINE: Final = f"#:schema valueworkshop-kit-{SCHEMA}.json\n"

_ENDING = ".toml"
_TAKEN = (
    "has the name of a kit of valueworkshop, so you can use it only by its path; rename the file"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A kit in a list: its `plan`, as of `outline`; or only the `problem` if it is broken.

    A kit that ships has no `path`. A kit whose name is taken has both plan and problem.
    """

    name: str
    path: Path | None = None
    plan: Kit | None = None
    problem: FileProblem | None = None


def kits_folder(env: Mapping[str, str], cwd: Path) -> Path:
    """Return the folder of your own kits: the variable's, else one among the user's data.

    The folder need not exist.
    """
    if env.get(VARIABLE):
        return cwd / spelled_out(env[VARIABLE], VARIABLE)
    return platformdirs.user_data_path("valueworkshop", appauthor=False) / "kits"


def shipped() -> list[str]:
    """Return the ids of the kits that ship, sorted: the names of their files."""
    names = [kit.name for kit in _shipped_folder().iterdir() if kit.name.endswith(_ENDING)]
    return sorted(name.removesuffix(_ENDING) for name in names)


def own(folder: Path) -> list[Path]:
    """Return the files in a folder that may be kits, by name. Raises OSError."""
    return sorted((entry.path for entry in listing(folder)), key=lambda path: path.name)


def at_a_glance(folder: Path) -> list[Glance]:
    """Return every kit that ships, then your own kits, each with its problem if it has one.

    Those that ship are not checked. If the folder cannot be listed, it takes the place of its kits.
    """
    glances = [Glance(name=name, plan=outline(name)) for name in shipped()]
    try:
        return [*glances, *map(_glance, own(folder))]
    except OSError as error:
        problem = Problem(file=str(folder), message=f"cannot be listed: {reason(error)}")
        return [*glances, Glance(name="?", path=folder, problem=FileProblem([problem]))]


def outline(kit: str) -> Kit:
    """Return a kit that ships, without what its stages ask and without the full check."""
    return _outline(*source(kit))


def offered(folder: Path) -> dict[str, Kit]:
    """Return the kits for a new workshop, by the name that `load_kit` takes for each.

    They are outlines: first those that ship, the shortest first, then your own in `folder` that
    are sound.
    """
    glances = sorted(at_a_glance(folder), key=_by_length)
    return {str(kit.path or kit.name): kit.plan for kit in glances if kit.plan is not None}


def _by_length(kit: Glance) -> tuple[bool, int]:
    shipped_one = kit.path is None and kit.plan is not None
    return not shipped_one, kit.plan.minutes(6) if shipped_one and kit.plan else 0


def load_kit(kit: str | Path, folder: Path | None = None) -> Kit:
    """Return the kit of this name or at this path. Raises FileProblem, or NotFoundError for none.

    A name is that of a kit that ships, or else of a file in `folder`.
    """
    return read_kit(kit, folder)[0]


def read_kit(kit: str | Path, folder: Path | None = None) -> tuple[Kit, list[Problem]]:
    """Return a kit, with warnings about unknown keys. Raises as `load_kit`."""
    return kit_of(*source(kit, folder))


def source(kit: str | Path, folder: Path | None = None) -> tuple[bytes, str]:
    """Return the bytes of a kit, and the name for their file in messages. Raises as `load_kit`."""
    if isinstance(kit, str) and kit in shipped():
        found = _shipped_folder() / f"{kit}{_ENDING}"
        return found.read_bytes(), found.name
    path = _path_of(str(kit), folder) if isinstance(kit, str) and folder else Path(kit)
    try:
        return read_bytes(path), str(path)
    except NotFoundError as error:
        names = [*shipped(), *(path.stem for path in (_listed(folder) if folder else []))]
        near = difflib.get_close_matches(str(kit), names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"use {', '.join(names)}"
        message = f"there is no kit of this name or at this path; {hint}"
        raise NotFoundError([Problem(file=str(kit), message=message)]) from error


def overlooked(kit: str, folder: Path) -> str:
    """Say that a kit that ships is used in place of your own file of that name, '' if none is."""
    if kit not in shipped():
        return ""
    paths = [path for path in _listed(folder) if folded(path.stem) == folded(kit)]
    return "\n".join(str(Problem(file=str(path), message=_TAKEN)) for path in paths)


def kit_of(data: bytes, file: str) -> tuple[Kit, list[Problem]]:
    """Return the kit in the bytes of `file`, with warnings. Raises FileProblem."""
    text = toml_text.text_of(data, file)
    raw, schema = with_schema(toml_text.parse(text, file), file, text, missing=SCHEMA)
    if faults := newer(schema, SCHEMA):
        raise FileProblem(toml_text.problems(faults, file, text))
    try:
        kit = decode_kit(raw)
    except InvalidError as error:
        raise FileProblem(toml_text.problems(error.faults, file, text)) from error
    _, told = unknown(raw, kit)
    return kit, toml_text.problems(told, file, text) if told else []


def started(title: str, origin: tuple[bytes, str] | None = None) -> tuple[str, bytes]:
    """Return the id and the bytes of a new, sound kit of your own.

    It says what `origin` says (bytes, and the name of their file), comments too, with its own title
    and id. Without `origin` it is a short kit that explains itself. Raises FileProblem.
    """
    if origin is None:
        blank = _shipped_folder() / "blank" / f"kit{_ENDING}"
        origin = blank.read_bytes(), blank.name
    kit_of(*origin)
    text = toml_text.text_of(*origin)
    new_id = Path(file_name(title, None)).stem
    named = {"id": new_id, "title": one_line(title)}
    spans = [mark for mark in marks(text)[0] if mark.keys in (("id",), ("title",))]
    for start, end in reversed(list(zip(spans[::2], spans[1::2], strict=True))):
        key = str(start.keys[0])
        line = tomli_w.dumps({key: named[key]}).rstrip("\n")
        text = f"{text[: start.at]}{line}{text[end.at :]}"
    if not text.startswith("#:schema "):
        text = FIRST_LINE + text
    return new_id, text.encode()


def _shipped_folder() -> Traversable:
    return resources.files("valueworkshop") / "kits"


def _listed(folder: Path) -> list[Path]:
    """Return a team's kits, none if the folder cannot be listed: we only need their names."""
    try:
        return own(folder)
    except OSError:
        return []


def _path_of(name: str, folder: Path) -> Path:
    """Return the path `name`; or, if it is not a path, that of the file with this name in `folder`.

    Raises FileProblem if several files could be meant.
    """
    path = Path(name)
    try:
        if path.is_file():
            return path
    except (OSError, ValueError):  # a NUL in it, or too long to be one
        return path
    paths = _listed(folder)
    exact = [found for found in paths if name in (found.name, found.stem)]
    wanted = folded(name)
    near = [found for found in paths if wanted in (folded(found.name), folded(found.stem))]
    found = exact or near
    if len(found) > 1:
        names = ", ".join(one_line(each.name) for each in found)
        message = f"several kits have this name; say which file: {names}"
        raise FileProblem([Problem(file=name, message=message)])
    return found[0] if found else path


def _glance(path: Path) -> Glance:
    """Return a team's own kit for a list, after a full check."""
    try:
        data, file = source(path)
        kit_of(data, file)
        plan = _outline(data, file)
    except FileProblem as error:
        return Glance(name=path.stem, path=path, problem=error)
    taken = any(folded(path.stem) == folded(name) for name in shipped())
    problem = FileProblem([Problem(file=file, message=_TAKEN)]) if taken else None
    return Glance(name=path.stem, path=path, plan=plan, problem=problem)


def _outline(data: bytes, file: str) -> Kit:
    """Return what the bytes of a sound kit say, without what its stages ask."""
    raw = toml_text.parse(toml_text.text_of(data, file), file)
    return Kit(
        id=one_line(raw["id"]),
        title=one_line(raw["title"]),
        about=one_line(raw.get("about", "")),
        stages={
            key: Stage(
                kind=stage["kind"],
                title=one_line(stage["title"]),
                short=one_line(stage.get("short", "")),
                letter=one_line(stage.get("letter", "")),
                minutes=_minutes(stage.get("minutes", {})),
                optional=stage.get("optional", False),
            )
            for key, stage in raw["stages"].items()
        },
    )


def _minutes(raw: Mapping[str, int]) -> Minutes:
    return Minutes(six=raw.get("six", 0), twelve=raw.get("twelve", 0))
