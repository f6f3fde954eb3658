"""The command that lists what a workshop can ask."""

# ruff: noqa: PLC0415 - see the package

from typing import Any

import click

from valueworkshop.workshop.text import one_line


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
def kits(*, as_json: bool) -> None:
    """List the kits: what a workshop asks, and how long it takes.

    Start one with: valueworkshop new --kit ID
    """
    from valueworkshop.storage.kits import shipped

    found = [_at_a_glance(kit) for kit in shipped()]
    if as_json:
        from valueworkshop.report import data

        click.echo(data.as_json({"kits": found}))
        return
    for kit in found:
        click.echo(f"{kit['id']}  {kit['title']}: {kit['minutes_for_six']} minutes for six people")


def _at_a_glance(kit: str) -> dict[str, Any]:
    """Return what the list tells of a kit that ships; read without the check of a whole kit."""
    from importlib.resources import files

    from valueworkshop.storage import toml_text

    found = files("valueworkshop") / "kits" / f"{kit}.toml"
    raw = toml_text.parse(toml_text.text_of(found.read_bytes(), found.name), found.name)
    stages = raw["stages"].values()
    return {
        "id": kit,
        "title": one_line(raw["title"]),
        "about": one_line(raw.get("about", "")),
        "stages": len(stages),
        "minutes_for_six": sum(stage.get("minutes", {}).get("six", 0) for stage in stages),
    }
