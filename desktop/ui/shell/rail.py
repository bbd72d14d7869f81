"""The rail 「侧栏」 at the left edge of the window, which selects a place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from desktop.ui.parts.keys import tip
from desktop.ui.shell.pages import LOWER, UPPER, Place
from desktop.ui.theme.theme import Theme

_ICON = 20
_GAP, _EDGE = 6, 12


class RailButton(QToolButton):
    """A button of a place or of the manual: icon above name."""

    def __init__(self, theme: Theme, label: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._brief = False
        self.setProperty("kind", "rail")
        self.setText(label)
        self.setAccessibleName(label)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._tint)
        self.toggled.connect(self._tint)
        self._tint()

    def set_brief(self, *, brief: bool) -> None:
        """Show the name alone, in a low button: for large print on a low screen."""
        if brief is not self._brief:
            self._brief = brief
            style = Qt.ToolButtonStyle
            self.setToolButtonStyle(style.ToolButtonTextOnly if brief else style.ToolButtonTextUnderIcon)
            self._tint()

    def _tint(self) -> None:
        side = self._theme.size.rail_width - 12
        self.setFixedSize(side, self._theme.size.font_tiny + 16 if self._brief else side - 4)
        self.setIconSize(QSize(self._theme.px(_ICON), self._theme.px(_ICON)))
        role = "accent" if self.isChecked() else "text_secondary"
        self.setIcon(self._theme.icon(self._icon, role, _ICON))


class Rail(QFrame):
    """Requests a place; the window shows it and calls `mark`."""

    place_requested = Signal(Place)
    help_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "rail")
        self.setProperty("edge", "right")
        self._theme = theme
        self._buttons = {
            place: RailButton(theme, place.label, place.icon, self) for place in (*UPPER, *LOWER)
        }
        for place, button in self._buttons.items():
            button.setToolTip(tip(f"window.{place}"))
        self.help = RailButton(theme, "帮助", "circle-help", self)
        self.help.setToolTip(tip("window.manual"))
        self.help.setCheckable(False)
        self.help.clicked.connect(self.help_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, _EDGE, 6, _EDGE)
        column.setSpacing(_GAP)
        for place in UPPER:
            column.addWidget(self._buttons[place])
        column.addStretch(1)
        for place in LOWER:
            column.addWidget(self._buttons[place])
        column.addWidget(self.help)
        for place, button in self._buttons.items():
            button.clicked.connect(lambda _checked, wanted=place: self.place_requested.emit(wanted))
        self.setMinimumHeight(1)  # not that of the high buttons: they get low ones where there is no room
        theme.changed.connect(self._resize)
        self._resize()

    def mark(self, place: Place) -> None:
        """Mark the current place."""
        for other, button in self._buttons.items():
            button.setChecked(other is place)

    def button(self, place: Place) -> RailButton:
        return self._buttons[place]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _resize(self) -> None:
        self.setFixedWidth(self._theme.size.rail_width)
        self._fit()

    def _fit(self) -> None:
        """Leave out the icons where the buttons would be higher than the window."""
        buttons = (*self._buttons.values(), self.help)
        whole = len(buttons) * (self._theme.size.rail_width - 16 + _GAP) + 2 * _EDGE
        for button in buttons:
            button.set_brief(brief=whole > self.height() > 0)
