"""Merge two changed versions of a session, as far as the result is a sound one."""

from dataclasses import dataclass, replace

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.three_way_merge import Conflict, three_way
from valueworkshop.core.stages import KINDS
from valueworkshop.files.text.reference_checks import faults_of, faults_of_kit


@dataclass(frozen=True, slots=True)
class Merged:
    """A session with the changes of both sides; where there is a conflict, it has ours."""

    session: Session
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Session, ours: Session, theirs: Session) -> Merged:
    """Merge two sessions that both come from `base`. See `three_way`.

    If each change is fine but the result is no sound session, that is one conflict of the whole.
    """
    ours, theirs = with_kit_of(base, ours), with_kit_of(base, theirs)
    session, conflicts = three_way(base, ours, theirs)
    if ours.kit is base.kit and session.kit is not theirs.kit:
        session = replace(session, kit=theirs.kit)  # the order of what is asked is all it changed
    elif theirs.kit is base.kit and session.kit is not ours.kit:
        session = replace(session, kit=ours.kit)
    if session is not ours and session is not theirs and not is_sound(session):
        return Merged(ours, (Conflict((), ours, theirs),))
    return Merged(session, conflicts)


def with_theirs(base: Session, ours: Session, theirs: Session) -> Session:
    """Merge both; where there is a conflict, take theirs. The place stays ours."""
    return replace(merge(base, theirs, ours).session, place=ours.place)


def with_kit_of(base: Session, session: Session) -> Session:
    """Return the session with the kit object of `base` if both ask the same in the same order."""
    if session.kit is base.kit or repr(session.kit) != repr(base.kit):
        return session
    return replace(session, kit=base.kit)


def is_sound(session: Session) -> bool:
    """Whether a file with this session would open again."""
    for stage, given in session.answers.items():
        plan = session.kit.stages.get(stage)
        if plan is None or not isinstance(given, KINDS[plan.kind].answers or ()):
            return False
    return not (faults_of_kit(session.kit, ("kit",)) or faults_of(session))
