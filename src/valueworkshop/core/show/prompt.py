"""How a single field is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question, a word of help, and whether the answer may run over many lines."""

    question: str
    hint: str = ""
    many_lines: bool = False
