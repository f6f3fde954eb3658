"""The dialogue, line by line: first we say how the file is read, then we ask, one at a time."""

from collections.abc import Callable
from typing import TypeAlias

from valueworkshop.survey.acts import Act, Text
from valueworkshop.survey.import_dialogue import Dialogue
from valueworkshop.survey.import_questions import Step
from valueworkshop.survey.row_reader import SurveyError

Ask: TypeAlias = Callable[[Dialogue, Step], str | Dialogue]
"""Returns the answer to a question; or the dialogue, if the user corrected something instead. May
raise SurveyError."""


def converse(
    dialogue: Dialogue,
    *,
    ask: Ask,
    tell: Callable[[Dialogue], None],
    say: Callable[[Text], None],
    count: Callable[[Dialogue], Dialogue] = Dialogue.count,
) -> Dialogue:
    """Ask until the user takes the file or leaves it; return the dialogue then.

    Unknown words come first, then when customers answered. `tell` shows how the file is read,
    whenever that has changed; `say` says why an answer does not fit. Raises SurveyError if the file
    cannot be read.
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
        step = open_words[0] if open_words else dialogue.next_step
        try:
            answer = ask(dialogue, step)
            if isinstance(answer, str):
                dialogue = dialogue.answer(step, answer)
                told = dialogue if step.act is Act.DATE else told  # nothing is read otherwise
            else:
                dialogue, words = answer, []
        except SurveyError as error:
            say(error.args)
    return dialogue
