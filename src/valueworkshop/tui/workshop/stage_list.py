"""The list of stages with what is done, at the left of a wide screen."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.kit import Stage
from valueworkshop.core.session.schedule import of_stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS, has
from valueworkshop.core.stages.kind import Progress, Trait
from valueworkshop.tui.widgets.card import CARD, name_card


class StageList(Widget):
    """Shows all stages and which one is open; a click goes to one. For wide screens only.

    The stage that is open is always among those that show.
    """

    DEFAULT_CSS = f"""
    StageList {{ {CARD} padding: 0; background: $panel; height: 1fr; }}
    """

    @dataclass
    class Chosen(Message):
        """A stage was clicked."""

        stage: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty list."""
        super().__init__(id=id)
        self._session: Session | None = None
        self._seen: tuple[object, ...] = ()
        self._shown: list[str] = []

    def show(self, session: Session) -> None:
        """Show the stages of the session."""
        self._session = session
        seen = (session.kit, session.place.stage, *_done(session))
        if seen != self._seen:
            self._seen = seen
            stages = list(session.kit.stages)
            here = session.place.stage
            place = stages.index(here) + 1 if here in stages else 0
            name_card(self, "Stages", f"{place} of {len(stages)}")
            self.refresh()

    def render(self) -> Content:
        """Draw the stages."""
        session, (width, height) = self._session, self.content_size
        if session is None:
            return Content("")
        rows = _rows(session, roomy=height >= _ROOMY)
        if len(rows) > height:
            rows = _rows(session, roomy=False)
        here = session.place.stage
        at = rows.index(here) if here in rows else 0
        first = max(0, min(at - height // 2, len(rows) - height))
        self._shown = rows[first : first + height]
        return Content("\n").join(
            [_line(session, key, width) if key else Content("") for key in self._shown]
        )

    def on_click(self, event: events.Click) -> None:
        """Go to the stage that was clicked."""
        at = event.get_content_offset(self)
        if at is not None and at.y < len(self._shown) and self._shown[at.y]:
            self.post_message(self.Chosen(self._shown[at.y]))


_ROOMY = 24
"""With so many rows there is a blank one before and after each break."""


def _done(session: Session) -> list[tuple[Progress, bool]]:
    return [
        (KINDS[stage.kind].progress(session, key), of_stage(session, key).skipped)
        for key, stage in session.kit.stages.items()
    ]


def _rows(session: Session, *, roomy: bool) -> list[str]:
    """Return the ids of the stages, and '' for a blank row."""
    rows: list[str] = []
    for key, stage in session.kit.stages.items():
        if roomy and has(stage, Trait.IS_BREAK):
            rows += ["", key, ""]
        else:
            rows.append(key)
    return rows


def short_title(stage: Stage) -> str:
    """Return what the list calls a stage: its short title, else its title without what is in ()."""
    title = one_line(stage.title)
    return one_line(stage.short) or title.partition(" (")[0] or title


def _line(session: Session, key: str, width: int) -> Content:
    stage = session.stage(key)
    progress = KINDS[stage.kind].progress(session, key)
    here = key == session.place.stage
    is_done = bool(progress.total) and progress.done == progress.total
    mark = "▸" if here else "–" if of_stage(session, key).skipped else "✓" if is_done else " "
    name = Content(short_title(stage)).truncate(width - 6, ellipsis=True)
    parts = "" if is_done else _parts(progress, width - 7 - name.cell_length)
    letter = one_line(stage.letter)[:2] if cell_len(one_line(stage.letter)) == 1 else " "
    gap = " " * (width - 6 - name.cell_length - cell_len(parts))
    if here:
        return Content.assemble(
            ("▌", "$primary"),
            (f"{mark} {letter} ", "bold $primary"),
            name.stylize("bold"),
            gap,
            (parts, "$primary"),
            " ",
        ).stylize("on $tint")
    style = "italic $text-muted" if has(stage, Trait.IS_BREAK) else ""
    style = style or ("$text-muted" if is_done else "$foreground")
    return Content.assemble(
        (f" {mark} {letter} ", "$text-muted"), name.stylize(style), gap, (parts, "$text-muted"), " "
    )


def _parts(progress: Progress, room: int) -> str:
    """Return how much of a stage that was begun is done, as up to three squares."""
    squares = min(progress.total, 3, room)
    if not progress.done or squares < 2:
        return ""
    filled = min(max(1, progress.done * squares // progress.total), squares - 1)
    return "■" * filled + "□" * (squares - filled)
