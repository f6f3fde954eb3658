"""The kinds of stage that the summary knows by name, and the only place in which it names them.

Each gap, contradiction and quoted answer is by its nature about what one kind or another asks. All
that can be said of a kind without naming it is one of its traits: `core/stages/kind.py`.
"""

from typing import Final

STATEMENTS: Final = "statements"
RATINGS: Final = "ratings"
LADDER: Final = "ladder"
OFFERS: Final = "offers"
LEDGER: Final = "ledger"
ALLOCATION: Final = "allocation"
JOURNEY: Final = "journey"
