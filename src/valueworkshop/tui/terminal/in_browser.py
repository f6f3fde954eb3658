"""Whether textual-serve shows the app in a browser: then pipes lead there, and no terminal is."""

from collections.abc import Mapping
from typing import Final

WEB_DRIVER: Final = "textual.drivers.web_driver:WebDriver"
"""What textual-serve sets as TEXTUAL_DRIVER for the program it starts."""


def in_browser(env: Mapping[str, str]) -> bool:
    """Whether the program was started to be shown in a browser."""
    return env.get("TEXTUAL_DRIVER") == WEB_DRIVER
