"""Reads many workshops in processes of their own, beside the one that has the keys.

A reader gets paths on its standard input and answers with records, a line for each lot. A reader
that cannot start, or ends, is no loss: what it should have read is read here.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from valueworkshop.library.read_record import record_at
from valueworkshop.library.record import Record, as_values, from_values

READERS: Final = 2

LOT: Final = 16
"""Files for a reader at once: it reads them in less than a tenth of a second."""

_POLITE: Final = 5
"""How much a reader gives way to what people do, as the command nice counts."""


def read_beside(paths: Sequence[Path], go_on: Callable[[], bool]) -> Iterator[Record]:
    """Yield the records of files in their order; ends early when `go_on` says so.

    We call `go_on` before each lot, and it may wait.
    """
    idle: SimpleQueue[_Reader] = SimpleQueue()
    readers = [_Reader() for _ in range(READERS)]
    over = threading.Event()
    for reader in readers:
        idle.put(reader)

    def read(lot: Sequence[Path]) -> list[Record]:
        reader = idle.get()
        try:
            return reader.read(lot)
        except (OSError, ValueError):  # it has ended, or answered with half a line
            return [] if over.is_set() else [record_at(path) for path in lot]
        finally:
            idle.put(reader)

    threads = ThreadPoolExecutor(READERS)
    waiting: deque[Future[list[Record]]] = deque()
    try:
        for start in range(0, len(paths), LOT):
            if not go_on():
                return
            waiting.append(threads.submit(read, paths[start : start + LOT]))
            if len(waiting) > 2 * READERS:
                yield from waiting.popleft().result()
        for last in waiting:
            yield from last.result()
    finally:
        over.set()
        for reader in readers:
            reader.end()
        threads.shutdown(cancel_futures=True)


class _Reader:
    """One process that reads. Any failure is an OSError or a ValueError."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        # Without -P a folder called valueworkshop in the working directory would be the program.
        command = [sys.executable, "-P", "-m", __name__]
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                start_new_session=True,  # ctrl+c in the terminal is not for it
            )

    def read(self, paths: Sequence[Path]) -> list[Record]:
        if self._process is None or self._process.stdin is None or self._process.stdout is None:
            raise OSError
        self._process.stdin.write(json.dumps([str(path) for path in paths]) + "\n")
        self._process.stdin.flush()
        found = [from_values(values) for values in json.loads(self._process.stdout.readline())]
        if len(found) != len(paths):
            raise ValueError
        return found

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()


def main() -> None:
    """Answer each line of paths with their records, until there is no more."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    for line in sys.stdin:
        told = [as_values(record_at(Path(path))) for path in json.loads(line)]
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
