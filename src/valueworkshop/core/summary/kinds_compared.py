"""The kinds of stage that the summary knows by name; nothing else names them.

Each gap, contradiction and quoted answer is by its nature about what one kind or another asks.
Whatever we can say about a kind without naming it is one of its traits: `core/stages/kind.py`.
"""

from typing import Final

STATEMENTS: Final = "statements"
RATINGS: Final = "ratings"
LADDER: Final = "ladder"
OFFERS: Final = "offers"
LEDGER: Final = "ledger"
ALLOCATION: Final = "allocation"
JOURNEY: Final = "journey"
