"""What is typed in any script is kept sign by sign, as if it had been pasted."""

from pathlib import Path
from typing import Final

import pytest

from in_terminal import QUESTION, notes_in, saved, started, workshop_at_a_question
from valueworkshop.core.stages.notes.model import answers

pytestmark = pytest.mark.pty

TEXTS: Final = {
    "Persian": "می\u200cخواهیم کتاب\u200cها",
    "Sinhala": "ශ්\u200dරී ක්\u200dෂේත්\u200dර",
    "a family": "\U0001f469\u200d\U0001f467 and \U0001f469\U0001f3fd\u200d\U0001f4bb",
    "an amount": "5\u202f000\u00a0€ a year",
    "Chinese": "客户\u3000价值",
    "soft hyphens": "Kunden\u00adwert\u00adanalyse",
    "combining": "e\u0301 नि o\u0308\u0323",
    "a flag of tags": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "newer than Python": "\U0001fae8\U0001fadf",
    "a sign of one's own": "\ue000",
    "marks of direction": "שלום\u200f!\u200e",
    "invisible": "a\u2060b\u200bc\u2003d",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop at its first question."""
    return workshop_at_a_question(tmp_path)


def test_every_sign_typed_into_a_note_and_its_lines_is_kept(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        for text in TEXTS.values():
            terminal.type(f"{text}\t{text}\r")
        terminal.type("The end.\r\x11")
        assert terminal.exit_code() == 0
    notes = [note for _, note in answers(saved(path), "guiding").of("expectations")]
    assert {note.text: note.evidence.source for note in notes[:-1]} == dict(
        zip(TEXTS.values(), TEXTS.values(), strict=True)
    )


def test_a_terminal_that_sends_each_key_as_a_sequence_types_the_same(
    tmp_path: Path, path: Path
) -> None:
    family, amount = "\U0001f469\u200d\U0001f467", TEXTS["an amount"]
    kitty = {"VALUEWORKSHOP_KITTY": "1"}
    with started(tmp_path, "open", path.stem, more=kitty) as terminal:
        terminal.wait_for(QUESTION)
        # As kitty sends it: one emoji as the text of no key, then a key after the other.
        terminal.type(f"\x1b[0;;{':'.join(str(ord(sign)) for sign in family)}u\r")
        terminal.type("".join(f"\x1b[{ord(sign)};;{ord(sign)}u" for sign in amount) + "\r")
        terminal.type("The end.\r\x11")
        assert terminal.exit_code() == 0
    assert notes_in(path) == [family, amount, "The end."]
