"""A row of a comparison, and what is said of it when it is under the cursor."""

from dataclasses import dataclass

from textual.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row; we show `title` and `told` when it is under the cursor.

    `item` is 'stage/item' in the last workshop, '' if that one does not ask it. `course` has its
    gap in each workshop, and `is_compared` says whether it has a picture in its row. A course of
    something else has `steps`, as they are said, up to `most`, and a `note` on which way is better.
    """

    row: tuple[Content, ...]
    title: str
    told: tuple[str, ...] = ()
    item: str = ""
    course: tuple[float | None, ...] = ()
    is_compared: bool = False
    steps: tuple[str, ...] = ()
    most: float | None = None
    note: str = "gap, lower is better"
