"""For widgets that Textual draws once more after it took them down.

Textual drops the styles of a widget as it removes it, but may draw it once more before the next
layout: a text or a list would then ask for its styles, and that ended the app.
"""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


def blank_when_gone(widget: Widget, crop: Region) -> list[Strip]:
    """Return blank lines for a widget that is no longer on a screen, else none."""
    return [] if widget.is_attached else [Strip.blank(crop.width)] * crop.height
