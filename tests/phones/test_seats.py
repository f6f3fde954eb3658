"""Who holds which phone."""

from itertools import cycle

import pytest

from valueworkshop.phones import seats as of_seats
from valueworkshop.phones.seats import ASLEEP_AFTER, FullError, Seats, dumps, loads


def test_a_secret_is_a_seat_and_only_its_digest_is_kept() -> None:
    seats = Seats(lambda: 0.0)
    secret = seats.join("ada")
    seat = seats.holder(secret)
    assert seat is not None
    assert seat.person == "ada"
    assert secret not in dumps("4729", seats.kept)
    assert seats.holder("something else") is None
    assert seats.holder("") is None


def test_phones_go_on_after_a_stop() -> None:
    before = Seats(lambda: 0.0)
    secret = before.join("ada")
    code, kept = loads(dumps("4729", before.kept))
    assert code == "4729"
    seat = Seats(lambda: 0.0, kept=kept).holder(secret)
    assert seat is not None
    assert seat.person == "ada"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"code": "1", "seats": [{}]}', "{"])
def test_what_is_no_list_of_seats_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        loads(text)


def test_words_differ_even_if_chance_repeats_itself() -> None:
    letters = cycle("AAAAAAAABBBB")
    seats = Seats(lambda: 0.0, pick=lambda _: next(letters))
    seats.join("ada")
    seats.join("ben")
    assert [seat.word for seat in seats.kept.values()] == ["AAAA", "BBBB"]


def test_a_dropped_phone_neither_answers_nor_comes_back() -> None:
    seats = Seats(lambda: 0.0)
    secret = seats.join("ada")
    seats.drop("ada")
    assert seats.holder(secret) is None
    assert seats.rejoin(seats.kept["ada"].word) == ""
    assert seats.counts().phones == 0


def test_a_phone_that_asks_no_more_is_asleep() -> None:
    now = 0.0
    seats = Seats(lambda: now)
    seats.join("ada")
    awake = seats.join("ben")
    now = ASLEEP_AFTER + 1
    seats.holder(awake)
    assert seats.asleep == {"ada"}
    assert (seats.counts().phones, seats.counts().asleep) == (2, 1)


def test_a_room_can_be_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_seats, "MOST_SEATS", 1)
    seats = Seats(lambda: 0.0)
    seats.join("ada")
    with pytest.raises(FullError):
        seats.join("ben")
