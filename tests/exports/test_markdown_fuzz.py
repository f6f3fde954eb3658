"""Whatever is typed reads back as it was typed, and nothing else: three readers, ten contexts.

Three more contexts get some of the texts. In `make test-all` all get all of them, and more texts.
"""

import os
import re
import secrets
import unicodedata
from collections.abc import Callable
from functools import partial

import pytest

from markdown_readers import READERS, meant
from nasty_texts import BY_HAND, texts
from valueworkshop.core.show.blocks import (
    Aside,
    Block,
    Bullets,
    Chart,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Quote,
    Sentences,
    Strong,
    Table,
    Tasks,
)
from valueworkshop.exports.markdown import render

SEED = int(os.environ.get("VALUEWORKSHOP_SEED") or secrets.randbelow(2**32))
FULL = "VALUEWORKSHOP_EXAMPLES" in os.environ
COUNT = 2050 if FULL else 300

# pandoc writes e and an accent that follows it as é: the same letter, told by two codes.
SAME: dict[str, Callable[[str], str]] = {
    "markdown-it": str,
    "cmark-gfm": str,
    "pandoc": partial(unicodedata.normalize, "NFC"),
}

Context = Callable[[str, str], list[Block]]

CONTEXTS: dict[str, Context] = {
    "paragraph": lambda text, _: [Paragraph(text)],
    "heading 1": lambda text, _: [Heading(text, 1)],
    "heading 2": lambda text, _: [Heading(text, 2)],
    "heading 3": lambda text, other: [Heading(text, 3), Paragraph(other)],
    "bullet": lambda text, other: [Bullets(("first", text, other))],
    "task": lambda text, other: [Tasks(((False, text), (True, other)))],
    "quote": lambda text, other: [Quote(text, source=other)],
    "quote of many lines": lambda text, other: [Quote(f"{other}\n{text}\n\n{text}\n{other}")],
    "between others": lambda text, other: [
        Bullets(("a",)),
        Paragraph(f"{text}\n{other}"),
        Table(("h",), (("1",),), frozenset({0})),
        Paragraph(text),
    ],
    "cell": lambda text, other: [Table(("a", "b"), ((text, "x"), ("x", other)), frozenset({1}))],
    "only cell": lambda text, _: [Table(("a",), ((text,), ("end",)))],
    "sentences": lambda text, other: [
        Sentences(("It was about ", Strong(text), f", for {other}.", " ", Aside(other)))
    ],
    "entry": lambda text, other: [
        Entries((Entry((Strong(text), f" {other}"), ((other,), Quote(other, text)), done=True),))
    ],
    "header": lambda text, other: [Table((text, other), (("x", "y"),))],
    "chart": lambda text, other: [Chart((f"1 {' '.join(text.split())}", other.strip() or "x"))],
}


MORE = ("quote of many lines", "between others", "only cell")
"""The contexts that come on top of ten, and take longest."""


@pytest.fixture(scope="module")
def samples() -> list[str]:
    return texts(SEED, COUNT)


@pytest.mark.parametrize("context", CONTEXTS)
def test_reads_back_as_typed(context: str, samples: list[str]) -> None:
    """The three readers share a test, so that a report is written once for all of them."""
    print(f"VALUEWORKSHOP_SEED={SEED}")  # noqa: T201 - shown with a failure
    samples = samples if FULL or context not in MORE else samples[::5]
    parted = f"q{secrets.token_hex(8)}q"
    cases = [CONTEXTS[context](text, samples[number - 1]) for number, text in enumerate(samples)]
    wrote = render([part for case in cases for part in (Paragraph(parted), *case)])
    told = [meant(case) for case in cases]

    for reader, read in READERS.items():
        found = re.split(f"<p>{parted}</p>", read(wrote))[1:]
        wrong = [
            f"{text!r}\n  wrote {render(case)!r}\n  meant {each}\n  read  {seen}"
            for text, case, each, seen in zip(samples, cases, told, found, strict=False)
            if seen.strip() != SAME[reader](each)
        ]
        assert not wrong, (
            f"{len(wrong)} of {len(samples)}, VALUEWORKSHOP_SEED={SEED}, {context}, {reader}:\n"
            + "\n".join(wrong[:10])
        )
        assert len(found) == len(cases)


def test_every_text_made_by_hand_is_there_once_and_seeds_repeat() -> None:
    made = texts(7, 50)
    assert made[: len(BY_HAND)] == list(BY_HAND)
    assert len(set(made)) == len(made) == len(BY_HAND) + 50
    assert made == texts(7, 50) != texts(8, 50)
