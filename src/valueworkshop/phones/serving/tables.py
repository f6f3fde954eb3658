"""The tables of a server: rooms, who holds which phone there, and the answers of each phone.

SQLAlchemy's Core writes the same statements for SQLite and for PostgreSQL, and keeps connections
for the threads that ask; we write no SQL by hand and use no objects that are mapped.
"""

import contextlib
import os
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    insert,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError

METADATA: Final = MetaData()

_MADE_BY: Final = 2
"""The number of these tables: raise it when a column changes."""

_ABOUT: Final = Table("about", METADATA, Column("tables", Integer, primary_key=True))

ROOMS: Final = Table(
    "rooms",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("label", String, nullable=False, unique=True),
    Column("token", String(64), nullable=False, unique=True),  # its digest
    Column("code", String(12), unique=True),
    Column("workshop", String, nullable=False, default=""),
    Column("published", Text, nullable=False, default=""),
    Column("version", Integer, nullable=False, default=0),
    Column("joining", Boolean, nullable=False, default=True),
    Column("over", Boolean, nullable=False, default=False),
    Column("host", String, nullable=False, default=""),
    Column("turn", Integer, nullable=False, default=0),
    Column("seen", Float, nullable=False, default=0.0),
)
"""A room is made once, with its token, and holds one workshop at a time; `code` is empty before.

`host` is the run of the app that follows it, `turn` its last message, `seen` when that came.
"""

SEATS: Final = Table(
    "seats",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("room", ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("word", String(8), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("name", String, nullable=False, default=""),
    Column("named", Boolean, nullable=False, default=False),
    Column("group", String, nullable=False, default=""),
    Column("person", String, nullable=False, default=""),
    Column("refused", String, nullable=False, default=""),
    Column("dropped", Boolean, nullable=False, default=False),
    Column("heard", Float, nullable=False, default=0.0),
    Column("news", Integer, nullable=False, default=0),
    UniqueConstraint("room", "word"),
)
"""A phone. `person` is who that is in the workshop, '' until the app has seated them; `refused`
says why it did not, and asks again who it is. `name` is what the app needs for that and no longer:
afterwards only `named` is left, so that no row says whose an answer is. `news` counts what the app
did with its answers, so that its page is shown anew.
"""

ANSWERS: Final = Table(
    "answers",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("room", ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("seat", ForeignKey("seats.id", ondelete="CASCADE"), nullable=False),
    Column("mark", String(64), nullable=False),
    Column("stage", String, nullable=False),
    Column("part", String, nullable=False),
    Column("round", String, nullable=False),
    Column("form", Text, nullable=False),
    Column("at", String(5), nullable=False),
    Column("state", String(8), nullable=False),
    Column("given_to", String, nullable=False, default=""),
    UniqueConstraint("room", "mark"),
    Index("answers_of_a_seat", "seat"),
    Index("answers_that_wait", "room", "state"),
    sqlite_autoincrement=True,  # an id is never that of another answer
)
"""A form that a phone sent: `mark` is the same for the same form of the same phone, so that it
comes in once. `part` of `stage` is what it answers, in which `round`; `given_to` is the run of the
app that got it last.
"""


class DatabaseError(Exception):
    """The address of a database is none that we know; the text says what to do."""


def connected(url: str) -> Engine:
    """Return the engine for a database, which connects when it is first asked.

    Raises DatabaseError for an address of another kind.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseError(_WHICH) from error
    backend = parsed.get_backend_name()
    # An error in a log never has what people typed in it.
    if backend == "postgresql":
        url_of_driver = parsed.set(drivername="postgresql+psycopg")
        return create_engine(url_of_driver, pool_pre_ping=True, hide_parameters=True)
    if backend != "sqlite" or not parsed.database:
        raise DatabaseError(_WHICH)
    engine = create_engine(parsed, connect_args={"timeout": 10}, hide_parameters=True)
    event.listen(engine, "connect", _as_we_want)
    event.listen(engine, "begin", _at_once)
    return engine


_WHICH: Final = (
    "a database is sqlite:///FILE or postgresql://USER@HOST/NAME, as in "
    "sqlite:////var/lib/valueworkshop/rooms.sqlite"
)


def prepare(engine: Engine) -> None:
    """Make the tables that are missing. A file of SQLite can then be read by its owner only.

    Raises DatabaseError for tables of another version.
    """
    METADATA.create_all(engine)
    with engine.begin() as connection:
        known = connection.execute(select(_ABOUT.c.tables)).scalar()
        if known is None:
            connection.execute(insert(_ABOUT).values(tables=_MADE_BY))
        elif known != _MADE_BY:
            raise DatabaseError(_OTHER_VERSION)
    if engine.dialect.name == "sqlite" and engine.url.database:
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.chmod(engine.url.database + ending, 0o600)  # noqa: PTH101 - a text


_OTHER_VERSION: Final = (
    "this database was made by another version of valueworkshop: end its rooms with that one, and "
    "give this one an empty database"
)

_PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
)


def _as_we_want(connection: Any, _: object) -> None:
    """Let readers and a writer work at once, and have on the disk what was kept and no more."""
    connection.isolation_level = None  # we begin ourselves: see _at_once
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _at_once(connection: Connection) -> None:
    """Begin as a writer: one that has read and then writes would be refused beside another."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
