"""What the user of this computer has set, in the form that the app needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from valueworkshop.files.home.settings import Settings
from valueworkshop.files.text.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Settings in force; the keys in use, by the id of a binding; what is wrong in the file.

    A `doubtful` key is in use all the same: some terminals do not send it.
    """

    settings: Settings = field(default_factory=Settings)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    doubtful: tuple[Problem, ...] = ()

    @property
    def told(self) -> str:
        """What to say at the start, '' for nothing."""
        if not self.problems:
            return ""
        keys = any(problem.path.startswith("keys") for problem in self.problems)
        counts = "All keys are the usual ones." if keys else "The rest of the file is used."
        first = str(self.problems[0])
        stop = "" if first.endswith("?") else "."
        more = f" And {len(self.problems) - 1} more:" if len(self.problems) > 1 else " See"
        return f"{first}{stop}{more} `valueworkshop config check`. {counts}"
