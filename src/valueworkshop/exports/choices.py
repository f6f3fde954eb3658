"""What people choose of an export: which parts of a report, and where they read Markdown.

It loads nothing, so that a command can name the choices before it knows what is wanted.
"""

from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """What can be left out of a report; its title stays."""

    SUMMARY = "summary"
    LENSES = "lenses"
    ACTIONS = "actions"
    ANSWERS = "answers"
    METHOD = "method"


WHOLE: Final = frozenset(Part)


class Target(StrEnum):
    """Where people read Markdown; elsewhere than PLAIN, names and numbers in it call nobody."""

    PLAIN = "plain"
    GITHUB = "github"
    GITLAB = "gitlab"


class Paper(StrEnum):
    """The sheet that a document is laid out for."""

    A4 = "a4"
    LETTER = "letter"
