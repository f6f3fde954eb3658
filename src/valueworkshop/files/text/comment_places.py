"""Finds the place of each comment in a text, and puts comments into a text at their places."""

import re
from collections.abc import Mapping
from typing import Any

import tomli

from valueworkshop.core.clean_text import clean
from valueworkshop.files.text.comments import NONE, Comments, Note, Where
from valueworkshop.files.text.positions import Mark, Sign, marks
from valueworkshop.files.text.problems import Keys


def found_in(text: str, tree: Mapping[str, Any], ours: re.Pattern[str]) -> Comments:
    """Return the comments in a text with the values `tree`. Lines in `ours` do not count."""
    everything, whole = marks(text)
    reader = _Reader(text, ours)
    for mark in everything:
        reader.take(mark)
    reader.end()
    if whole and not reader.notes:
        return NONE
    return Comments(tuple(reader.notes), tree, whole)


def put_into(text: str, tree: Mapping[str, Any], comments: Comments, last: str) -> tuple[str, bool]:
    """Return the text of `tree` with the comments in it, and whether all are there.

    `last` is its last line. A comment is left out if the text would not say `tree` any more.
    """
    if not comments.notes:
        return text, comments.whole
    writer = _Writer(text, text.rindex(last))
    for note in comments.notes:
        writer.put(note, _left_of(note.keys, comments.tree, tree))
    commented = writer.text()
    try:
        same = tomli.loads(commented) == tree
    except tomli.TOMLDecodeError:
        same = False
    return (commented, comments.whole) if same else (text, False)


class _Reader:
    """Takes the marks of a text in order and collects notes."""

    def __init__(self, text: str, ours: re.Pattern[str]) -> None:
        self.notes: list[Note] = []
        self._text = text
        self._ours = ours
        self._before: Mark | None = None  # the last mark that is no comment
        self._behind = 0  # where the last mark of all ended
        self._table: Keys = ()
        self._waiting: list[str] = []
        self._close = 0  # how many of these follow the line before without a blank

    def take(self, mark: Mark) -> None:
        if mark.sign is Sign.COMMENT:
            self._comment(mark)
        else:
            self._thing(mark)
        self._behind = mark.end

    def end(self) -> None:
        self._below_table(at_end=True)
        self._keep(Where.END, ())

    def _comment(self, mark: Mark) -> None:
        line = clean(self._text[mark.at : mark.end]).replace("\n", " ").rstrip()
        breaks = self._text.count("\n", self._behind, mark.at)
        before = self._before
        if self._ours.fullmatch(line):
            return
        if not breaks and before is not None and before.sign is Sign.END:
            self.notes.append(Note(Where.BESIDE, before.keys, (line,)))
            return
        if breaks > 1 and self._waiting:
            self._waiting.append("")
        elif breaks == 1 and before is not None and self._close == len(self._waiting):
            self._close += 1
        self._waiting.append(line)

    def _thing(self, mark: Mark) -> None:
        match mark.sign:
            case Sign.TABLE:
                blank = self._text.count("\n", self._behind, mark.at) > 1
                self._below_table(at_end=blank)
                self._table = mark.keys
                self._keep(Where.ABOVE, mark.keys)
            case Sign.KEY | Sign.ITEM:
                self._keep(Where.ABOVE, mark.keys)
            case Sign.CLOSE:
                self._keep(Where.BELOW, mark.keys)
        self._before = mark

    def _below_table(self, *, at_end: bool) -> None:
        """Keep what follows the last key without a blank line, if there is a key before it."""
        own = self._close
        if own and (at_end or own < len(self._waiting)):
            rest = self._waiting[own:]
            self._waiting = self._waiting[:own]
            self._keep(Where.BELOW, self._table)
            self._waiting = rest[1:]  # less the blank line

    def _keep(self, where: Where, keys: Keys) -> None:
        if self._waiting:
            self.notes.append(Note(where, keys, tuple(self._waiting)))
        self._waiting = []
        self._close = 0


