"""The kits: those that ship, by id, and others, by path."""

from importlib import resources
from pathlib import Path

from valueworkshop.storage import toml_text
from valueworkshop.storage.decode import InvalidError, decode_kit, unknown
from valueworkshop.storage.problems import FileProblem, NotFoundError, Problem
from valueworkshop.storage.session_file import known_schema, read_bytes
from valueworkshop.workshop.kit import Kit

_ENDING = ".toml"


def shipped() -> list[str]:
    """Return the ids of the kits that ship, sorted: the names of their files."""
    kits = resources.files("valueworkshop") / "kits"
    names = [kit.name for kit in kits.iterdir() if kit.name.endswith(_ENDING)]
    return sorted(name.removesuffix(_ENDING) for name in names)


def load_kit(kit: str | Path) -> Kit:
    """Return the kit with this id or at this path. Raises FileProblem, NotFoundError if none is."""
    return read_kit(kit)[0]


def read_kit(kit: str | Path) -> tuple[Kit, list[Problem]]:
    """Return a kit with warnings of keys that are not known. Raises as `load_kit`."""
    if isinstance(kit, str) and kit in shipped():
        found = resources.files("valueworkshop") / "kits" / f"{kit}{_ENDING}"
        return kit_of(found.read_bytes(), found.name)
    path = Path(kit)
    try:
        data = read_bytes(path)
    except NotFoundError as error:
        message = f"there is no kit of this name or at this path; there are: {', '.join(shipped())}"
        raise NotFoundError([Problem(file=str(kit), message=message)]) from error
    return kit_of(data, str(path))


def kit_of(data: bytes, file: str) -> tuple[Kit, list[Problem]]:
    """Return the kit that the bytes of `file` say, with warnings. Raises FileProblem."""
    text = toml_text.text_of(data, file)
    raw = known_schema(toml_text.parse(text, file), file, text, needed=False)
    try:
        kit = decode_kit(raw)
    except InvalidError as error:
        raise FileProblem(toml_text.problems(error.faults, file, text)) from error
    _, told = unknown(raw, kit)
    return kit, toml_text.problems(told, file, text) if told else []
