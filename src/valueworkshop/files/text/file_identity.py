"""Whose file this is: the id and the title in it, even if the file is broken."""

import re
from typing import Final

from valueworkshop.files.text import session_file, toml_text
from valueworkshop.files.text.problems import FileProblem

# The keys of a session come before its first table.
_TABLE: Final = re.compile(r"^\s*\[", re.MULTILINE)
_ID: Final = re.compile(r"""^id\s*=\s*(["'])([^"'\\\n]{1,200})\1""", re.MULTILINE)
_TITLE: Final = re.compile(r"""^title\s*=\s*(["'])([^"'\\\n]{1,400})\1""", re.MULTILINE)


def named_in(data: bytes) -> tuple[str, str]:
    """Return (id, title) of the session in these bytes, '' for what we cannot make out.

    Never raises, whatever the bytes are.
    """
    try:
        raw = session_file.parse(toml_text.text_of(data, ""), "").tree
    except FileProblem:
        return _guessed(data)
    session_id, title = raw.get("id"), raw.get("title")
    return (
        session_id if isinstance(session_id, str) else "",
        title if isinstance(title, str) else "",
    )


def _guessed(data: bytes) -> tuple[str, str]:
    text = data[:20_000].decode(errors="replace")
    table = _TABLE.search(text)
    head = text[: table.start()] if table else text
    session_id, title = _ID.search(head), _TITLE.search(head)
    return (session_id[2] if session_id else "", title[2] if title else "")
