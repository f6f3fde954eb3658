"""An item after the reveal: what people answered, and what it adds up to. Nobody is named."""

from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.scoring.item_score import Facet, ItemScore
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.stages.votes import words
from valueworkshop.tui.stages.gap_row import COLOURS


class Reveal(Static):
    """Dots, median, n and agreement for each facet; the gap and how it is known below."""

    DEFAULT_CSS = """
    Reveal { height: auto; }
    """

    def __init__(self) -> None:
        """Make an empty reveal."""
        super().__init__(markup=False)

    def show(
        self,
        score: ItemScore | None,
        facets: list[tuple[str, Facet]],
        evidence: Evidence,
        also: Content,
        room: int,
    ) -> None:
        """Show an item's `score`, None where no gap is asked; `facets` are (label, answers).

        `also` is what else is to be said, below the answers; `room` the cells there are across.
        """
        width = max((len(label) for label, _ in facets), default=0)
        dots = words.dots(*(facet for _, facet in facets), width=room - width - 3)
        lines = [gap_line(score), Content("")] if score else []
        lines += [
            _facet_line(label.ljust(width), facet, line)
            for (label, facet), line in zip(facets, dots, strict=True)
        ]
        lines.append(Content(""))
        if also:
            lines += [also, Content("")]
        if score and (step := words.step(score)):
            lines.append(Content.assemble((step, "$text-muted")))
        lines.append(Content.assemble(("known: ", "$text-muted"), evidence.in_words))
        self.update(Content("\n").join(lines))


def gap_line(score: ItemScore) -> Content:
    """Return the gap of an item with its sign, its number and who sees it."""
    mark = words.sign(score.signed)
    if score.signed is None:
        return Content(words.nothing(score))
    amount = (
        f"{words.points(score.surplus)} of 100 more than needed"
        if score.surplus
        else f"gap {words.points(score.gap)} of 100"
    )
    return Content.assemble(
        (f"{mark} {amount}", f"bold {COLOURS[mark]}"), f"   {words.shortfall(score)}"
    )


def _facet_line(label: str, facet: Facet, dots: str) -> Content:
    said = [
        f"n {facet.n}  median {words.middle(facet)}   {words.spread(facet)}".rstrip(),
        words.abstained(facet),
    ]
    indent = " " * (len(label) + 3)
    lines = "".join(f"\n{indent}{line}" for line in said if line)
    return Content.assemble((f"{label}   ", "bold"), dots, (lines, "$text-muted"))
