"""What is drawn where a screen changes: only what is in front there, and only its rows there.

Textual draws again whatever is clipped by something that reaches there: for a letter in a note its
area, all boxes around it, and what is in these. It draws what another widget covers, too.
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class InFront(Compositor):
    """As Textual's own, for a screen of ours."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if not crop:
            yield from super()._get_renders(crop)
            return
        rows = Region(0, crop.y, self.size.width, crop.height)
        drawn: list[Region] = []
        for widget, (region, clip) in self.visible_widgets.items():  # those in front come first
            shown = region.intersection(clip)
            if not shown.overlaps(crop):
                continue
            shown = shown.intersection(rows)
            if any(front.contains_region(shown) for front in drawn):
                continue  # nobody sees it
            drawn.append(shown)
            yield region, shown, widget.render_lines(shown.translate(-region.offset))
            if shown.contains_region(crop):
                return  # nobody sees what is behind it
