"""The search for garbage, which must not hold up typing."""

import gc


def spare_the_collector() -> None:
    """Take what is there now out of the search for garbage, which would hold up typing.

    In a large workshop each full search takes some 80 ms, and a save makes enough for one.
    """
    if gc.get_freeze_count():  # another workshop was open before this one
        gc.unfreeze()
        gc.collect()
    gc.freeze()
