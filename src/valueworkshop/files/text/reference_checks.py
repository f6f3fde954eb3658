"""What types cannot say: whether the parts of a session refer to each other correctly.

Only what would be hidden or would stop the program is a fault. A note on a segment that was removed
is no fault: it counts as a note on no segment. We only warn of a quote for an item that is not
there. The kind of a stage knows what is wrong in its
answers: `slips` in `core/stages/kind.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from valueworkshop.core.session.kit import Kit
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.dots.score import slips
from valueworkshop.core.stages.notes.quotes import untied
from valueworkshop.files.text.problems import Fault, Keys


def faults_of(session: Session) -> list[Fault]:
    """Return where answers belong to nothing that is asked, or counts are below 0."""
    faults = [
        Fault(("answers", stage, *keys), message)
        for stage in session.answers
        for keys, message in KINDS[session.stage(stage).kind].slips(session, stage)
    ]
    times = session.timing.stages.items()
    faults += [
        Fault(("timing", "stages", stage, name), "must be 0 or more")
        for stage, time in times
        for name, number in (("granted", time.granted or 0), ("spent", time.spent))
        if number < 0
    ]
    return faults + [Fault(("dots", *keys), message) for keys, message in slips(session)]


def warnings_of(session: Session) -> list[Fault]:
    """Return where notes are quotes for items that are not there. They stay as they are."""
    return [
        Fault(
            ("answers", stage, "notes", key, "about"),
            f'nothing called "{about}" is rated, as `stage/item`: the note is a quote for nothing',
        )
        for stage, key, about in untied(session)
    ]


def faults_of_kit(kit: Kit, at: Keys) -> list[Fault]:
    """Return why a kit cannot be run: no stages, ids that name no place, shares below 0."""
    if not kit.stages:
        return [Fault((*at, "stages"), "is missing: a kit needs at least one stage")]
    faults = []
    for stage, plan in kit.stages.items():
        if not _ID.fullmatch(stage):
            faults.append(Fault((*at, "stages", stage), _BAD_ID))
        faults += [
            Fault((*at, "stages", stage, "asks", name, key), _BAD_ID)
            for name, known in _named(plan.asks).items()
            for key in known
            if not _ID.fullmatch(key)
        ]
        if getattr(plan.asks, "points", 0) < 0:
            faults.append(Fault((*at, "stages", stage, "asks", "points"), "must be 0 or more"))
    return faults


_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_BAD_ID = "cannot be a name here: use up to 64 letters a to z, digits, - and _"


def _named(asks: object) -> dict[str, Mapping[str, object]]:
    """Return what a stage asks, by the kit's own names: its items, questions, facets and so on."""
    if not is_dataclass(asks):
        return {}
    values = {field.name: getattr(asks, field.name) for field in fields(asks)}
    return {name: value for name, value in values.items() if isinstance(value, Mapping)}
