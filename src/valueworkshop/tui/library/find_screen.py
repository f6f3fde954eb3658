"""Finding words in all workshops: shows each text with its place, and goes there."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.worker import get_current_worker

from valueworkshop.core.clean_text import clean
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.text.problems import reason
from valueworkshop.library.byte_search import plain
from valueworkshop.library.word_search import Hit, search
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.filter_line import FilterLine
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.late import ModalScreen, hand_back
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.static import Static

MOST: Final = 300
"""We show this many texts: if there are more, another word helps."""

_FEWEST: Final = 2
_EVERY: Final = 0.2
_BEFORE: Final = 12


@dataclass(frozen=True, slots=True)
class Result:
    """What was found for some words so far; `told` says how far the search is."""

    words: str = ""
    hits: Sequence[Hit] = ()
    told: str = ""


class FindScreen(ModalScreen[Hit | None]):
    """Type words, arrows to choose, Enter opens the workshop that has the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Open there", id="find.go"),
        Binding("escape", "dismiss(None)", "Back", id="find.back"),
    ]

    DEFAULT_CSS = f"""
    FindScreen {{
        & > #box {{ height: 1fr; padding: 1 1 0 1; }}
        & #list {{ {CARD} border: round $primary; border-title-color: $primary; height: 1fr; }}
        & #words {{ background: $panel; padding: 0 0 0 3; width: 100%; margin-bottom: 1; }}
        & #found {{ height: 1fr; width: 100%; background: $surface; }}
        & #whole {{ {CARD} height: auto; max-height: 7; width: 100%; }}
        &.-narrow > #box {{ padding: 0; }}
        &.-narrow #whole {{ border: none; }}
    }}
    """

    def __init__(self, folder: Path, words: str = "") -> None:
        """Search the workshops of `folder`, at first for `words`."""
        super().__init__()
        self._folder = folder
        self._result = Result(words=words)
        self.found: Sequence[Hit] = ()

    def compose(self) -> ComposeResult:
        """Lay out the words, what was found, and the whole text under the cursor."""
        with Vertical(id="box"):
            with Vertical(id="list"):
                yield FilterLine(
                    self._result.words,
                    id="words",
                    placeholder="words from an answer, note or action",
                )
                yield LongRows(id="found")
            yield Static(id="whole")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the given words."""
        self.query_one(FilterLine).focus()
        self._begin(self._result.words)

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._show(self._result)

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._result.words:
            self._begin(event.value)

    def _begin(self, words: str) -> None:
        if len(words.strip()) < _FEWEST and words.isascii():
            self.workers.cancel_group(self, "finding")
            self._show(Result(words=words, told="type two letters or more" if words else ""))
        else:
            self._show(Result(words=words, told="looking …"))
            self.look(words)

    @work(thread=True, exclusive=True, group="finding")
    def look(self, words: str) -> None:
        """Search all workshops, and show what is found as it comes."""
        worker = get_current_worker()
        hits: list[Hit] = []
        told = time.monotonic()
        try:
            for found in search([entry.path for entry in listing(self._folder)], words):
                if worker.is_cancelled:
                    return
                hits += found
                if len(hits) >= MOST:
                    break
                if found and time.monotonic() - told > _EVERY:
                    told = time.monotonic()
                    hand_back(self, self._show, Result(words, tuple(hits), "looking …"))
        except OSError as error:
            why = f"{clean(str(self._folder))}: {reason(error)}"
            hand_back(self, self._show, Result(words, (), why))
        else:
            hand_back(self, self._show, Result(words, tuple(hits[:MOST]), _in_words(hits)))

    def _show(self, result: Result) -> None:
        if not self.is_attached or not self.size.width:
            return
        self._result, self.found = result, result.hits
        ids, headings, last = [], set(), None
        for number, hit in enumerate(result.hits):
            if hit.path != last:
                last = hit.path
                headings.add(f"in {number}")
                ids.append(f"in {number}")
            ids.append(str(number))
        self.query_one(LongRows).show_ids(ids, self._drawn, headings=frozenset(headings))
        name_card(self.query_one("#list"), "Find words in all workshops", result.told)
        self._tell_whole()

    def _drawn(self, key: str) -> Content:
        number = int(key.removeprefix("in "))
        if number >= len(self.found):
            return Content("")
        hit, width = self.found[number], self.query_one(LongRows).size.width - 1
        if key.startswith("in "):
            return Content(f"   {hit.title}").stylize("bold")
        where = Content(hit.where).truncate(max(16, width * 2 // 5), ellipsis=True, pad=True)
        return Content.assemble("   ", where.stylize("$text-muted"), "  ", self._around(hit.text))

    def _around(self, text: str) -> Content:
        """Return a text from shortly before the first of the words, with the words emphasised."""
        words = plain(self._result.words).split()
        first = min((at for word in words if (at := plain(text).find(word)) >= 0), default=0)
        if first > 2 * _BEFORE:
            text = f"…{text[first - _BEFORE :]}"
        pattern = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
        return Content(text).highlight_regex(pattern, style="bold underline")

    @on(OptionList.OptionHighlighted)
    def _tell_whole(self) -> None:
        hit = self._current
        shown = self.query_one("#whole", Static)
        shown.display = hit is not None
        if hit is not None:
            text = Content(hit.text).stylize("$foreground")
            name_card(shown, Content(hit.where))
            if self.has_class("-narrow"):  # there is no border
                text = Content.assemble((hit.where, "$text-muted"), "\n", text)
            shown.update(text)

    @property
    def _current(self) -> Hit | None:
        key = self.query_one(LongRows).current or ""
        return self.found[int(key)] if key.isdecimal() and int(key) < len(self.found) else None

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_go()

    def action_go(self) -> None:
        """Open the workshop at the text under the cursor."""
        if self._current is not None:
            self.dismiss(self._current)


def _in_words(hits: Sequence[Hit]) -> str:
    if not hits:
        return "nothing found"
    if len(hits) >= MOST:
        return f"the first {MOST}; add a word to find fewer"
    workshops = len({hit.path for hit in hits})
    texts = f"{len(hits)} text{'' if len(hits) == 1 else 's'}"
    return f"{texts} in {workshops} workshop{'' if workshops == 1 else 's'}"
