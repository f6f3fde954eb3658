"""Kits that teams make of their workshops: written like any kit, and checked like any."""

import os
from pathlib import Path

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kit_of_workshop import kit_of_workshop
from valueworkshop.files.home.kits import FIRST_LINE, SCHEMA, kit_of, kits_folder, shipped
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.file_names import file_name
from valueworkshop.files.text.codec import encode
from valueworkshop.files.text.problems import FileProblem, reason
from valueworkshop.files.text.toml_writing import format_toml


def kit_from(session: Session, title: str) -> tuple[str, bytes]:
    """Return the id and the bytes of a kit that asks what a workshop asked.

    Raises FileProblem if it would be no sound kit.
    """
    kit_id = Path(file_name(title, None)).stem
    tree = {"schema": SCHEMA, **encode(kit_of_workshop(session, kit_id, one_line(title)))}
    data = f"{FIRST_LINE}{format_toml(tree)}\n".encode()
    kit_of(data, kit_id)
    return kit_id, data


def kept_as_kit(session: Session, title: str) -> str:
    """Write a kit from a workshop into the folder of your own kits; return what to say."""
    title = one_line(title)
    if not title:
        return ""
    folder = kits_folder(os.environ, Path.cwd())
    try:
        kit_id, data = kit_from(session, title)
        path = folder / f"{kit_id}.toml"
        if kit_id in shipped():
            return f"Not kept: valueworkshop has a kit called {kit_id}. Choose another title."
        atomic.make_folder(folder)
        atomic.create(path, data, mode=atomic.FOR_OTHERS)
    except FileExistsError:
        return f"Not kept: there is a kit called {kit_id} already. Choose another title."
    except FileProblem as error:
        return f"Not kept: {error.problems[0].message}."
    except OSError as error:
        return f"Not kept: {reason(error)}."
    return f"Kept as a kit: {path}. New workshops offer it."
