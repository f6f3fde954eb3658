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
    "9,000 people": "".join(f"[people.x{n}]\nname = {n}\n" for n in range(9_000)),
    "9,000 unknown keys": "".join(f"unknown{n} = {n}\n" for n in range(9_000)),
    "text of 9 MB": f'offer = "{"x" * 9_000_000}"',
    "lines of 9 MB": "\n" * 9_000_000,
}

TRIED = (
    FILES
    if "VALUEWORKSHOP_EXAMPLES" in os.environ
    else ("a key of 80 KB", "a number of 5,000 digits", "50,000 wrong items", "lines of 9 MB")
)

# The most memory that this program ever had, in KB. What `getrusage` tells begins with that of
# the process by which it was started.
CHECK = """
import re, sys
from valueworkshop.cli import cli
try:
    cli(["check", sys.argv[1]])
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told otherwise elsewhere")
@pytest.mark.parametrize("what", TRIED)
def test_a_bomb_is_refused_in_a_few_lines_and_little_memory(what: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.toml"
    path.write_text(HEAD + FILES[what] + END)
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(path)],
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
