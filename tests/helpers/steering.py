"""What a program wrote to a terminal without a reason of its own."""

import re
import unicodedata
from typing import Final

from payloads import MARK, STEERING

# All that Textual and rich write by themselves: colours and positions, modes, the keyboard's
# protocol, the shape of the mouse pointer; and our own question for the colour of the background.
_OWN: Final = re.compile(
    r"\x1b\[[0-9;]*[mHJKABCDX]|\x1b\[\?[0-9;]+(?:[hl]|\$p)|\x1b\[[<>][0-9;]*u|\x1b\]22;[a-z-]+\x07"
    r"|\x1b\]11;\?\x07"
)
_MARKED: Final = re.compile(rf"\x1b(?:\[[^@-~]*|[]P_^X][^\x07\x1b]*){MARK}")


def steering(raw: bytes | bytearray) -> set[str]:
    """Return the steering signs, and the sequences of payloads, that came from a text.

    Raises UnicodeDecodeError for a byte that is no UTF-8, as raw C1 signs are.
    """
    text = raw.decode()
    rest = set(_OWN.sub("", text)) - {"\r", "\n"}
    signs = {sign for sign in rest if sign in STEERING or unicodedata.category(sign) == "Cc"}
    return signs | set(_MARKED.findall(text))
