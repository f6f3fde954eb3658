"""The command that finds words anywhere in all workshops."""

# ruff: noqa: PLC0415 - see the package

from typing import TYPE_CHECKING, Any

import click

from valueworkshop.cli.arguments import Where
from valueworkshop.cli.start_app import between
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.library.word_search import Hit

_SHOWN = 160


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.pass_obj
def find(where: Where, words: tuple[str, ...], *, as_json: bool) -> None:
    """Find words in the answers and notes of all workshops.

    You get each text that has all the words, in any order; capitals do not matter. The exit code
    is 4 if nothing is found.
    """
    from valueworkshop.cli.exit_codes import End
    from valueworkshop.library.word_search import find as found_in

    hits = []
    for hit in found_in(where.folder, " ".join(words)):
        hits.append(hit)
        if not as_json:
            _tell(hit, new=len(hits) == 1 or hits[-2].path != hit.path)
    if as_json:
        from valueworkshop.exports.workshop_json import as_json as written

        click.echo(written({"words": list(words), "hits": [_as_values(hit) for hit in hits]}))
    if not hits:
        if not as_json:
            click.echo(f"{one_line(' '.join(words))}: nothing found", err=True)
        click.get_current_context().exit(End.NOT_FOUND)


def _tell(hit: "Hit", *, new: bool) -> None:
    if new:
        click.echo(f"{clean(hit.title)}{between()}{clean(str(hit.path))}")
    text = hit.text if len(hit.text) <= _SHOWN else f"{hit.text[:_SHOWN]}…"
    click.echo(f"  {clean(hit.where)}\n    {clean(text)}")


def _as_values(hit: "Hit") -> dict[str, Any]:
    return {
        "path": str(hit.path),
        "title": hit.title,
        "where": hit.where,
        "text": hit.text,
        "stage": hit.place.stage,
        "at": hit.place.at,
    }
