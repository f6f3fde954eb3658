"""Case 63: files made to choke a reader end in a few lines, and take little memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MEGABYTES = 300
HEAD = 'schema = 1\nid = "a"\ntitle = "t"\nkit = { id = "k", title = "k" }\n'
END = "\n# end of session\n"
FILES = {
    "a key of 80 KB": "a." * 40_000 + "a = 1",
    "100,000 lists": "a = " + "[" * 100_000,
    "20,000 tables": "[" + "a." * 20_000 + "a]",
    "a number of 5,000 digits": "a = " + "9" * 5_000,
    "50,000 wrong items": "revealed = [" + "1," * 50_000 + "]",
    "50,000 people": "".join(f"[people.x{n}]\nname = {n}\n" for n in range(50_000)),
    "200,000 keys and one twice": "".join(f"k{n} = 1\n" for n in range(200_000)) + "k7 = 2",
    "300,000 headers": "".join(f"[a{n}]\n" for n in range(300_000)),
    "190,000 headers": "".join(f"[a{n}]\n" for n in range(190_000)),
    "20,000 twins": "".join(f'[people.x{n}]\nname = "x"\n' for n in range(20_000)) * 2,
    "9,000 people": "".join(f"[people.x{n}]\nname = {n}\n" for n in range(9_000)),
    "9,000 unknown keys": "".join(f"unknown{n} = {n}\n" for n in range(9_000)),
    "text of 9 MB": f'offer = "{"x" * 9_000_000}"',
    "lines of 9 MB": "\n" * 9_000_000,
}
JSON = {
    "60,000 keys, the last one twice": "{"
    + "".join(f'"k{n}": 1, ' for n in range(60_000))
    + '"k59999": 2}',
    "lists of 9 MB": f"[{'[], ' * 2_300_000}1]",
}

_FEW = (
    *("a key of 80 KB", "a number of 5,000 digits", "50,000 wrong items", "lines of 9 MB"),
    *("300,000 headers", "190,000 headers", "20,000 twins"),
)
TRIED = FILES if "VALUEWORKSHOP_EXAMPLES" in os.environ else _FEW

# The most memory that this program ever had, in KB. What `getrusage` tells begins with that of
# the process by which it was started.
RUN = """
import re, sys
from valueworkshop.cli import cli
try:
    cli(sys.argv[1:])
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told otherwise elsewhere")
@pytest.mark.parametrize("what", TRIED)
def test_a_bomb_is_refused_in_a_few_lines_and_little_memory(what: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.toml"
    path.write_text(HEAD + FILES[what] + END)
    is_refused("check", path)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told otherwise elsewhere")
@pytest.mark.parametrize("what", JSON)
def test_a_bomb_is_not_brought_in(what: str, tmp_path: Path) -> None:
    """76"""
    path = tmp_path / "bomb.json"
    path.write_text(JSON[what])
    is_refused("import", path)


def is_refused(command: str, path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, command, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert int(done.stdout) < MEGABYTES * 1024
    lines = done.stderr.splitlines()
    assert 1 <= len(lines) <= 21
    assert all(line.startswith((str(path), "… and ")) for line in lines)
    assert max(map(len, lines)) < 1_000
