"""Voting in line mode: answers come in unseen, in order; one deliberate word reveals them."""

from collections.abc import Mapping, Sequence
from typing import Final

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.item_score import Facet as Totals
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.show.place import Doing, Done, Place
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.votes import (
    best_worst,
    edits,
    item_acts,
    keyboard_turns,
    picking_turns,
    second_rounds,
    secrecy,
)
from valueworkshop.core.stages.votes.keyboard_turns import Cell
from valueworkshop.core.stages.votes.model import (
    ROOM,
    Answer,
    Facet,
    Hands,
    Method,
    Plan,
    Round,
    answers,
    asks,
    facets_voted,
    vote_on,
    ways,
)
from valueworkshop.core.stages.votes.score import facet_totals, votes_in
from valueworkshop.core.stages.votes.show import NOTHING
from valueworkshop.lines.after_reveal import talk_about
from valueworkshop.lines.ask_field import restart
from valueworkshop.lines.ask_place import command_of
from valueworkshop.lines.ask_whom import ask_whom
from valueworkshop.lines.hand_counts import hands_asked, hands_typed, too_many
from valueworkshop.lines.private_answers import how, pass_around, typed_answers
from valueworkshop.lines.revealed_words import items_of_kind, told_item
from valueworkshop.lines.talk import Command, Moved, Talk, pick
from valueworkshop.lines.type_sheets import sheets_command

_METHODS: Final[Mapping[Method, str]] = {
    Method.CARDS: "cards: all hold up a card, and you type what they show, one after the other",
    Method.HANDS: "hands: you call out one number after the other, and type how many hands go up",
    Method.ROOM: "room: the team agrees on one answer; nobody sees how far you agree",
    Method.PRIVATE: "private: the keyboard goes round, and each person answers all items unseen",
}


def rate(talk: Talk, stage: str, at: str, more: Sequence[Command] = ()) -> None:
    """Ask for the votes on the item `at`, or the first; tell what they say once revealed.

    `more` are commands that work at a vote as well.
    """
    plan = asks(talk.session, stage)
    item = at if at in plan.items else next(iter(plan.items), "")
    if not item:
        talk.say(NOTHING)
        return
    with talk.lines.covered():
        _Voting(talk, stage, item, more).run()


