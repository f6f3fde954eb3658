"""Tables in a store that is like S3: moto's server, which DuckDB reads through fsspec and s3fs."""

import subprocess
import sys
from pathlib import Path

import pytest

from made_tables import write

pytestmark = pytest.mark.external

_PROGRAM = """
import os, sys
import fsspec
from moto.server import ThreadedMotoServer
from click.testing import CliRunner
from valueworkshop.cli import cli

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
os.environ |= {
    "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
}
store = fsspec.filesystem("s3")
store.mkdir("bucket")
store.put(f"{sys.argv[1]}/", "bucket/tables", recursive=True)
for where in ("s3://bucket/tables", sys.argv[1], "s3://bucket/nothing"):
    result = CliRunner().invoke(cli, ["portfolio", "--tables", where])
    print(result.stdout if result.exit_code == 0 else result.stderr)
    print("=====", result.exit_code)
server.stop()
"""


def test_tables_in_a_store_like_s3_say_what_those_in_a_folder_say(tmp_path: Path) -> None:
    write(tmp_path, 100, "parquet")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    store, folder, nothing, _ = done.stdout.split("=====")
    assert "100 workshops" in store
    assert store.strip() == folder.partition("\n")[2].strip()
    assert folder.startswith(" 0\n")
    assert "holds no tables" in nothing
