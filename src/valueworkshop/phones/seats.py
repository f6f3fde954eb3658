"""Who holds which phone: a seat is one person of the workshop, kept by a secret in a cookie.

We keep no secret, only its digest, so a copy of the file lets nobody answer for somebody else. A
seat is no ballot: it says who may answer, never what they answered.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Final

WORD_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters of a rejoin word: without I and O, which people take for digits."""

WORD_LENGTH: Final = 4

CODE_SIGNS: Final = "23456789"
"""Signs of a room's code: digits are the same on every keyboard; 0 and 1 look like letters."""

CODE_LENGTH: Final = 4

MOST_SEATS: Final = 1_000
"""More phones than this are no workshop."""

ASLEEP_AFTER: Final = 15.0
"""Seconds without a question from a phone after which we say it sleeps: it asks every 2 to 3."""


class FullError(Exception):
    """No more phones can join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One phone: its person's id in the session, the word that brings it back, the secret's digest.

    `dropped` ones can neither answer nor come back; `named` ones were joined with a name.
    """

    person: str
    word: str
    digest: str
    dropped: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many phones are in, and how many of them have not asked for a while."""

    phones: int
    asleep: int


class Seats:
    """The phones of one room. `now` gives seconds; `pick` draws one of some signs at random."""

    def __init__(
        self,
        now: Callable[[], float],
        pick: Callable[[str], str] = secrets.choice,
        kept: Mapping[str, Seat] | None = None,
    ) -> None:
        """Begin without phones, or with those that were `kept`."""
        self._now, self._pick = now, pick
        self._seats: dict[str, Seat] = dict(kept or {})
        self._heard: dict[str, float] = {}
        self._person: dict[str, str] = {seat.digest: p for p, seat in self._seats.items()}

    @property
    def people(self) -> frozenset[str]:
        """The ids of the people who have a phone."""
        return frozenset(seat.person for seat in self._seats.values() if not seat.dropped)

    @property
    def kept(self) -> Mapping[str, Seat]:
        """All seats by person, to keep them."""
        return dict(self._seats)

    def join(self, person: str, *, named: bool = False) -> str:
        """Seat a person, and return the secret for their cookie. Raises FullError."""
        if len(self._seats) >= MOST_SEATS:
            raise FullError
        words = {seat.word for seat in self._seats.values()}
        word = new_word(self._pick)
        while word in words:
            word = new_word(self._pick)
        return self._seat(Seat(person=person, word=word, digest="", named=named))

    def rejoin(self, word: str) -> str:
        """Return a new secret for the seat of a word, '' for none; sign the older phone out."""
        asked = word.strip().upper()
        found = [
            seat
            for seat in self._seats.values()
            if secrets.compare_digest(seat.word.encode(), asked.encode()) and not seat.dropped
        ]
        return self._seat(found[0]) if found else ""

    def holder(self, secret: str) -> Seat | None:
        """Return the seat of a secret, and note that its phone is awake."""
        seat = self._seats.get(self._person.get(_digest(secret), ""))
        if seat is None or seat.dropped:
            return None
        self._heard[seat.person] = self._now()
        return seat

    def own(self, person: str) -> str:
        """Return an id that only this seat has, for an answer that carries no person; '' for none.

        It stays when the phone rejoins, and tells nobody whose it is without the list of seats.
        """
        seat = self._seats.get(person)
        return sha256(f"{seat.word} {person}".encode()).hexdigest()[:12] if seat else ""

    def is_named(self, person: str) -> bool:
        """Whether the person of a seat has said their name."""
        seat = self._seats.get(person)
        return seat is not None and seat.named

    def name(self, person: str) -> None:
        """Note that the person of a seat has said their name."""
        if person in self._seats:
            self._seats[person] = replace(self._seats[person], named=True)

    def drop(self, person: str) -> None:
        """Take a phone out; its secret and its word count no more. What it answered stays."""
        if person in self._seats:
            self._seats[person] = replace(self._seats[person], dropped=True)

    @property
    def asleep(self) -> frozenset[str]:
        """The ids of the people whose phones have not asked for a while."""
        awake = self._now() - ASLEEP_AFTER
        return frozenset(p for p in self.people if self._heard.get(p, -ASLEEP_AFTER) < awake)

    def counts(self) -> Counts:
        """Return how many phones there are, and how many sleep."""
        return Counts(phones=len(self.people), asleep=len(self.asleep))

    def _seat(self, seat: Seat) -> str:
        secret = secrets.token_urlsafe(24)
        digest = _digest(secret)
        self._person.pop(seat.digest, None)
        self._person[digest] = seat.person
        self._seats[seat.person] = replace(seat, digest=digest)
        self._heard[seat.person] = self._now()
        return secret


def new_word(pick: Callable[[str], str] = secrets.choice) -> str:
    """Return a word that brings a phone back."""
    return "".join(pick(WORD_LETTERS) for _ in range(WORD_LENGTH))


def new_code(pick: Callable[[str], str] = secrets.choice, length: int = CODE_LENGTH) -> str:
    """Return a code for a room."""
    return "".join(pick(CODE_SIGNS) for _ in range(length))


def dumps(code: str, seats: Mapping[str, Seat]) -> str:
    """Write a room's code and seats."""
    return json.dumps({"code": code, "seats": [asdict(seat) for seat in seats.values()]}, indent=1)


def loads(text: str) -> tuple[str, dict[str, Seat]]:
    """Read a room's code and seats. Raises ValueError for anything that `dumps` did not write."""
    try:
        found = json.loads(text)
        seats = [Seat(**each) for each in found["seats"]]
        code = str(found["code"])
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    return code, {seat.person: seat for seat in seats}


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
