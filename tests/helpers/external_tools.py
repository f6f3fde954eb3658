"""What `make test-external` needs. If it is missing, the tests fail and say what to install."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from headless import Browser, MissingError

HERE = Path(__file__).parents[1] / "external"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    try:
        with Browser(tmp_path_factory.mktemp("profile")) as started:
            yield started
    except MissingError as error:
        pytest.fail(str(error))


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The folder for pictures of pages, for people to look at."""
    folder = HERE / "pictures"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def modules() -> Path:
    folder = HERE / "node_modules"
    if not (folder / "mermaid-10").is_dir():
        pytest.fail("Mermaid is not here: apt-get install npm, then `npm ci` in tests/external")
    return folder
