"""Points: they put every scale of answers on one range, 0 to 100."""

LOW, HIGH = 1, 5
"""The ends of the scale on which workshops rate."""

STEP = 25.0
"""The points between two neighbouring answers from 1 to 5."""


def points(x: float, low: float = LOW, high: float = HIGH) -> float:
    """Return where `x` lies between `low` (0) and `high` (100).

    Raises ValueError when `x` is outside low to high (-99, say, or not a number), or when low is
    not below high. Recoding a scale linearly gives the same points.
    """
    if not low < high:
        raise ValueError(f"a scale from {low} to {high} has no room for an answer")
    if not low <= x <= high:
        raise ValueError(f"{x} is not on the scale from {low} to {high}")
    return 100 * (x - low) / (high - low)


def in_steps(value: float) -> float:
    """Return a difference in points as steps of 25 points, whatever its scale was."""
    return value / STEP
