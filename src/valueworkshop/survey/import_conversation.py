"""The dialogue held line by line: everything is told, then one question after the other asked."""

from collections.abc import Callable
from typing import TypeAlias

from valueworkshop.survey.acts import Act, Text
from valueworkshop.survey.import_dialogue import Dialogue
from valueworkshop.survey.import_questions import Step
from valueworkshop.survey.row_reader import SurveyError

Ask: TypeAlias = Callable[[Dialogue, Step], str | Dialogue]
"""Returns what is answered to a question, or the dialogue after something else was said. May raise
SurveyError."""


def converse(
    dialogue: Dialogue,
    *,
    ask: Ask,
    tell: Callable[[Dialogue], None],
    say: Callable[[Text], None],
    count: Callable[[Dialogue], Dialogue] = Dialogue.count,
) -> Dialogue:
    """Return the dialogue once it is agreed to take the file, or to leave it.

    Words that nobody knows are asked about first. `tell` tells how a file is read whenever that
    changed, `say` that an answer does not fit. Raises SurveyError for a file that cannot be read.
    """
    tell(dialogue)
    told, words = dialogue, dialogue.words
    while dialogue.agreed is None:
        open_words = [word for word in words if dialogue.is_open(word)]
        if not open_words and dialogue is not told:
            told = dialogue = count(dialogue)
            words = dialogue.words
            tell(dialogue)
            continue
        step = open_words[0] if open_words else dialogue.step(Act.TAKE)
        try:
            answer = ask(dialogue, step)
            if isinstance(answer, str):
                dialogue = dialogue.answer(step, answer)
            else:
                dialogue, words = answer, []
        except SurveyError as error:
            say(error.args)
    return dialogue
