"""What whoever uses this computer has set, as the app goes by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from valueworkshop.files.home.settings import Found, Settings, in_force
from valueworkshop.files.text.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Settings in force; the keys that count, by the id of a binding; what is wrong in the file.

    What is `doubtful` counts all the same: a key that some terminals do not send.
    """

    settings: Settings = field(default_factory=Settings)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    doubtful: tuple[Problem, ...] = ()

    @property
    def told(self) -> str:
        """What is to be said at the start, '' for nothing."""
        if not self.problems:
            return ""
        keys = any(problem.path.startswith("keys") for problem in self.problems)
        counts = "All keys are the usual ones." if keys else "The rest of the file counts."
        first = str(self.problems[0])
        stop = "" if first.endswith("?") else "."
        more = f" And {len(self.problems) - 1} more:" if len(self.problems) > 1 else " See"
        return f"{first}{stop}{more} `valueworkshop config check`. {counts}"


def preferences(found: Found, env: Mapping[str, str]) -> Preferences:
    """Return what counts of a file of settings; the environment comes before it."""
    settings = in_force(found.settings, env)
    if not settings.keys:
        return Preferences(settings=settings, problems=found.problems)
    from valueworkshop.tui.app import key_settings  # noqa: PLC0415 - imports every screen there is

    checked = key_settings.check(settings.keys)
    wrong = tuple(found.problem(binding, said) for binding, said in checked.wrong)
    doubtful = tuple(found.problem(binding, said) for binding, said in checked.doubtful)
    # A mistake anywhere among the keys, and none of them counts: half a set would mislead.
    spoilt = wrong or any(problem.path.startswith("keys") for problem in found.problems)
    problems = sorted((*found.problems, *wrong), key=lambda problem: problem.line or 0)
    return Preferences(
        settings=settings,
        keys={} if spoilt else checked.keys,
        problems=tuple(problems),
        doubtful=doubtful,
    )
