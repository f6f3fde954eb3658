"""What is drawn once more after it was taken down.

Textual drops the looks of a widget as it goes, but may draw it once more before the screen is laid
out anew: a text or a list would ask for its looks then, and that ended the app.
"""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


def blank_when_gone(widget: Widget, crop: Region) -> list[Strip]:
    """Return blank lines for a widget that is no part of a screen any more, else none."""
    return [] if widget.is_attached else [Strip.blank(crop.width)] * crop.height
