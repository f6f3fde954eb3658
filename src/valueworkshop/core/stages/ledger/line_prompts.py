"""The questions that bring benefits and costs to mind, kind by kind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """A question for each kind of benefit, then for each kind of cost; '' asks nothing."""

    quality: str = "What is so well made or well done that they notice it?"
    interface: str = "What is good to use, to look at or to find one's way in?"
    engagement: str = "What makes them want to take part, come back or bring others in?"
    brand: str = "What does it do for their standing that it is ours?"
    experience: str = "Which moment with us would they tell somebody about?"
    ease: str = "What can they do at once, without help?"
    accessibility: str = "What do they get where, when and how they need it?"
    solving: str = "Which of their problems is gone, and since when?"
    support: str = "What do they get from us after they have paid?"
    change: str = "What helps them, and those around them, to accept what is new?"
    money: str = "What do they pay, at first and later? What do we charge it for?"
    time: str = "What does dealing with us cost them in time?"
    effort: str = "What do they have to do themselves that they would rather not?"
    energy: str = "What is tiring or annoying about it?"
    convenience: str = "What do they have to arrange around us, or do without?"
    thought: str = "What do they have to decide, compare, keep in mind or worry about?"
    learning: str = "What do they have to learn before it is of use?"
    searching: str = "What do they have to search for: us, the right product, the right person?"
