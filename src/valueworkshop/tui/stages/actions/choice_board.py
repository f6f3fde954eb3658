"""What to work on, on cards: the candidates, and the answers to the one under the cursor."""

from collections.abc import Mapping
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core import description
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Dots, Paragraph
from valueworkshop.core.show.drawing.answer_cards import LOWEST
from valueworkshop.core.stages.agreed.model import answers
from valueworkshop.core.stages.placed import in_a_field, placed
from valueworkshop.core.summary.candidates import Candidate
from valueworkshop.tui.stages.actions.candidate_rows import (
    CandidateRows,
    between,
    candidate_row,
    columns,
    head,
)
from valueworkshop.tui.stages.actions.cards import EDGES, HIGH, put, tell
from valueworkshop.tui.stages.drawn_blocks import drawn
from valueworkshop.tui.stages.votes.reveal import pictured
from valueworkshop.tui.widgets.canvas import is_bare
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.static import Static

_BORDER: Final = 2
_LEAST: Final = 6
"""Rows within the card of the answers at least."""


class ChoiceBoard(Vertical):
    """The candidates with their gaps and dots; where there is room the answers stand below."""

    DEFAULT_CSS = f"""
    ChoiceBoard {{
        height: 1fr;
        & .card {{ {CARD} }}
        & .card:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & #choice {{ height: auto; max-height: 100%; }}
        & Static {{ height: auto; }}
        & #scale {{ height: 1; color: $text-muted; }}
        & Rows {{ height: auto; background: $surface; }}
        & #how {{ color: $text-muted; }}
        & #why {{ height: 1fr; background: $surface; }}
        & #why.-bare {{ border: none; padding: 0; }}
        &.-small .card {{ border: none; padding: 0; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the cards."""
        with Vertical(id="choice", classes="card"):
            yield Static(id="scale", markup=False)
            yield CandidateRows(id="candidates")
            yield Static(id="how", markup=False)
        with VerticalScroll(id="why", classes="card", can_focus=False):
            yield Static(id="answers", markup=False)

    def on_mount(self) -> None:
        """Begin with nothing to explain."""
        self._told: dict[str, tuple[Content, bool]] = {}
        self._shown: tuple[Session, list[Candidate], tuple[int, int]] | None = None

    def draw(
        self,
        session: Session,
        stage: str,
        found: list[Candidate],
        got: Mapping[str, int | None],
        how: Content,
        size: tuple[int, int],
    ) -> None:
        """Show the candidates with the dots that each got, and `how` to give some."""
        small = self.screen.has_class("-narrow")
        self.set_class(small, "-small")
        width, border = (size[0] - 1, 0) if small else (size[0] - EDGES - 1, _BORDER)
        below = len(how.wrap(width))
        room = size[1] - border - below - 1
        high = self.app.size.height >= HIGH
        chosen, fields = answers(session, stage).chosen, in_a_field(session)
        for lines in (2, 1):
            shared = columns(found, got, fields, width, lines)
            rows = [
                (
                    each.key,
                    candidate_row(
                        each,
                        got[each.key],
                        fields,
                        shared,
                        chosen=each.key in chosen,
                        lines=lines,
                    ),
                )
                for each in found
            ]
            if high or sum(len(row) for _, row in rows) <= room:
                break
        spaced = lines > 1 and (high or 2 * len(rows) - 1 <= room)
        put(self, "scale", head(shared) if rows else "")
        listed = self.query_one(CandidateRows)
        listed.show_spaced(rows, between(shared) if spaced else None, pitch=lines)
        used = min(listed.line_count, room)
        listed.styles.max_height = max(room, 1)
        spare = room - used
        put(self, "how", Content.assemble("\n", how) if spare and rows else how)
        left = spare - 1 - _BORDER
        self._shown = (session, found, (width, left)) if left >= _LEAST and found else None
        self.query_one("#why").display = self._shown is not None
        self._told.clear()  # kept while only the cursor moves
        self._explain()

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        """Show the answers as the reveal showed them."""
        key = self.query_one(CandidateRows).current or ""
        if self._shown is None:
            return
        session, found, size = self._shown
        if key.partition("/")[0] not in session.kit.stages:
            return
        if key not in self._told:
            self._told[key] = self._answers(session, key, size)
        told, has_cards = self._told[key]
        why = self.query_one("#why")
        why.set_class(has_cards, "-bare")
        tell(self.query_one("#answers", Static), told)
        name_card(why, next((each.title for each in found if each.key == key), ""))

    def _answers(self, session: Session, key: str, size: tuple[int, int]) -> tuple[Content, bool]:
        """Return what is known of a candidate, and whether it brings cards of its own."""
        width, rows = size
        stage, _, at = key.partition("/")
        blocks = description.told_at(session, stage, at)
        if where := placed(session).get(key):
            blocks.insert(0, Paragraph(f"Effort and impact: {where}.", strong=True))
        room = (width + EDGES, max(rows + _BORDER, LOWEST))
        has_cards = any(isinstance(block, Dots) for block in blocks)
        picture = pictured(blocks, *room) if has_cards else None
        told = picture.drawn(bare=is_bare(self.app)) if picture else drawn(blocks, width)
        return told, picture is not None
