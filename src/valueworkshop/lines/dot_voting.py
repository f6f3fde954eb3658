"""Dot votes in line mode: the keyboard goes round, or the room counts; one word reveals them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.session.dot_votes import DotVote, Way
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import called
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.dots import edits, words
from valueworkshop.core.stages.dots.pools import Pool, last_revealed, running, texts_now
from valueworkshop.core.stages.dots.score import results
from valueworkshop.lines.hand_round import ANYBODY, hand_round, passed_to
from valueworkshop.lines.talk import Command, Moved, Talk

Pools = Callable[[Session], Iterable[Pool]]


def dot_voting(talk: Talk, pools: Pools) -> Command:
    """Return the command that votes with dots on what is at a place."""

    def vote(rest: str) -> None:
        with talk.lines.covered():
            _vote(talk, pools, again=rest.casefold() == "again")
        raise Moved

    about = "vote with dots on what is listed here, unseen; with again, vote once more"
    return Command(name="dotvote", usage="[again]", about=about, do=vote)


def under_way(session: Session, pools: Pools) -> list[str]:
    """Return how far a dot vote is, or the result of the last; nothing if there was none."""
    if key := running(session, pools(session)):
        return [f"{words.under_way(session, key)} /dotvote takes you there."]
    key = last_revealed(session, pools(session))
    return _told(session, key, texts_now(pools(session), session.dots[key])) if key else []


def _told(session: Session, key: str, now: Mapping[str, str]) -> list[str]:
    """Return what a revealed dot vote says, option by option, and what became of these."""
    vote, lines = (
        session.dots[key],
        [f"{words.outcome(session, key)} {words.turnout(session, key)}"],
    )
    for result in results(session, key):
        shared = ", shared" if result.tied else ""
        told = "; ".join(filter(None, (words.got(result), words.since(vote, result, now))))
        lines.append(f"Place {result.place}{shared}: {one_line(result.text)} ({told})")
    return [*lines, *filter(None, [words.added(vote, now)])]


def _vote(talk: Talk, pools: Pools, *, again: bool) -> None:
    """Go on with the vote in progress, else begin one, until the user goes on."""
    key = running(talk.session, pools(talk.session))
    if not key and not again and last_revealed(talk.session, pools(talk.session)):
        talk.say(
            "You have already heard the result of the last vote. /dotvote again votes once more."
        )
        return
    key = key or _begin(talk, pools)
    if not key:
        return
    vote = talk.session.dots[key]
    talk.say(
        f"Dot vote: {words.subject(talk.session, vote)}",
        f"{words.rules(vote)}.",
        f"Nobody sees what you type. {words.UNSEEN}",
        *([ANYBODY] if talk.session.expected else []),
    )
    _tell_options(talk, vote)
    while (line := _asked(talk, key)) and not edits.is_revealed(talk.session, key):
        if line.split()[0] in {"pass", "p"}:
            _choose_way(talk, key, Way.KEYBOARD)
            names = called(talk.session.people)
            people = ((person, names[person]) for person, _ in edits.voters(talk.session))
            if (person := passed_to(talk, line, people)) is not None:
                _around(talk, key, person)
        elif line in {"count", "c"}:
            _choose_way(talk, key, Way.COUNTED)
            with talk.unseen():
                _count(talk, key)
        elif line in {"reveal", "r"} and edits.waits(talk.session, key):
            talk.desk.reveal(edits.reveal(talk.session, key))
            return
        else:
            talk.say("Type pass, count or reveal. You can reveal once a vote is in.")


def _asked(talk: Talk, key: str) -> str:
    told = words.progress(talk.session, key)
    talk.say(f"{capital(told)}.", *filter(None, [words.excess(talk.session, key)]))
    ways = "pass, count, reveal" if talk.session.expected else "count, reveal"
    return talk.ask(f"type {ways}, or nothing to go on", _drop(talk, key)).casefold()


def _choose_way(talk: Talk, key: str, way: Way) -> None:
    if talk.session.dots[key].way is not way:
        talk.commit(edits.choose_way(talk.session, key, way))


def _drop(talk: Talk, key: str) -> Command:
    def drop(_rest: str) -> None:
        talk.commit(edits.drop(talk.session, key), f"{words.DROPPED} /undo brings it back.")
        raise Moved

    return Command(name="drop", about="drop this vote", do=drop)


def _begin(talk: Talk, pools: Pools) -> str:
    """Ask on what to vote and with how many dots; return the id of the vote, '' for none."""
    offered = [pool for pool in pools(talk.session) if pool.is_enough]
    if not offered:
        talk.say(words.TOO_FEW)
        return ""
    titles = {str(n): f"{pool.title} ({len(pool.texts)})" for n, pool in enumerate(offered)}
    pool = offered[0]
    if len(offered) > 1:
        talk.say("What do we vote on?")
        talk.say(*(f"{n}: {title}" for n, title in enumerate(titles.values(), 1)))
        chosen = talk.ask_one_of("number", titles)
        if chosen is None:
            return ""
        pool = offered[int(chosen)]
    budget = pool.suggested
    talk.say(f"How many dots does everybody have? An empty line means {budget}.")
    while line := talk.ask("dots"):
        if line.isdecimal() and len(line) < 3 and 1 <= int(line) <= edits.MOST_DOTS:
            budget = int(line)
            break
        talk.say(f"Not kept: {line}. Type 1 to {edits.MOST_DOTS}.")
    key = talk.desk.ids()
    vote = DotVote(
        about=pool.about,
        stage=pool.stage,
        at=pool.at,
        budget=budget,
        most=edits.half(budget),
        way=edits.usual_way(talk.session),
        options=edits.as_options(pool.texts),
    )
    talk.commit(edits.begin(talk.session, key, vote))
    return key if key in talk.session.dots else ""


def _tell_options(talk: Talk, vote: DotVote) -> None:
    options = ordered(vote.options)
    talk.say(
        *(
            f"Option {n} of {len(options)}: {one_line(o.text)}"
            for n, (_, o) in enumerate(options, 1)
        )
    )


def _around(talk: Talk, key: str, chosen: str) -> None:
    """Let everybody vote who has not; ask people who were left out in another round.

    First comes `chosen`, if it is not ''; who has voted begins with a blank ballot.
    """
    asked: set[str] = {chosen}
    name = called(talk.session.people).get(chosen)

    def following() -> tuple[str, str] | None:
        person = edits.next_up(talk.session, key, skipped=asked)
        asked.add(person)
        return (person, called(talk.session.people)[person]) if person else None

    first = (chosen, name) if name else None
    hand_round(talk, following, lambda person, _: _ballot(talk, key, person), first)


def _ballot(talk: Talk, key: str, person: str) -> None:
    """Take one person's dots, then hand their ballot in."""
    vote = talk.session.dots[key]
    _tell_options(talk, vote)
    if vote.ballot_of(person).done:
        talk.commit(edits.anew(talk.session, key, person, talk.desk.ids), words.ANEW)
    talk.say(
        f"{words.rules(vote)}. Type the number of an option for each dot, like 1 1 4; only your "
        "last line counts. An empty line hands your ballot in."
    )
    while line := talk.ask("dots"):
        try:
            spread = _spread(line, vote)
        except TypedError as error:
            talk.say(str(error))
            continue
        _put(talk, key, person, spread)
    talk.commit(edits.hand_in(talk.session, key, person, talk.desk.ids), "Your ballot is in.")


