"""Which tidy tables there are in a folder or an object store."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from valueworkshop.core.clean_text import one_line
from valueworkshop.files.text.problems import FileProblem, NotFoundError, Problem
from valueworkshop.portfolio.table_forms import FORMS
from valueworkshop.portfolio.table_schema import TABLES, VOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """The files of each table and their form; `files_of` is the object store, None for a disk."""

    form: str
    files: Mapping[str, Sequence[str]]
    files_of: Any = None


def is_address(where: str) -> bool:
    """Whether this is the address of an object store, as 's3://bucket/tables'."""
    return "://" in where


def there_at(where: str) -> There:
    """Return the tables at a path or an address. Raises NotFoundError if there are none.

    Raises ImportError if the object store needs a library that is not installed.
    """
    files_of = None
    if is_address(where):
        files_of, found = _listed(where)
    else:
        found = {
            name: _sorted(map(str, (Path(where) / name).glob("year=*/part-*"))) for name in _NAMES
        }
    for form in FORMS:
        files = {
            name: [path for path in paths if path.endswith(f".{form}")]
            for name, paths in found.items()
        }
        if files["workshops"]:
            return There(form=form, files=files, files_of=files_of)
    message = "holds no tables; write them with `valueworkshop tidy --to`"
    raise NotFoundError([Problem(file=one_line(where), message=message)])


_NAMES = tuple(table.name for table in (*TABLES, VOTES))


def _listed(where: str) -> tuple[Any, dict[str, list[str]]]:
    """Return an object store, and the files of each table in it. Raises FileProblem."""
    import fsspec  # noqa: PLC0415 - an extra

    try:
        store, root = fsspec.core.url_to_fs(where)
        found = {name: _sorted(store.glob(_pattern(root, name))) for name in _NAMES}
    except ImportError:
        raise
    except Exception as error:  # a library of each store, with errors of its own
        message = f"cannot be listed: {one_line(str(error)) or type(error).__name__}"
        raise FileProblem([Problem(file=one_line(where), message=message)]) from error
    whole = {name: list(map(store.unstrip_protocol, paths)) for name, paths in found.items()}
    return store, whole


def _pattern(root: str, name: str) -> str:
    return posixpath.join(root, name, "year=*", "part-*")


def _sorted(paths: Any) -> list[str]:
    return sorted(str(path) for path in paths)
