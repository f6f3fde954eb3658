"""The libraries that phones need, of the extras `phones` and `serve`."""

from importlib.util import find_spec
from typing import Final

_NEEDED: Final = ("psutil", "segno", "starlette", "uvicorn")

_MISSING: Final = "phones need more than is installed: pip install 'valueworkshop[phones]'"


_OF_A_SERVER: Final = (*_NEEDED, "sqlalchemy", "psycopg")

_MISSING_THERE: Final = "a server needs more than is installed: pip install 'valueworkshop[serve]'"


def lacking_for_a_server() -> str:
    """Return what to say if something is missing that `serve` needs, '' if all is here."""
    return _MISSING_THERE if any(find_spec(name) is None for name in _OF_A_SERVER) else ""


def lacking() -> str:
    """Return what to say if one of them is not installed, '' if all are."""
    return _MISSING if any(find_spec(name) is None for name in _NEEDED) else ""
