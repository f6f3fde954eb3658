"""A PostgreSQL of our own in a folder of its own, reached by a socket there, gone in the end.

It needs Debian's package `postgresql`; without it, the tests fail and say so.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs() -> Path:
    """Return the folder with PostgreSQL's programs, of the newest version that is here."""
    found = shutil.which("initdb")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[-3])
    )
    if found is None and not debian:
        pytest.fail("PostgreSQL is not here: apt-get install postgresql")
    return Path(found).resolve().parent if found else debian[-1].parent


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster, and give the address of its database. It refuses to run as root."""
    home = Path(tempfile.mkdtemp(prefix="valueworkshop-pg-"))
    user = None
    if os.geteuid() == 0:
        user = next(each.pw_name for each in pwd.getpwall() if each.pw_name in _USERS)
        shutil.chown(home, user)
    data, here = home / "data", programs()

    def run(program: str, *args: str) -> None:
        done = subprocess.run(
            [here / program, "-D", data, *args],
            user=user,
            cwd=home,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=120,
        )
        if done.returncode:
            pytest.fail(f"{program}: {done.stdout}")

    try:
        run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        sockets = f"-c listen_addresses='' -k {home}"
        run("pg_ctl", "--log", str(home / "log"), "--wait", "-o", sockets, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={home}"
        finally:
            run("pg_ctl", "--wait", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


_USERS = ("postgres", "nobody")
