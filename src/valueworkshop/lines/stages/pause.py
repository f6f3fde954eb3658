"""A break in line mode: how long it is."""

from valueworkshop.lines.talk import Talk


def ask(talk: Talk, stage: str, _at: str) -> None:
    """Say that there is a break, and wait until it is over."""
    title = talk.session.stage(stage).title
    talk.say(f"{title}. An empty line goes on when all are back.")
    while line := talk.ask("break"):
        talk.say(f"Nothing is asked in a break, so this was not kept: {line}")
