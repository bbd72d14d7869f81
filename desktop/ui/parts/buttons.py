"""Buttons whose icons take the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from desktop.ui.parts.tone import set_form
from desktop.ui.theme.theme import Theme

_ICON = 16


class Button(QPushButton):
    """A button with words. `kind` is "" (outlined), "primary" (the one next step of a page) or "link"."""

    def __init__(
        self, theme: Theme, text: str, icon: str = "", kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._icon = theme, icon
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(_ICON, _ICON))
        theme.changed.connect(self._tint)
        self._tint()

    def put_icon_last(self) -> None:
        """Show the icon behind the words, as an arrow to the next step wants it."""
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def _tint(self) -> None:
        role = {"primary": "on_accent", "link": "accent"}.get(str(self.property("kind")), "text")
        if self._icon:
            self.setIcon(self._theme.icon(self._icon, role, _ICON))


class IconButton(QToolButton):
    """A button that is an icon with, if wanted, quiet words beside it. `name` is what a screen reader says."""

    def __init__(
        self, theme: Theme, icon: str, name: str, words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setText(words)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(_ICON, _ICON))
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.setToolButtonStyle(beside if words else Qt.ToolButtonStyle.ToolButtonIconOnly)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        self.setIcon(self._theme.icon(self._icon, "text_secondary", _ICON))
        set_form(self)
