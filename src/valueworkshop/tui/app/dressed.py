"""The look of an app: by the settings, and by what the terminal can show."""

from textual.theme import BUILTIN_THEMES

from valueworkshop.tui.terminal.themes import DARK, OWN, THEMES, named
from valueworkshop.tui.widgets.sturdy_app import SturdyApp


class DressedApp(SturdyApp):
    """An app that wears one of our looks, or one of Textual's by name."""

    def wear(self, setting: str) -> None:
        """Wear the look that a setting names."""
        name = named(setting)
        if name in BUILTIN_THEMES:
            from valueworkshop.tui.terminal.textual_themes import of_textual  # noqa: PLC0415 - seldom

            self.register_theme(of_textual(name))
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = name

    def fit_colours(self) -> None:
        """Wear the look for 16 colours in a terminal that has no more."""
        if self.console.color_system == "standard" and self.theme in OWN.values():
            self.wear("ansi")

    def get_css_variables(self) -> dict[str, str]:
        """Return what styles may name; without colours a large gap is no paler than a small one."""
        found = super().get_css_variables()
        if self.no_color:
            found |= {name: found["foreground"] for name in found if name.startswith("gap-")}
        return found

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own variables: styles are read before a look is worn."""
        return DARK.variables

    def action_theme(self) -> None:
        """Switch between the dark and the light look, if there are colours."""
        if not (self.no_color or self.native_ansi_color):
            self.wear("light" if self.current_theme.dark else "dark")
