"""Tables in a store that is like S3: moto's server, which DuckDB reads through fsspec and s3fs.

Spark reads what fsspec has fetched from there. `s3a://` itself needs hadoop-aws, which is only in
Maven's registry. So it is tried without: it must say what is lacking.
"""

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
    "PYSPARK_SUBMIT_ARGS": "--master local[1] --conf spark.ui.enabled=false "
    "--conf spark.sql.shuffle.partitions=2 --conf spark.ui.showConsoleProgress=false pyspark-shell",
}
store = fsspec.filesystem("s3")
store.mkdir("bucket")
store.put(f"{sys.argv[1]}/", "bucket/tables", recursive=True)
store.get("bucket/tables", sys.argv[2], recursive=True)
for where, engine in (
    ("s3://bucket/tables", "duckdb"), (sys.argv[1], "duckdb"), ("s3://bucket/nothing", "duckdb"),
    (sys.argv[2], "spark"), ("s3://bucket/tables", "spark"),
):
    result = CliRunner().invoke(cli, ["portfolio", "--tables", where, "--engine", engine])
    print(result.stdout if result.exit_code == 0 else result.stderr)
    print("=====", result.exit_code)
server.stop()
"""


def test_tables_in_a_store_like_s3_say_what_those_in_a_folder_say(tmp_path: Path) -> None:
    write(tmp_path / "made", 100, "parquet")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "made"), str(tmp_path / "fetched")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    store, folder, nothing, fetched, address, last = done.stdout.split("=====")
    assert "100 workshops" in store
    assert store.strip() == folder.partition("\n")[2].strip()
    assert folder.startswith(" 0\n")
    assert "holds no tables" in nothing
    assert store.strip() == fetched.partition("\n")[2].strip()
    assert "Spark has no library for this store, such as hadoop-aws" in address
    assert "\tat " not in address
    assert last.strip() == "3"
