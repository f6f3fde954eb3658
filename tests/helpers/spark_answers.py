"""Asks Spark in a process of its own: it changes paths, signals and the environment of its process.

Reads jobs as JSON from standard input, a list of [where the tables are, [SQL, …]], and writes the
rows of each query to the file in the first argument.
"""

import json
import pickle
import sys
from pathlib import Path

from valueworkshop.portfolio.portfolio_run import SPARK, engine_at

if __name__ == "__main__":
    told = []
    for where, queries in json.load(sys.stdin):
        engine = engine_at(where, SPARK)
        told.append([[dict(row) for row in engine.ask(sql)] for sql in queries])
    engine.close()
    Path(sys.argv[1]).write_bytes(pickle.dumps(told))
