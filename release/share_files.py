"""The files for the `share` folder of an environment, each where its reader looks for it."""

from pathlib import Path

from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from man_page import man_page
from valueworkshop import __version__
from valueworkshop.cli import cli

NAME = "valueworkshop"


def share_files(root: Path) -> dict[str, str]:
    """Return the text of each file by its place below `share`; `root` is the project's folder."""
    page = man_page(
        NAME,
        cli,
        version=__version__,
        changes=(root / "CHANGELOG.md").read_text(encoding="utf-8"),
        commands_page=(root / "docs" / "commands.md").read_text(encoding="utf-8"),
    )
    return {
        f"man/man1/{NAME}.1": page,
        f"bash-completion/completions/{NAME}": completion(BashComplete),
        f"zsh/site-functions/_{NAME}": completion(ZshComplete).lstrip(),
        f"fish/vendor_completions.d/{NAME}.fish": completion(FishComplete),
    }


def completion(shell: type[ShellComplete]) -> str:
    """Return the script of a shell, without asking whether that shell is here and new enough."""
    return ShellComplete.source(shell(cli, {}, NAME, f"_{NAME.upper()}_COMPLETE"))