class _Voting:
    """The vote on one item, as line mode asks for it."""

    def __init__(self, talk: Talk, stage: str, item: str, more: Sequence[Command]) -> None:
        self._talk = talk
        self._stage = stage
        self._item = item
        self._more = more
        self._fixing = self._told_how = False
        self._voter = ""

    @property
    def _place(self) -> Place:
        kind = KINDS[self._talk.session.stage(self._stage).kind]
        return kind.place(self._talk.session, self._stage, self._item)

    @property
    def _plan(self) -> Plan:
        return asks(self._talk.session, self._stage)

    @property
    def _number(self) -> str:
        return answers(self._talk.session, self._stage).counting(self._item)

    @property
    def _vote(self) -> Round:
        return vote_on(self._talk.session, self._stage, self._item)

    @property
    def _method(self) -> Method:
        return self._vote.method

    @property
    def _open(self) -> bool:
        return secrecy.is_open(self._talk.session, self._stage, self._number)

    @property
    def _revealed(self) -> bool:
        return edits.is_revealed(self._talk.session, self._stage, self._item)

    @property
    def _voters(self) -> tuple[tuple[str, str], ...]:
        if self._method is Method.ROOM:
            return ((ROOM, "the room"),)
        return secrecy.voters(self._talk.session, self._stage, is_open=self._open)

    def run(self) -> None:
        """Ask, reveal, tell."""
        talk, items = self._talk, self._plan.items
        item = items[self._item]
        number = list(items).index(self._item) + 1
        one = capital(items_of_kind(talk.session, self._stage).one)
        place = self._place
        talk.say(f"{one} {number} of {len(items)}: {place.question}")
        talk.say(
            *(f"{n} of 5 means: {text}" for n, text in ((1, item.low), (5, item.high)) if text)
        )
        notes = "; ".join(place.notes)
        talk.say(place.hint, f"{capital(notes)}." if notes else "")
        if not self._revealed:
            if second_rounds.is_again(talk.session, self._stage, self._item):
                talk.say(item_acts.A_NEW_VOTE)
            if not (self._passed() if self._method is Method.PRIVATE else self._voted()):
                return
        self._tell()
        fix = Command(name="fix", about="correct answers, by name or group", do=self._fix)
        talk_about(talk, self._stage, self._item, fix, self._of_kind())

    def _voted(self) -> bool:
        """Take answers; return whether they were revealed."""
        self._enter()
        return self._ask_to_reveal()

    def _passed(self) -> bool:
        """Let the keyboard go round; return whether this item was revealed."""
        self._voter = ""
        pass_around(self._talk, self._stage, self._commands())
        return self._revealed

    def _tell(self) -> None:
        self._talk.say(*told_item(self._talk.session, self._stage, self._item))

    def _fix(self, _rest: str) -> None:
        if not secrecy.is_linked(self._talk.session, self._vote, self._item):
            raise TypedError(
                "these ballots no longer carry names. The app can change them by number."
            )
        self._fixing = True
        self._talk.say("What you type replaces the old answers; an empty line ends this.")
        self._enter()
        self._fixing = False
        self._tell()

    def _enter(self) -> None:
        """Take answers, unseen, facet by facet, until an empty line."""
        facets = facets_voted(self._talk.session, self._stage, self._item)
        with self._talk.unseen():
            for key, facet in facets.items():
                by_hands = self._method is Method.HANDS
                if not (self._by_hands if by_hands else self._by_name)(key, facet):
                    return

    def _by_name(self, key: str, facet: Facet) -> bool:
        """Ask each voter who has not answered a facet; return whether to go on to the next."""
        waiting = [voter for voter, _ in self._voters if self._fixing or self._lacks(key, voter)]
        if not waiting:
            return True
        names = dict(self._voters)
        self._talk.say(f"{capital(facet.label)}: {facet.question}")
        if self._plan.is_picked(key):
            self._talk.say(best_worst.how_many(len(self._plan.items)))
        if not self._told_how or self._plan.is_picked(key):
            self._told_how = True
            several = "If you type several at once, they go to the next people, in their order."
            self._talk.say(how(self._plan, key), several if len(waiting) > 1 else "")
        while waiting:
            self._voter = waiting[0]
            line = self._talk.ask(f"{facet.label}, {names[waiting[0]]}", *self._commands())
            if not line:
                return False
            try:
                given = typed_answers(line, self._plan, key, len(waiting))
            except TypedError as error:
                self._talk.say(str(error))
                continue
            taken = self._take(key, waiting[: len(given)], given)
            waiting = waiting[taken:]
        return True

    def _lacks(self, facet: str, voter: str) -> bool:
        cell = Cell(item=self._item, facet=facet)
        return keyboard_turns.given(self._talk.session, self._stage, voter, cell) is None

    def _take(self, facet: str, waiting: Sequence[str], given: Sequence[Answer | None]) -> int:
        """Keep answers, each as an edit of its own, as the app does; return how many.

        A pick too many ends it there.
        """
        talk, cell = self._talk, Cell(item=self._item, facet=facet)
        for number, (shown, answer) in enumerate(zip(waiting, given, strict=True)):
            if picking_turns.picks_too_much(talk.session, self._stage, shown, cell, answer):
                talk.say(best_worst.TOO_MANY)
                return number
            if answer is not None:
                taken = keyboard_turns.answered(
                    talk.session, self._stage, shown, cell, answer, talk.desk.ids
                )
                talk.commit(taken)
        return len(given)

    def _by_hands(self, key: str, facet: Facet) -> bool:
        """Ask for the hands of each group; return whether to go on to the next facet."""
        asked = hands_asked(self._talk.session, self._stage, self._item, key)
        waiting = [each for each in asked if self._fixing or not each.counted]
        points = [*(choice.head for choice in self._plan.choices_of(key)), "don't know"]
        if waiting:
            self._talk.say(
                f"{capital(facet.label)}: {facet.question}",
                f"Type how many hands go up for {', '.join(points)}, with spaces between.",
            )
        for each in waiting:
            self._voter = ""
            while line := self._talk.ask(f"{facet.label}, {each.in_words}", *self._commands()):
                try:
                    hands = hands_typed(line, self._plan, key)
                except TypedError as error:
                    self._talk.say(str(error))
                    continue
                if over := too_many(hands, each):
                    self._talk.say(over)
                self._count(key, each.group, hands)
                break
            if not line:
                return False
        return True

    def _count(self, facet: str, group: str, hands: Hands) -> None:
        at = {"facet": facet, "item": self._item, "group": group}
        session, number = self._talk.session, self._number
        self._talk.commit(edits.count_hands(session, self._stage, number, **at, hands=hands))

    def _commands(self) -> Sequence[Command]:
        """Return the commands that work while answers come in."""
        made = [
            Command(
                name="method",
                usage=", ".join(ways(self._talk.session)),
                about=f"{_HOW}: now {self._now()}",
                do=self._choose,
            ),
            command_of(item_acts.NAMES, self._ask_for_names),
            sheets_command(self._talk, self._stage),
            *(
                [Command(name="calloff", about=_CALL_OFF, do=self._call_off)]
                if second_rounds.is_again(self._talk.session, self._stage, self._item)
                else []
            ),
            *(
                [Command(name="segment", usage="NAME", about=_WHOM, do=self._segment)]
                if self._talk.session.segments
                else []
            ),
        ]
        if item_acts.may_weigh(self._talk.session, self._stage):
            made.append(command_of(item_acts.WEIGH, self._weigh))
        return [*made, *self._of_kind()]

    def _of_kind(self) -> Sequence[Command]:
        """Return what a kind offers at a vote: what was asked may change by it."""

        def command(doing: Doing) -> Command:
            return command_of(doing.act, lambda _: self._take_up(doing.do(self._talk.session)))

        acts_here = self._place.acts
        return [*self._more, *(command(each) for each in acts_here if isinstance(each, Doing))]

    def _take_up(self, done: Done) -> None:
        """Keep an edit, say so, and ask anew."""
        if done.session is self._talk.session:
            self._talk.say(done.said)  # why nothing can be done
        self._talk.commit(done.session, done.said)
        raise Moved

    def _choose(self, rest: str) -> None:
        methods = {method.value: words for method, words in _METHODS.items()}
        method = Method(pick(rest, methods))
        if method is Method.PRIVATE and method not in ways(self._talk.session):
            raise TypedError("name the people first, so that the keyboard can go round: /go frame.")
        session = edits.choose_method(self._talk.session, self._stage, self._number, method)
        said = f"We now vote by {_METHODS[method]}. Other stages start like this, too."
        self._talk.commit(session, said)
        restart("")

    def _now(self) -> str:
        """Say how answers come in, and which of the ways that is."""
        offered, method = ways(self._talk.session), self._method
        place = offered.index(method) + 1 if method in offered else 1
        return f"{offered[place - 1]}, {place} of {len(offered)}"

    def _call_off(self, _rest: str) -> None:
        talk = self._talk
        if self._vote.ballots or self._vote.hands:
            raise TypedError("this vote already has answers: /undo takes them back first.")
        session = second_rounds.call_off(talk.session, self._stage, self._item)
        talk.commit(session, "Cancelled: the vote is as it was.")
        raise Moved

    def _ask_for_names(self, _rest: str) -> None:
        """Ask for names beside the answers, before the first one; remove them at any time."""
        session, ids = self._talk.session, self._talk.desk.ids
        self._take_up(item_acts.ask_for_names(session, self._stage, self._item, ids))

    def _segment(self, rest: str) -> None:
        """Say which customers the current voter has in mind."""
        if not self._voter:
            raise TypedError("you can say that only while somebody gives their answers.")
        known = {key: one.name for key, one in ordered(self._talk.session.segments)}
        segment = pick(rest, known) if rest else ""
        ids, item = self._talk.desk.ids, self._item
        session = keyboard_turns.prepared(self._talk.session, self._stage, item, ids)
        voter = secrecy.voter_shown(session, self._voter, self._stage, is_open=self._open)
        session = edits.have_in_mind(session, self._stage, self._number, voter, segment)
        name = dict(self._voters).get(self._voter, "")
        self._talk.commit(
            session, f"{name} has in mind: {known.get(segment, 'no particular customers')}."
        )
        raise Moved

    def _weigh(self, _rest: str) -> None:
        self._take_up(item_acts.weigh(self._talk.session, self._stage))

    def _ask_to_reveal(self) -> bool:
        """Say how many votes are in, and nothing else; return whether they were revealed."""
        talk, stage, item = self._talk, self._stage, self._item
        if not any(_answered(each) for each in self._totals()):
            talk.say("No votes yet.")
            return False
        self._voter = ""
        ask_whom(talk, stage, item)
        talk.say(in_so_far(talk.session, stage, item), self._missing())
        commands = self._commands()
        while line := talk.ask("type reveal, or nothing to go on", *commands):
            if line.casefold() in {"reveal", "r"}:
                revealed = edits.reveal(talk.session, stage, self._number, item)
                talk.desk.reveal(revealed)
                return self._revealed
            talk.say("To reveal the votes, type the word reveal.")
        return False

    def _missing(self) -> str:
        """Say how many answers are missing, if we know whose they would be."""
        if self._method is Method.HANDS:
            return ""
        facets = facets_voted(self._talk.session, self._stage, self._item)
        number = sum(self._lacks(facet, voter) for facet in facets for voter, _ in self._voters)
        return f"Answers still missing: {number}." if number else ""

    def _totals(self) -> list[Totals]:
        session = self._talk.session
        facets = facets_voted(session, self._stage, self._item)
        return [facet_totals(session, self._stage, self._item, facet) for facet in facets]


def in_so_far(session: Session, stage: str, item: str) -> str:
    """Say how many have voted on an item: we may say no more before the reveal."""
    given = votes_in(session, stage, item)
    if set(vote_on(session, stage, item).ballots) == {ROOM}:
        return "The room's answer is in."
    return f"Votes in: {given} of {max(session.expected, given)}."


def _answered(facet: Totals) -> bool:
    return bool(facet.n or facet.dont_know or facet.skipped)


_HOW = "choose how to vote"
_CALL_OFF = "cancel this new vote, and keep the one before"
_WHOM = "say which customers this person has in mind"
