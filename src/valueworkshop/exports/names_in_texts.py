"""The names of people in texts: whole or in part, in any case, with any apostrophe or accent.

A participant may be listed by a role ('Head of sales'). Everybody uses the words of a role, so only
the whole of it counts as a name. We list what we cannot know: see `Names.left`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.people import PARTICLES

_APOSTROPHES: Final = dict.fromkeys("'’‘ʼʻ`´′＇", "'")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ROLES: Final = _set(
    """
    account accounting administrator agency agent analyst and assistant board boss buyer ceo
    cfo chief clerk client coach consultant controller controlling coo cto customer customers
    data department deputy designer desk development developer director doctor dr driver
    engineer engineering executive expert facilitator finance for founder frau from front
    guest head help herr hr installer it junior lead leader leaders leadership legal line
    logistics management manager managers managing marketing member moderator mr mrs ms north
    of office officer operations operator owner partner partners person planner president
    product production prof professor programme project purchasing quality region
    representative research sales secretary senior service services south specialist staff
    success supervisor supplier suppliers supply support team technician technology telephone
    the trainee trainer vice warehouse west worker
    """
)
"""Words of roles and titles: they name nobody."""

_WORDS: Final = _set(
    """
    art ash august baker bank banks bay bell best bill bird black bloom brook brown bush case
    cash chance charity chase christian church clay cliff cook dale dawn day dean don drew
    earl east faith field fields fisher ford forest frank gold good grace grant gray green
    grey guy hall harmony heath hill hope hunter jewel joy june king lane law lily link long
    love mark may mercy miles moon moss noble olive page park parks pat patience pearl penny
    pope power price rice rich rock rod rose ruby rush sage sandy short sky small snow
    sterling stone street summer ward waters way wells west white will winter wolf wood woods
    young
    """
)
"""Names that are also words: in small letters they count as words."""

_WORD: Final = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_JOINED: Final = re.compile(r"['\-\u2010\u2011]")
_NO_BLANKS: Final = re.compile(
    r"[\u0e00-\u0eff\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff]"
)
"""Scripts that write words without blanks between them, or with endings."""

_BEGINS: Final = re.compile(r"(?:^|[.!?:;\n•\"“„«(\[/–—-])\s*$")
"""What comes before a sentence, or before a point of a list."""

_DAYS: Final = _set(
    """
    i january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """
)


@dataclass(frozen=True, slots=True)
class Names:
    """What to write for each name, by its folded words; `hints` are single words of names."""

    instead: Mapping[str, str]
    finder: re.Pattern[str] | None
    hints: frozenset[str]

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]], anybody: str) -> "Names":
        """Return the names of people as (name, what to write instead).

        `anybody` replaces a part that several people share, if what to write for them differs.
        """
        whole: dict[str, str] = {}
        parts: dict[str, str] = {}
        hints: set[str] = set()
        for name, told in people:
            whole.setdefault(_folded(one_line(name))[0], told)
            for part in _parts(name):
                parts[part] = told if parts.get(part, told) == told else anybody
            hints |= {_folded(word)[0] for word in _WORD.findall(name)}
        instead = {**parts, **whole}
        # A name of one letter would be found in too many words of others.
        named = (name for name in instead if len(_plain(name)) > 1)
        found = sorted(named, key=len, reverse=True)
        finder = re.compile("|".join(map(_pattern, found))) if found else None
        few = frozenset(hint for hint in hints if len(hint) > 2 and hint not in _ROLES | PARTICLES)
        return cls(instead, finder, few)

    def told(self, name: str) -> str | None:
        """Return what to write for a name or a part of one, None if it is none."""
        return self.instead.get(_folded(one_line(name))[0])

    def replaced(self, text: str) -> str:
        """Return a text that names none of these people."""
        if self.finder is None:
            return text
        folded, places = _folded(text)
        parts, done = [], 0
        for found in self.finder.finditer(folded):
            start, end = places[found.start()], places[found.end() - 1] + 1
            if start >= done and not _is_word(text[start:end], found[0]):
                end = _with_marks(text, end)
                parts += [text[done:start], self._instead(found[0])]
                done = end
        return "".join([*parts, text[done:]])

    def _instead(self, found: str) -> str:
        plain = _plain(found)
        return next(told for name, told in self.instead.items() if _plain(name) == plain)

    def left(self, texts: Iterable[str], known: Iterable[str]) -> list[str]:
        """Return the words that may still be names, in the order of the text.

        They begin with a capital letter within a sentence, or like a person's name. A word does not
        count if it is in `known` texts, or somewhere in small letters.
        """
        texts = list(texts)
        words = {_folded(word)[0] for text in known for word in _WORD.findall(text)} | _DAYS
        words |= {word for text in texts for word in _WORD.findall(text) if word.islower()}
        found: dict[str, None] = {}
        for text in texts:
            for match in _WORD.finditer(text):
                word, folded = match[0], _folded(match[0])[0]
                if not word[0].isupper() or folded in words:
                    continue
                within = not _BEGINS.search(text[: match.start()])
                if (within and not word.isupper()) or folded.startswith(tuple(self.hints)):
                    found[word] = None
        return list(found)


def _parts(name: str) -> Iterator[str]:
    """Yield the folded words by which people may call somebody; none of a role's."""
    words = _WORD.findall(one_line(name))
    if any(word.islower() and word not in PARTICLES for word in words):
        return
    for word in words:
        folded = _folded(word)[0]
        if word in PARTICLES or folded in _ROLES:
            continue
        yield folded
        yield from (part for part in _JOINED.split(folded) if 2 < len(part) < len(folded))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without case and accents, with one apostrophe; and each letter's origin."""
    if text.isascii():  # as most are: one letter for each
        return text.replace("`", "'").lower(), [*range(len(text))]
    letters, places = [], []
    for at, letter in enumerate(text):
        plain = _APOSTROPHES.get(letter) or unicodedata.normalize("NFKD", letter).casefold()
        for each in plain:
            if not unicodedata.combining(each):
                letters.append(each)
                places.append(at)
    return "".join(letters), places


def _pattern(name: str) -> str:
    """Return a pattern for a folded name, with any blanks, hyphens and apostrophes, or none."""
    signs = {" ": r"\s+", "'": "'?", "-": r"[-\s\u2010\u2011]?"}
    found = "".join(signs.get(letter) or re.escape(letter) for letter in name)
    if _NO_BLANKS.search(unicodedata.normalize("NFC", name)):
        return found
    return rf"(?<!\w){found}(?!\w|'t\b)"


def _plain(name: str) -> str:
    return re.sub(r"[\s'\-\u2010\u2011]+", "", name)


def _is_word(written: str, folded: str) -> bool:
    """Whether something that may be a name is a word like any other here."""
    if folded in _ROLES:
        return not written[:1].isupper()
    return written.islower() and (folded in _WORDS or len(folded) < 3)


def _with_marks(text: str, end: int) -> int:
    """Return the end of a letter with the accents that follow it."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
