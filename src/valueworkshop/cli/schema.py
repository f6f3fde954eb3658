"""The command that tells editors what a file may hold."""

# ruff: noqa: PLC0415 - see the package

import json
from pathlib import Path
from typing import Literal

import click

from valueworkshop.cli.ballots import way_out
from valueworkshop.core.clean_text import clean, one_line


@click.command()
@click.argument("what", type=click.Choice(["session", "kit", "export", "tidy"]))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write to this new file; - prints it.",
)
def schema(what: Literal["session", "kit", "export", "tidy"], output: Path | None) -> None:
    """Print the JSON Schema of a workshop, a kit or an export.

    `schema tidy` says what the tables of `tidy` hold. With the schema of a file, an editor that
    knows TOML completes and checks what you write. Save it beside your file, under the name that
    the first line of your file gives.
    """
    from valueworkshop.files.home import json_schema
    from valueworkshop.files.safe import atomic

    if what == "export":
        from valueworkshop.exports.whole_json_schema import of_export

        made = of_export()
    elif what == "tidy":
        from valueworkshop.portfolio.table_schema import published

        made = dict(published())
    else:
        made = json_schema.of_session() if what == "session" else json_schema.of_kit()
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    if output is None or output == Path("-"):
        click.echo(text, nl=False)
        return
    if not output.parent.is_dir():
        raise click.ClickException(
            f"there is no folder {one_line(str(output.parent))}; make it first"
        )
    try:
        with way_out(output):
            atomic.create(output, text.encode(), mode=atomic.FOR_OTHERS)
    except FileExistsError as error:
        shown = one_line(str(output))
        raise click.ClickException(f"{shown} exists already; name another file") from error
    click.echo(clean(str(output)))
