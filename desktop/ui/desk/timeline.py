"""What has happened to the case so far, newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.domain.event import Event
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.rows import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class Timeline(QScrollArea):
    """One entry an event: what, then when and who."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(2)
        self.setWidget(inside)

    def show_events(self, events: tuple[Event, ...]) -> None:
        empty_row(self._column)
        for event in reversed(events):
            self._column.addWidget(make_label(event.label, wrap=True))
            at = event.at
            when = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}" + (f"　{event.who}" if event.who else "")
            self._column.addWidget(make_label(when, "small", Tone.SECONDARY))
            self._column.addSpacing(10)
        self._column.addStretch(1)
