"""What the site knows of rooms: one on this laptop, or many on a server of the organisation."""

import asyncio
import secrets
from collections import deque
from collections.abc import Mapping
from typing import Protocol

from valueworkshop.phones.asked import Page
from valueworkshop.phones.seats import Seat


class OpenRoom(Protocol):
    """A room, as one request sees it."""

    @property
    def code(self) -> str:
        """The code that people type."""

    @property
    def title(self) -> str:
        """The title of the workshop."""

    @property
    def wants_names(self) -> bool:
        """Whether people are asked who they are."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that a phone chooses from."""

    @property
    def joining(self) -> bool:
        """Whether somebody can join."""

    @property
    def over(self) -> bool:
        """Whether the workshop has ended."""

    @property
    def before(self) -> bool:
        """Whether it is before the day: then people answer stage by stage, not with the room."""

    @property
    def promise(self) -> str:
        """Where answers go, for those who join."""

    @property
    def farewell(self) -> str:
        """Where answers are, for those who come after the end."""

    @property
    def refusal(self) -> str:
        """Why the seat of this phone was taken back, '' if it was not."""

    def holder(self, secret: str) -> Seat | None:
        """Return the seat of a secret."""

    async def join(self, name: str, group: str) -> str:
        """Let a phone in, and return its secret once that is kept. Raises FullError, WhoError."""

    async def tell_name(self, person: str, name: str) -> str:
        """Note the name of somebody who joined without; return a new secret, '' if theirs stays."""

    async def rejoin(self, word: str) -> str:
        """Return a new secret for a word, '' for one that nobody has."""

    async def answer(self, person: str, form: Mapping[str, str]) -> None:
        """Keep what a form says, once. Raises what `take_answer` raises."""

    async def page(self, person: str, stage: str = "") -> Page:
        """Return what somebody sees now; before the day a stage, or the list of them."""

    async def kept(self, person: str) -> Mapping[tuple[str, str], str]:
        """Return how each answer of somebody is kept, as '✓ kept 14:03', by (item, facet)."""

    async def missed(self, person: str) -> str | None:
        """Return what somebody wrote if their last answer came too late, None if it did not.

        It is '' for a tap, of which nothing is to give back.
        """

    def version(self) -> str:
        """Return a mark of what this phone sees; answers nobody has seen are not in it."""

    def wall(self) -> Page:
        """Return what the projector shows."""

    def wall_version(self) -> str:
        """Return a mark of what the projector shows."""


class Rooms(Protocol):
    """The rooms of a site."""

    async def find(self, code: str, secret: str) -> OpenRoom | None:
        """Return the room that has a code, None for none; `secret` is that of the phone's seat."""


class OneRoom:
    """The rooms of a laptop: one, in the loop of its app."""

    def __init__(self, room: OpenRoom) -> None:
        """Hold it."""
        self._room = room
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def find(self, code: str, secret: str) -> OpenRoom | None:
        """Return the room if this is its code, once it is this request's turn."""
        del secret  # the room itself looks for its seat
        await self._turn()
        same = secrets.compare_digest(code.encode(), self._room.code.encode())
        return self._room if same else None

    async def _turn(self) -> None:
        """Wait until it is our turn: of a thousand phones one is answered, then a key has its."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        if len(self._waiting) == 1:
            turn.get_loop().call_soon(self._next)
        await turn

    def _next(self) -> None:
        """Let the first go on, and look again after all that is ready now."""
        turn = self._waiting.popleft()
        if not turn.done():
            turn.set_result(None)
        if self._waiting:
            turn.get_loop().call_soon(self._next)