def _put(talk: Talk, key: str, person: str, spread: Sequence[str]) -> None:
    session, ids = talk.session, talk.desk.ids
    for option in session.dots[key].ballot_of(person).dots:
        session = edits.put(session, key, person, option, 0, ids)
    for option in dict.fromkeys(spread):
        session = edits.put(session, key, person, option, spread.count(option), ids)
    talk.commit(session)
    talk.say(f"You have used {len(spread)} of {session.dots[key].budget} dots.")


def _spread(line: str, vote: DotVote) -> list[str]:
    """Return the option of each dot. Raises TypedError, whose message does not repeat them."""
    keys = [key for key, _ in ordered(vote.options)]
    parts = line.replace(",", " ").split()
    if not all(part.isdecimal() and 1 <= int(part[:6]) <= len(keys) for part in parts):
        raise TypedError(f"Not kept: type numbers from 1 to {len(keys)}, with spaces between them.")
    spread = [keys[int(part) - 1] for part in parts]
    if len(spread) > vote.budget:
        raise TypedError(
            f"Not kept: you typed {len(spread)} dots, but everybody has {vote.budget}."
        )
    if any(spread.count(option) > vote.most for option in spread):
        raise TypedError(f"Not kept: at most {vote.most} on one option.")
    return spread


def _count(talk: Talk, key: str) -> None:
    """Take the dots that the room put on each option, one option per line."""
    options = ordered(talk.session.dots[key].options)
    talk.say(f"Type how many dots or hands each option got, at most {edits.MOST_COUNTED}.")
    for number, (option, each) in enumerate(options, 1):
        talk.say(f"Option {number} of {len(options)}: {one_line(each.text)}")
        while line := talk.ask(f"dots on option {number}"):
            if line.isdecimal() and len(line) < 6 and int(line) <= edits.MOST_COUNTED:
                talk.commit(edits.count(talk.session, key, option, int(line)))
                break
            talk.say("Not kept: type a whole number.")
        if not line:
            return
