"""The settings in force, with the keys checked: read when a program starts."""

from collections.abc import Mapping

from valueworkshop.files.home.settings import Found, in_force
from valueworkshop.tui.app.preferences import Preferences


def preferences(found: Found, env: Mapping[str, str]) -> Preferences:
    """Return the settings in force from a file of settings; the environment overrides it."""
    settings = in_force(found.settings, env)
    if not settings.keys:
        return Preferences(settings=settings, problems=found.problems)
    from valueworkshop.tui.app import key_places, key_settings  # noqa: PLC0415 - every screen

    checked = key_settings.check(settings.keys, key_places.places())
    wrong = tuple(found.problem(binding, said) for binding, said in checked.wrong)
    doubtful = tuple(found.problem(binding, said) for binding, said in checked.doubtful)
    # With a mistake anywhere among the keys, none of them is used: half a set would mislead.
    spoilt = wrong or any(problem.path.startswith("keys") for problem in found.problems)
    problems = sorted((*found.problems, *wrong), key=lambda problem: problem.line or 0)
    return Preferences(
        settings=settings,
        keys={} if spoilt else checked.keys,
        problems=tuple(problems),
        doubtful=doubtful,
    )
