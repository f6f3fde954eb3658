"""Rating the offers on the terms of the value equation, and trying what a step would do."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.plane import INDENT
from valueworkshop.core.stages.offers.model import OURS
from valueworkshop.core.stages.offers.picture import side_by_side, value_map
from valueworkshop.core.stages.offers.score import ATTRIBUTION, Offers, offers
from valueworkshop.core.stages.offers.words import (
    EQUATION,
    EQUATION_IN_A_LINE,
    LEXUS,
    lead_in_words,
    lever_in_words,
    net_in_words,
    said,
    step,
    waiting,
)
from valueworkshop.core.text import capital
from valueworkshop.tui.stages.offers.lever_screen import LeverScreen
from valueworkshop.tui.stages.votes.view import Picture, VotesView
from valueworkshop.tui.widgets.keys import shown_key


class OffersView(VotesView):
    """Shows the offer at which the team stands; the lever test is a screen above it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "lever", "Lever test", id="offers.lever"),
    ]

    def pictures(self) -> list[Picture]:
        """Return the offers side by side with what that says, and the map of value."""
        return [self.picture, self._map]

    def picture(self, session: Session, width: int) -> Content:
        """Return the offers side by side on each term, and what that says."""
        seen = offers(session, self.stage)
        if not seen.scores:
            nothing = "Nothing was revealed yet: rate an offer and reveal it."
            return Content(f"{nothing}\n{self._rivals(session)}".strip())
        told = (*said(seen), waiting(seen), self._rivals(session))
        sentences = [text for text in told if text]
        return Content("\n\n").join(
            [_drawn(side_by_side(seen, width)), Content("\n".join(sentences)), _smith()]
        )

    def _rivals(self, session: Session) -> str:
        """Say how to name whom ours is compared with; '' where somebody is named."""
        if session.competitors:
            return ""
        key = shown_key(self, "workshop.go_to")
        return f"No competitor is named: {key} Competitors adds whom they could choose instead."

    def _map(self, session: Session, width: int) -> Content:
        seen = offers(session, self.stage)
        if not seen.levels:
            return Content("No offer has a net yet: rate the four terms of one and reveal them.")
        return Content("\n\n").join([_drawn(value_map(seen, width)), _smith()])

    def also_revealed(self, session: Session) -> Content:
        """Return net of the offer, how ours stands to it, and whose equation it is."""
        seen = offers(session, self.stage)
        score = seen.scores[self.item]
        lines = [Content(capital(f"{net_in_words(score)}.")).stylize("bold")]
        lines += [Content(text) for text in _compared(seen, self.item)]
        muted = [capital(f"{step(score)}.")] if score.levels else []
        if self.item == OURS and score.levels:
            muted.append(f"{shown_key(self, 'offers.lever')} tries what a step on a term would do.")
        lines += [Content(text).stylize("$text-muted") for text in (*muted, ATTRIBUTION)]
        return Content("\n").join(lines)

    def explain(self) -> str:
        """Return what the offer is about, the equation and its author's example."""
        equation = f"{EQUATION_IN_A_LINE}\n{ATTRIBUTION}"
        return "\n\n".join([super().explain(), equation, LEXUS])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the lever test where our offer has a net; no term has a weight."""
        if action == "lever":
            return OURS in offers(self.session, self.stage).levels
        return action != "weight" and super().check_action(action, parameters)

    def action_lever(self) -> None:
        """Try what a step on a term of ours would do. Nothing of it is kept."""
        self.app.push_screen(LeverScreen(offers(self.session, self.stage)))


def _compared(seen: Offers, offer: str) -> list[str]:
    if offer == OURS:
        return [lever_in_words(seen)] if seen.others else []
    return [capital(f"we are {lead_in_words(seen, offer)}.")] if offer in seen.leads else []


def _smith() -> Content:
    return Content.assemble(("\n".join(EQUATION), "$text-muted"), "\n", ATTRIBUTION)


def _drawn(lines: list[str]) -> Content:
    """Return a picture, its headings in bold."""
    return Content("\n").join(
        [
            Content(text) if text.startswith(INDENT) else Content(text).stylize("bold")
            for text in lines
        ]
    )
