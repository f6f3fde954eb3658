"""What the facilitator's app and a server tell each other about a room, and nothing else.

The app asks every second; each message can be sent again, and changes nothing the second time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from json import dumps as as_json
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from pydantic import TypeAdapter

PATH: Final = "/host"
"""Where a server takes these messages."""

State: TypeAlias = Literal["waiting", "taken", "late"]
"""What became of an answer: the app has not seen it, has it in the workshop, or it was too late."""

WAITING: Final[State] = "waiting"
TAKEN: Final[State] = "taken"
LATE: Final[State] = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the app did with an answer, and in which round it is there."""

    id: int
    state: State
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the app tells: which window and which run of it, the workshop's id, what it did.

    `turn` counts what a run tells: a message that was on its way for too long changes nothing.

    `published` is a text of `published.dumps`, None if that has not changed; `seated` has the
    person of a seat, `refused` why a seat is nobody's. With `everybody` it asks for the people of
    all seats.
    """

    host: str
    workshop: str
    turn: int = 0
    published: str | None = None
    joining: bool = True
    over: bool = False
    drop_asleep: bool = False
    done: Sequence[Done] = ()
    seated: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    everybody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Somebody who joined or gave their name since, and waits to be somebody in the workshop."""

    seat: str
    name: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer that waits. With `again`, an earlier run of the app may have taken it."""

    id: int
    seat: str
    stage: str
    part: str
    round: str
    form: Mapping[str, str]
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the app gets: the room's code, who joined, and what was answered, in order.

    `seats` has the person of every seat where it asked for everybody. With `needed` nothing is
    published yet. `closed` says that the server keeps nothing any more.
    """

    code: str
    joined: Sequence[Joined] = ()
    answers: Sequence[Answered] = ()
    phones: int = 0
    asleep: int = 0
    seats: Mapping[str, str] = field(default_factory=dict)
    needed: bool = False
    closed: bool = False


def dumps(message: Told | News) -> bytes:
    """Write a message as JSON."""
    return as_json(asdict(message), ensure_ascii=False).encode()


def told(data: bytes) -> Told:
    """Read what an app tells. Raises ValueError."""
    found: Told = _adapter(Told.__name__).validate_json(data)
    return found


def news(data: bytes) -> News:
    """Read what a server answers. Raises ValueError."""
    found: News = _adapter(News.__name__).validate_json(data)
    return found


@cache
def _adapter(name: str) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - only where a server is used

    return TypeAdapter(Told if name == Told.__name__ else News)
