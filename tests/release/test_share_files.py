"""The man page and the completions: every command, every option, the names of workshops."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from commands import ROOT
from man_page import man_page
from share_files import share_files
from valueworkshop.cli import cli

FILES = share_files(ROOT)
PAGE = FILES["man/man1/valueworkshop.1"]
TEXT = PAGE.replace("\\-", "-").replace("\\fB", "").replace("\\fP", "").replace("\\&", "")


def all_commands(above: click.Context) -> Iterator[click.Context]:
    assert isinstance(above.command, click.Group)
    for name in above.command.list_commands(above):
        command = above.command.get_command(above, name)
        assert command is not None
        here = click.Context(command, info_name=name, parent=above)
        yield here
        if isinstance(command, click.Group):
            yield from all_commands(here)


def test_the_page_has_every_command_with_every_option() -> None:
    sections = dict(re.findall(r"^\.SS (.+)\n((?:(?!\.S[SH]).*\n)+)", TEXT, flags=re.MULTILINE))
    found = list(all_commands(click.Context(cli, info_name="valueworkshop")))
    assert set(sections) == {each.command_path.partition(" ")[2] for each in found}
    for each in found:
        told = sections[each.command_path.partition(" ")[2]]
        options = [o for p in each.command.params if isinstance(p, click.Option) for o in p.opts]
        assert [option for option in options if option not in told] == []


def test_the_page_says_when_and_how_it_ends_and_what_it_reads_of_the_environment() -> None:
    assert re.match(r'\.TH VALUEWORKSHOP 1 "\d{4}-\d\d-\d\d" "valueworkshop \d+\.\d+\.\d+"\n', PAGE)
    assert "130 interrupted.\n" in TEXT
    assert ".TP\nVALUEWORKSHOP_SESSIONS\n" in TEXT
    assert "STAGE/ITEM/FACET" not in TEXT  # a row of another table


def test_no_text_of_the_page_is_a_request() -> None:
    requests = {line.split()[0] for line in PAGE.splitlines() if line[:1] in (".", "'")}
    assert requests == {".TH", ".SH", ".SS", ".B", ".PP", ".TP"}

    @click.group("vw", help=".so /etc/passwd\n\nRun `a\\b` or ` or -x.")
    def hostile() -> None: ...

    commands_page = "Exit codes: 0 done.\n\n## Variables\n"
    made = man_page("vw", hostile, version="1.0", changes="", commands_page=commands_page)
    assert "\n\\&.so /etc/passwd\n" in made
    assert "\nRun \\fBa\\eb\\fP or ` or \\-x.\n" in made
    with pytest.raises(ValueError, match="lacks 'Exit codes: '"):
        man_page("vw", hostile, version="1.0", changes="", commands_page="")


def completed(*args: str, typed: str) -> list[tuple[str, str]]:
    shell = ShellComplete(cli, {}, "valueworkshop", "_VALUEWORKSHOP_COMPLETE")
    return [(each.type, each.value) for each in shell.get_completions(list(args), typed)]


def test_tab_completes_workshops_that_no_shell_would_take_apart(tmp_path: Path) -> None:
    for name in ("dealers", "dealers-2", "$(touch x)", "de;ls", "de alers", "-de", "Größe"):
        (tmp_path / f"{name}.toml").touch()
    folder = ("--sessions", str(tmp_path))
    assert completed(*folder, "open", typed="de") == [("plain", "dealers"), ("plain", "dealers-2")]
    assert completed(*folder, "compare", "dealers", typed="G") == [("plain", "Größe")]
    assert completed(*folder, "show", typed="$") == [("file", "$")]
    assert completed("--sessions", str(tmp_path / "none"), "show", typed="d") == [("file", "d")]
    assert ("plain", "export") in completed(typed="ex")


@pytest.mark.parametrize(
    ("place", "begins"),
    [
        ("bash-completion/completions/valueworkshop", ""),
        ("zsh/site-functions/_valueworkshop", "#compdef valueworkshop\n"),
        ("fish/vendor_completions.d/valueworkshop.fish", ""),
    ],
)
def test_each_shell_has_a_script_that_asks_the_program(place: str, begins: str) -> None:
    assert FILES[place].startswith(begins)
    shell = place.partition("/")[0].partition("-")[0]
    assert f"_VALUEWORKSHOP_COMPLETE={shell}_complete" in FILES[place]
