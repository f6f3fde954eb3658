"""The app with one more key: F9 gives another answer to one item, wherever you are.

So does somebody who changes a rating in another window while the summary is open in this one.
Argument: the workshop's file.
"""

import sys
from itertools import cycle
from pathlib import Path

from answered import with_another_answer
from textual import events

from valueworkshop.core.stages.votes.model import Answer
from valueworkshop.files.text import session_file
from valueworkshop.tui.app.app import WorkshopApp
from valueworkshop.tui.app.run_app import GIVES_WAY


def main(path: Path) -> None:
    """Run the app in the workshop of a file, with an answer of 5 and of 1 in turns."""
    sys.setswitchinterval(GIVES_WAY)  # as the app does in a terminal
    app = WorkshopApp(path.parent, (path, session_file.read(path)))
    answers: cycle[Answer] = cycle((5, 1))
    on_event = app.on_event

    async def with_the_key(event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key == "f9" and app.sitting is not None:
            desk = app.sitting.desk
            desk.commit(with_another_answer(desk.session, next(answers)))
        else:
            await on_event(event)

    app.on_event = with_the_key  # type: ignore[method-assign] # the app stays as it is
    app.run()


main(Path(sys.argv[1]))
