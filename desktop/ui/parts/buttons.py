"""Buttons with icons in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.ui.parts.labels import elided
from desktop.ui.parts.tone import set_form
from desktop.ui.theme.theme import Theme

_ICON = 16
_GAP = 3
_SLACK = 12
"""Border and padding of a link, both sides together, in pixels."""


class Button(QPushButton):
    """A button with a text. `kind` is "" (outlined), "primary" (the main action of a page), "link" or "chip"; a link may have
    the tone "secondary".
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon: str = "",
        kind: str = "",
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._icon = theme, icon
        self.setProperty("kind", kind)
        self.setProperty("tone", tone)
        self.setAutoDefault(False)
        if kind == "link":
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the hand where it writes
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._tint)
        self._tint()

    def put_icon_last(self) -> None:
        """Show the icon after the text, for arrows to a next step."""
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._tint()

    def _tint(self) -> None:
        role = {"primary": "on_accent", "link": "accent"}.get(str(self.property("kind")), "text")
        if self.property("tone") == "secondary":
            role = "text_secondary"
        if self._icon:
            self.setIconSize(QSize(self._theme.px(_ICON) + self._theme.px(_GAP), self._theme.px(_ICON)))
            last = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.setIcon(self._theme.icon(self._icon, role, _ICON, -_GAP if last else _GAP))


class ElidedLink(Button):
    """A link whose text is elided with … if it does not fit, so that it never widens its column."""

    def __init__(
        self, theme: Theme, text: str, tone: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text, icon, kind="link", tone=tone, parent=parent)
        self._words = text
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Set the full text."""
        self._words = text
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    @property
    def _around(self) -> int:
        """Pixels of the button that are not text."""
        return _SLACK + (self.iconSize().width() + _GAP if self._icon else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance("答复…") + self._around, super().minimumSizeHint().height()
        )

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._words) + self._around
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - self._around + 1
        self.setText(elided(self.fontMetrics(), self._words, room))
        super().resizeEvent(event)


class IconButton(QToolButton):
    """A flat button with an icon, a text, or both. `name` is its accessible name."""

    def __init__(
        self, theme: Theme, icon: str, name: str, words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setText(words)
        self.setProperty("kind", "" if words else "bare")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._gap = _GAP if words and icon else 0
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        plain = Qt.ToolButtonStyle.ToolButtonTextOnly if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(beside if words and icon else plain)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        if self._icon:
            self.setIconSize(QSize(self._theme.px(_ICON) + self._theme.px(self._gap), self._theme.px(_ICON)))
            self.setIcon(self._theme.icon(self._icon, "text_secondary", _ICON, self._gap))
        set_form(self)