class _Writer:
    """Puts notes into a text that has no comments."""

    def __init__(self, text: str, last: int) -> None:
        self._text = text
        self._last = last
        self._starts: dict[Keys, int] = {}
        self._ends: dict[Keys, int] = {}
        self._closes: dict[Keys, int] = {}
        self._tails: dict[Keys, int] = {}  # tables that have a header, and the top of the file
        self._above: dict[int, list[str]] = {}  # by where a line begins
        self._beside: dict[int, str] = {}  # by where a line ends
        self._look()

    def put(self, note: Note, left: Keys) -> None:
        """Put in one note; `left` are its keys as they are now, as far as they still lead."""
        if len(left) == len(note.keys) and self._put_in(note, left):
            return
        while left and not self._first_on_its_line(self._starts[left]):
            left = left[:-1]
        self._put_above(self._starts[left], note.lines)

    def text(self) -> str:
        pieces = [(at, "".join(lines)) for at, lines in self._above.items()]
        pieces += [(at, f" {line}") for at, line in self._beside.items()]
        done, out = 0, []
        for at, piece in sorted(pieces):
            out += [self._text[done:at], piece]
            done = at
        return "".join([*out, self._text[done:]])

    def _look(self) -> None:
        table: Keys = ()
        for mark in marks(self._text)[0]:
            match mark.sign:
                case Sign.TABLE | Sign.KEY | Sign.ITEM:
                    if mark.sign is Sign.TABLE:
                        table = mark.keys
                    for length in range(len(mark.keys), -1, -1):
                        self._starts.setdefault(mark.keys[:length], mark.at)
                case Sign.END:
                    self._ends[mark.keys] = mark.at
                    if mark.keys == table or mark.keys[:-1] == table:
                        self._tails[table] = mark.at
                case Sign.CLOSE:
                    self._closes[mark.keys] = mark.at

    def _put_in(self, note: Note, keys: Keys) -> bool:
        """Put in a note exactly where it belongs, if possible; return whether that worked."""
        match note.where:
            case Where.END:
                self._put_above(self._last, note.lines)
                return True
            case Where.BESIDE:
                return self._put_beside(self._ends.get(keys), note.lines[0])
            case Where.BELOW if keys in self._tails:
                at = self._text.index("\n", self._tails[keys]) + 1
                self._above.setdefault(at, []).extend(f"{line}\n" for line in note.lines)
                return True
            case Where.BELOW:
                close = self._closes.get(keys)
                if close is None or not self._first_on_its_line(close):
                    return False
                self._put_above(close, note.lines, deeper=True)
                return True
            case _:
                return False  # the path that is left leads above it

    def _put_beside(self, at: int | None, line: str) -> bool:
        if at is None:
            return False
        end = self._text.index("\n", at)
        if end in self._beside or self._text[at:end].strip(" ,"):
            return False
        self._beside[end] = line
        return True

    def _put_above(self, at: int, lines: tuple[str, ...], *, deeper: bool = False) -> None:
        begin = self._text.rfind("\n", 0, at) + 1
        indent = self._text[begin:at] + ("    " if deeper else "")
        put = [f"{indent}{line}".rstrip() + "\n" for line in lines]
        self._above.setdefault(begin, []).extend(put)

    def _first_on_its_line(self, at: int) -> bool:
        return not self._text[self._text.rfind("\n", 0, at) + 1 : at].strip()


def _left_of(keys: Keys, before: Any, after: Any) -> Keys:
    """Return the keys of `before` as they are in `after`, as far as they still lead.

    We look for an item of a changed list by its value, also among the keys of a table.
    """
    found: Keys = ()
    for key in keys:
        if isinstance(key, int):
            if not isinstance(before, list):
                break
            item = before[key]
            if isinstance(after, list) and item in after:
                at = key if before == after else after.index(item)
                before, after, found = item, after[at], (*found, at)
            elif isinstance(after, dict) and isinstance(item, str) and item in after:
                before, after, found = item, after[item], (*found, item)  # it became a table
            else:
                break
        elif isinstance(after, dict) and key in after:
            before = before.get(key) if isinstance(before, dict) else None
            after, found = after[key], (*found, key)
        else:
            break
    return found
