"""The one style sheet of the window: resources/theme/window.qss with the tokens put in."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from desktop.ui.theme.tokens import Colours, Sizes


class StyleSheet:
    """The sheet of one resources folder, read once. `$name` in it is a field of Colours or Sizes; `$theme` its
    folder, `$check` the tick that shows on the accent.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = Template((folder / "window.qss").read_text(encoding="utf-8"))

    def with_tokens(self, colours: Colours, size: Sizes, *, dark: bool) -> str:
        """Return the sheet with every `$name` replaced; a name that no token has raises KeyError."""
        names = asdict(colours) | {name: str(value) for name, value in asdict(size).items()}
        folder = self._folder.as_posix()
        check = f"{folder}/check-{'dark' if dark else 'light'}.svg"
        return self._template.substitute(names, theme=folder, check=check)
