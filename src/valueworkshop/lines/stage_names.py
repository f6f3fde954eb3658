"""The name of a stage in line mode."""

from valueworkshop.core.session.session import Session


def name_of_stage(session: Session, stage: str) -> str:
    """Return a stage's letter and title, and which of how many it is: 'Stage 2 of 7: A, …'."""
    plan = session.stage(stage)
    number = list(session.kit.stages).index(stage) + 1
    title = f"{plan.letter}, {plan.title}" if plan.letter else plan.title
    return f"Stage {number} of {len(session.kit.stages)}: {title}"
