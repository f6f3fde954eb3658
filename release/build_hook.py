"""What a wheel holds beside the package: the man page, and completions for three shells."""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShareHook(BuildHookInterface):
    """Makes the files anew in each build, so that they are never older than the commands."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to a wheel; an editable one, as of `make run`, needs none."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path[:0] = [str(root / "src"), str(root / "release")]
        from share_files import share_files  # noqa: PLC0415 - found by the line above

        made = Path(mkdtemp())
        for place, text in share_files(root).items():
            path = made / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            path.chmod(0o644)
            build_data["shared_data"][str(path)] = f"share/{place}"
