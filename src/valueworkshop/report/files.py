"""Writing a report to a file without ever overwriting another text unasked."""

from itertools import count
from pathlib import Path

from valueworkshop.storage import atomic


def write_beside(session_path: Path, text: str, suffix: str = ".md") -> Path:
    """Write a report beside its session; return the path.

    A file of that name with the same text is left alone; one with another text is kept, and the
    report gets a number. Raises OSError.
    """
    data = text.encode()
    for number in count(1):
        name = session_path.stem if number == 1 else f"{session_path.stem}-{number}"
        path = session_path.with_name(name + suffix)
        try:
            atomic.create(path, data)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == data:
                return path
        else:
            return path
    raise AssertionError  # count does not end
