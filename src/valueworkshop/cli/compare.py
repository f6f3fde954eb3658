"""The command that shows workshops side by side."""

# ruff: noqa: PLC0415 - see the package

import click

from valueworkshop.cli.arguments import Where, workshops


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="A B [C ...]", shell_complete=workshops)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, unrounded, for other programs.")
@click.option("--md", "as_markdown", is_flag=True, help="As Markdown, to pass on.")
@click.pass_obj
def compare(where: Where, names: tuple[str, ...], *, as_json: bool, as_markdown: bool) -> None:
    """Compare two workshops item by item, or more over time.

    Items are compared if both workshops asked them in the same words. There is no verdict on a
    change that chance alone could make, or if other people took part. Votes that a room has not
    seen stay hidden.
    """
    from valueworkshop.core.compare import comparison_report
    from valueworkshop.core.compare.trends import trend
    from valueworkshop.core.compare.two_workshops import compare as of_two
    from valueworkshop.exports import comparison_json
    from valueworkshop.files.text import session_file

    if len(names) < 2:
        raise click.UsageError("a comparison needs two workshops: name another one")
    if as_json and as_markdown:
        raise click.UsageError("use --json or --md, not both")
    paths = [where.find(name) for name in names]
    if len(set(paths)) < len(paths):
        raise click.UsageError("you named the same workshop twice")
    sessions = [session_file.session_at(path) for path in paths]
    if len(sessions) == 2:
        two = of_two(*sessions)
        blocks, values = comparison_report.comparison(two), comparison_json.of_comparison(two)
    else:
        several = trend(sessions)
        blocks, values = comparison_report.trend(several), comparison_json.of_trend(several)
    if as_json:
        from valueworkshop.exports.workshop_json import as_json as written

        click.echo(written(values))
    elif as_markdown:
        from valueworkshop.exports import markdown

        click.echo(markdown.render(blocks), nl=False)
    else:
        from valueworkshop.cli import printed_blocks

        printed_blocks.put(blocks, printed_blocks.columns(WIDE), sessions)


WIDE = 120
"""Columns of a comparison that does not go to a terminal, unless COLUMNS says otherwise."""
