"""Build the sdist and the wheel, and check them; see `make release`. Nothing is uploaded."""

import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from packaging.metadata import Metadata

from valueworkshop import __version__

ROOT: Final = Path(__file__).parents[1]
DIST: Final = ROOT / "dist"

PLACEHOLDER: Final = ".example"
"""The end of a host that nobody can have, in [project.urls] until the project has a real one."""


def build(folder: Path) -> dict[str, bytes]:
    """Build both into a folder, the wheel from the sdist; return the content by the file's name."""
    return _built(folder)


def wheel_of_the_tree(folder: Path) -> dict[str, bytes]:
    """Build the wheel from the work tree itself."""
    return _built(folder, "--wheel")


def _built(folder: Path, *options: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "build", *options, "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(
        command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nThe build failed: see above.")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def changelog_lacks(changes: str, version: str) -> Iterator[str]:
    """Yield what a changelog lacks for a version to be released."""
    sections = re.split(r"^## (.+)$", changes, flags=re.MULTILINE)
    texts = dict(zip(sections[1::2], (text.strip() for text in sections[2::2]), strict=True))
    dated = [
        name
        for name in texts
        if re.fullmatch(rf"{re.escape(version)} \(\d{{4}}(-\d\d){{2}}\)", name)
    ]
    if not dated or not texts[dated[0]]:
        yield f"CHANGELOG.md has no section '## {version} (YEAR-MONTH-DAY)'"
    if texts.get("Unreleased"):
        yield f"CHANGELOG.md has changes under 'Unreleased', so {version} is not their number"


def metadata_lacks(wheel: Path) -> Iterator[str]:
    """Yield what is wrong with the metadata and the addresses of a wheel."""
    with zipfile.ZipFile(wheel) as opened:
        name = next(each for each in opened.namelist() if each.endswith(".dist-info/METADATA"))
        data = opened.read(name)
    Metadata.from_email(data, validate=True)
    addresses = message_from_bytes(data).get_all("Project-URL", [])
    if any(each.partition("://")[2].partition("/")[0].endswith(PLACEHOLDER) for each in addresses):
        yield f"[project.urls] in pyproject.toml names a placeholder, *{PLACEHOLDER}, as host"


def not_committed() -> Iterator[str]:
    """Yield the files that git does not have as they are here."""
    look = ["git", "-C", str(ROOT), "status", "--porcelain"]
    done = subprocess.run(look, check=False, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        yield f"not committed: {line[3:]}"


def main() -> int:
    """Build, check, and say what came of it; return the exit code."""
    wrong = list(changelog_lacks((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), __version__))
    wrong += not_committed()
    DIST.mkdir(exist_ok=True)
    for old in DIST.iterdir():
        old.unlink()
    made = build(DIST)
    with TemporaryDirectory() as once_more, TemporaryDirectory() as of_the_tree:
        if build(Path(once_more)) != made:
            wrong.append("a second build differs from the first")
        if not wheel_of_the_tree(Path(of_the_tree)).items() <= made.items():
            wrong.append("the wheel of the sdist is not the wheel of the work tree")
    (wheel,) = DIST.glob("*.whl")
    wrong += metadata_lacks(wheel)
    # Packages of one shape may begin with the same sentence: W002 counts that as a duplicate.
    look = [sys.executable, "-m", "check_wheel_contents", "--ignore", "W002", str(wheel)]
    if subprocess.run(look, check=False).returncode:
        wrong.append("check-wheel-contents found faults in the wheel")
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in made.items()]
    (DIST / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    print("".join(sums), end="")
    for each in wrong:
        print(f"NOT READY: {each}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
