"""Numbers in large digits, three rows high."""

from textual.content import Content
from textual.renderables.digits import DIGITS, DIGITS3X3_BOLD

from valueworkshop.core.clean_text import clean

ROWS = 3


def large(text: str) -> list[Content]:
    """Return a number in digits of three by three cells; other signs stay as they are, on a row."""
    if not text or any(letter not in DIGITS for letter in text):
        return [Content(clean(text)).stylize("bold")]
    places = [DIGITS.index(letter) * 3 for letter in text]
    rows = ["".join(f"{DIGITS3X3_BOLD[at + line]:<3}" for at in places) for line in range(ROWS)]
    return [Content(row).stylize("bold") for row in rows]
