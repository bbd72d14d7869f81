"""The morning's line 「晨间提示」: what is due today, in one line above the pages; closed, it stays away for the day."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import ElidedLabel
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.shell.pages import Place
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings

_FACTS, _DISMISSED = "morning", "dismissed"
_LISTS = frozenset({Place.CASES, Place.SEARCH})
_HEIGHT = 30
"""Pixels at the usual print size: one line of text."""


class MorningBar(QFrame):
    """Shown above every page while something is late or due today, else above the work list alone."""

    def __init__(self, theme: Theme, settings: WindowSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._settings = theme, settings
        self._notice: Notice | None = None
        self._day = date.min
        self._urgent = False
        self._at_list = True
        self.setProperty("kind", "notice")
        self._icon = QLabel()
        self._words = ElidedLabel()
        self._actions = QHBoxLayout()
        close = IconButton(theme, "x", "今天不再提示")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addLayout(self._actions)
        row.addStretch(1)
        row.addWidget(close)
        close.clicked.connect(self.dismiss)
        theme.changed.connect(self._tint)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    @property
    def notice(self) -> Notice | None:
        """What is shown, with its actions; None while it is hidden."""
        return None if self.isHidden() else self._notice

    def show_reminder(self, notice: Notice, day: date, *, urgent: bool) -> None:
        """Show the reminder of that day, unless it was closed on that day."""
        empty_row(self._actions)
        self._notice, self._day, self._urgent = notice, day, urgent
        self._words.show_text("　".join(filter(None, (notice.what, notice.remedy))))
        self.setAccessibleName(self._words.text())
        for action in notice.actions:
            button = Button(self._theme, action.label, kind="link")
            button.clicked.connect(action.act)
            self._actions.addWidget(button)
        set_form(self, tone=str(notice.tone))
        self._tint()
        self._fit()

    def turn_to(self, place: str) -> None:
        """Another page is in front."""
        self._at_list = place in _LISTS
        self._fit()

    def dismiss(self) -> None:
        """Hide it for the rest of the day, also after a restart."""
        self._settings.keep_facts(_FACTS, {_DISMISSED: self._day.isoformat()})
        self._fit()

    def _fit(self) -> None:
        dismissed = self._settings.facts(_FACTS).get(_DISMISSED) == self._day.isoformat()
        shown = self._notice is not None and not dismissed and (self._urgent or self._at_list)
        self.setVisible(shown)

    def _tint(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
        if self._notice is not None:
            name = "triangle-alert" if self._notice.tone is Tone.WARNING else "info"
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(self._theme.picture(name, self._notice.tone.ink, 14, ratio))
