"""The commands on your own settings: the file, and all keys that it may change."""

# ruff: noqa: PLC0415 - see the package

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valueworkshop.cli import start_app
from valueworkshop.cli.exit_codes import End
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.files.home.settings import Found
    from valueworkshop.tui.app.key_places import Place
    from valueworkshop.tui.app.preferences import Preferences

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")


@click.group()
def config() -> None:
    """See and check your settings: look, bell, folder, keys.

    They are in a TOML file, which you write in any editor; `config path` says where. For keys, use
    the names that `valueworkshop keys` lists. A mistake in the file never holds up a workshop.
    """


@config.command()
def path() -> None:
    """Say where the settings file is, or would be."""
    click.echo(clean(str(_found().path)))


@config.command("show")
@_as_json
def show_config(*, as_json: bool) -> None:
    """Show the settings in force, with those from the environment."""
    preferences = _preferences()
    settings = preferences.settings
    values: dict[str, Any] = {
        "theme": settings.theme,
        "bell": settings.bell,
        "ascii": settings.ascii,
        "accessible": settings.accessible,
    }
    if settings.sessions is not None:
        values["sessions"] = one_line(str(settings.sessions))
    if settings.server:
        values["server"] = settings.server
    values["keys"] = {binding: list(keys) for binding, keys in preferences.keys.items()}
    if settings.hooks:
        values["hooks"] = {hook: list(words) for hook, words in settings.hooks.items()}
    if as_json:
        from valueworkshop.exports import workshop_json

        click.echo(workshop_json.as_json(values))
    else:
        from valueworkshop.files.text.toml_writing import format_toml

        click.echo(format_toml(values).rstrip())
    if preferences.told:
        click.echo(preferences.told, err=True)


@config.command("check")
@click.pass_context
def check_config(ctx: click.Context) -> None:
    """Say what is wrong in the file, line by line, and what to do.

    The exit code is 0 if it is sound, 3 if not. You do not need to have such a file.
    """
    from valueworkshop.files.text.problems import FileProblem

    preferences = _preferences()
    warned = [replace(each, message=f"warning: {each.message}") for each in preferences.doubtful]
    for told in filter(None, (preferences.problems, warned)):
        click.echo(str(FileProblem(told)), err=True)
    if preferences.problems:
        ctx.exit(End.INVALID)
    where = _found().path
    missing = "" if where.exists() else " (there is no file yet)"
    click.echo(f"{one_line(str(where))}: sound{missing}")


@click.command()
@_as_json
def keys(*, as_json: bool) -> None:
    """List every key by the place where it works.

    With each comes the name that you use in your settings file to set another key;
    `valueworkshop config path` says where that file is. A * marks what you changed.
    """
    start_app.keep_keys_plain()
    from valueworkshop.tui.app.key_places import places

    changed = _preferences().keys
    found = places()
    if as_json:
        from valueworkshop.exports import workshop_json

        click.echo(
            workshop_json.as_json({"places": [_as_values(place, changed) for place in found]})
        )
        return
    for place in found:
        click.echo(f"\n{place.about}" if place is not found[0] else place.about)
        for values in _as_values(place, changed)["keys"]:
            sign = "*" if values["changed"] else " "
            click.echo(
                f"{sign} {' '.join(values['shown']):<14} {values['does']:<28} {values['id']}"
            )


def _as_values(place: "Place", changed: Any) -> dict[str, Any]:
    from valueworkshop.tui.widgets.keys import written

    rows = []
    for binding in place.bindings:
        if binding.id is None or (binding.key.isdigit() and not binding.description):
            continue  # one of 1 to 5, which share a line
        own = changed.get(binding.id)
        usual = [key.strip() for key in binding.key.split(",")]
        shown = [binding.key_display] if binding.key_display and not own else None
        rows.append(
            {
                "id": binding.id,
                "does": binding.description or binding.action.partition("(")[0].replace("_", " "),
                "keys": list(own or usual),
                "shown": shown or [written(key) for key in own or usual],
                "changed": own is not None,
            }
        )
    return {"place": place.about, "keys": rows}


def _found() -> "Found":
    from valueworkshop.files.home.settings import config_file, read

    return read(config_file(os.environ, Path.cwd()))


def _preferences() -> "Preferences":
    from valueworkshop.tui.app.read_preferences import preferences

    return preferences(_found(), os.environ)
