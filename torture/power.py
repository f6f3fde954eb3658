"""Power cuts on real file systems: an image that is shut down in the middle, and mounted again.

We ask the kernel to stop all writing to the image at once, as when the power goes (the shutdown of
ext4 and xfs, which their own tests use too). What has not reached the image is lost. This does not
cover a disk that claims to have written what it has not.
"""

import fcntl
import os
import shutil
import struct
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final, Self

from figures import Report

from killed_writers import Writer, file_in, prepare
from storage_examples import session
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.files.text.session_file import dumps, read

SHUTDOWN: Final = 0x8004587D
WITHOUT_THE_LOG: Final = 2

SYSTEMS: Final = {
    "ext4": (64, ("mkfs.ext4", "-q", "-F"), "noauto_da_alloc"),
    "xfs": (320, ("mkfs.xfs", "-q", "-f"), "defaults"),
}
"""Megabytes, how to make it, and how to mount it: without ext4's leniency for careless writers."""

LONGEST: Final = 0.25
"""Seconds of saving at most before the cut."""


class MissingError(Exception):
    """We cannot make or mount a file system here; the text says why."""


def cuts(folder: Path, random: Random, rounds: int) -> Report:
    """Cut the power so many times on each file system, and as often under a careless writer."""
    report = Report()
    for system in SYSTEMS:
        try:
            lost = _cut_again_and_again(folder, system, random, rounds, report)
            careless = _careless(folder, system, random, rounds)
        except MissingError as error:
            report.say(f"Power cuts on {system}: not possible here: {error}.")
            continue
        report.say(f"Power cut {rounds} times on {system}, while a writer saves without a pause:")
        report.say(f"  {lost} acknowledged saves lost, nothing damaged; under a writer that syncs")
        report.say(f"  nothing {careless} of {rounds}, so that the cut is known to cut.")
        report.expect(careless > 0, f"the power cuts on {system} cut nothing")
    return report


def _cut_again_and_again(
    folder: Path, system: str, random: Random, rounds: int, report: Report
) -> int:
    lost = 0
    with Image(folder, system) as image:
        prepare(image.at)
        os.sync()
        for _ in range(rounds):
            first = int(read(file_in(image.at)).session.title)
            writer = Writer(image.at, first, flushing=True)
            writer.hear(2)
            time.sleep(random.uniform(0, LONGEST))
            image.cut()
            writer.kill()  # it had reported a save as safe: after the cut each save fails
            image.mount()
            try:
                number = int(read(file_in(image.at)).session.title)
            except FileProblem as error:
                report.expect(False, f"{system}: damaged: {error}")  # noqa: FBT003
                break
            saved = writer.told.saved
            lost += number < saved
            report.expect(number >= saved, f"{system}: {saved} was acknowledged, {number} is there")
    return lost


def _careless(folder: Path, system: str, random: Random, rounds: int) -> int:
    """Return how often a writer that waits for no disk loses something."""
    lost = 0
    with Image(folder, system) as image:
        path, beside = image.at / "x.toml", image.at / "beside"
        for _ in range(rounds):
            path.write_bytes(dumps(replace(session(), title="0")))
            os.sync()
            end, number = time.monotonic() + random.uniform(0, LONGEST), 0
            while time.monotonic() < end or not number:
                number += 1
                beside.write_bytes(dumps(replace(session(), title=str(number))))
                beside.replace(path)
            image.cut()
            image.mount()
            try:
                lost += int(read(path).session.title) < number
            except FileProblem:
                lost += 1
    return lost


class Image:
    """A file system in a file, mounted; we can cut its power and mount it again."""

    def __init__(self, folder: Path, system: str) -> None:
        """Make it. Raises MissingError that says why that is not possible here."""
        size, make, self._options = SYSTEMS[system]
        if shutil.which(make[0]) is None:
            raise MissingError(f"there is no {make[0]}")
        folder.mkdir(exist_ok=True)
        self._file, self.at = folder / f"{system}.image", folder / system
        with self._file.open("wb") as file:
            file.truncate(size << 20)
        _run(*make, str(self._file))
        self.at.mkdir(exist_ok=True)
        self._mounted = False
        self.mount()

    def __enter__(self) -> Self:
        """Return this image, mounted."""
        return self

    def __exit__(self, *_: object) -> None:
        """Unmount and delete it."""
        _run("umount", str(self.at))
        self._file.unlink()

    def mount(self) -> None:
        """Mount it, again after a cut: the log is replayed then."""
        if self._mounted:
            _run("umount", str(self.at))
        _run("mount", "-o", f"loop,{self._options}", str(self._file), str(self.at))
        self._mounted = True

    def cut(self) -> None:
        """Let nothing more reach the image."""
        descriptor = os.open(self.at, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", WITHOUT_THE_LOG))
        finally:
            os.close(descriptor)


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise MissingError(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        raise MissingError(f"{command[0]}: {done.stderr.strip() or done.returncode}")
