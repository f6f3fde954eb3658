"""The classes of a screen's size are there before its first frame, so that nothing jumps."""

import textual.screen as textuals


class Fitted:
    """For a screen: Textual sets the classes of its breakpoints only once it was resized."""

    def on_compose(self) -> None:
        """Set them from the size of the app."""
        if not isinstance(self, textuals.Screen):
            return
        app = self.app
        for size, own, general in (
            (app.size.width, self.HORIZONTAL_BREAKPOINTS, app.HORIZONTAL_BREAKPOINTS),
            (app.size.height, self.VERTICAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS),
        ):
            fitting = [name for least, name in sorted(own or general or []) if size >= least]
            self.add_class(*fitting[-1:])
