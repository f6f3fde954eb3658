"""Amounts as people type them."""

import re

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.typed_values import TypedError

_MOST_DIGITS = 15
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?P<mark>[ ,.'’])[0-9]{3}(?:(?P=mark)[0-9]{3})*")


def parse_amount(text: str) -> int | None:
    """Return the whole amount typed, as 1200 or 1,200 or 1 200; None for nothing.

    Raises TypedError for anything else. A point or a comma before three digits separates thousands;
    there are no cents.
    """
    text = one_line(re.sub(r"\s", " ", text))  # a no-break space separates thousands, too
    if not text:
        return None
    digits = re.sub(r"[^0-9]", "", text)
    if not _WHOLE.fullmatch(text) or len(digits) > _MOST_DIGITS:
        message = f"'{text}' is no amount here. Type a whole number, as in 1200, without currency."
        raise TypedError(message)
    return int(digits)
