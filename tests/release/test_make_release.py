"""`make release` says what is not ready."""

import zipfile
from pathlib import Path

import pytest

import make_release

READY = (
    "# Changes\n\n## Unreleased\n\n## 1.2.0 (2026-12-01)\n\n- A thing.\n\n## 1.1.0 (2026-11-01)\n"
)


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        (READY, []),
        (READY.replace("## Unreleased\n", ""), []),
        (READY.replace("1.2.0 (2026-12-01)", "1.2.0"), ["has no section '## 1.2.0"]),
        (READY.replace("- A thing.", ""), ["has no section '## 1.2.0"]),
        (READY.replace("Unreleased\n", "Unreleased\n\n- More.\n"), ["1.2.0 is not their number"]),
    ],
)
def test_a_changelog_has_the_number_and_nothing_after_it(changes: str, lacks: list[str]) -> None:
    found = list(make_release.changelog_lacks(changes, "1.2.0"))
    assert len(found) == len(lacks)
    assert all(part in told for part, told in zip(lacks, found, strict=True))


def test_a_placeholder_among_the_addresses_is_told(tmp_path: Path) -> None:
    wheel = tmp_path / "a-1.0-py3-none-any.whl"
    for host, wrong in (("a.example", 1), ("a.invalid", 0)):
        with zipfile.ZipFile(wheel, "w") as made:
            text = (
                f"Metadata-Version: 2.4\nName: a\nVersion: 1.0\nProject-URL: H, https://{host}/x\n"
            )
            made.writestr("a-1.0.dist-info/METADATA", text)
        assert len(list(make_release.metadata_lacks(wheel))) == wrong
