"""What a place shows while there is nothing in it: an icon, one friendly sentence, and the action that fills it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_ICON = 40


class EmptyPage(QWidget):
    """An icon, a heading and a sentence, centred; actions come under them."""

    def __init__(
        self, theme: Theme, icon: str, heading: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._picture = QLabel()
        self._heading = make_label(heading, "title")
        self._sentence = make_label(sentence, tone=Tone.SECONDARY)
        self._actions = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for widget in (self._picture, self._heading, self._sentence):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addLayout(self._actions)
        column.addStretch(3)
        self._actions.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._actions.setSpacing(12)
        theme.changed.connect(self._tint)
        self._tint()

    def say(self, heading: str, sentence: str) -> None:
        self._heading.setText(heading)
        self._sentence.setText(sentence)

    def offer(self, button: Button) -> None:
        """Put an action under the sentence; the first one takes the keyboard."""
        if not self._actions.count():
            self.setFocusProxy(button)
        self._actions.addWidget(button)

    def _tint(self) -> None:
        icon = self._theme.icon(self._icon, "text_secondary", _ICON)
        self._picture.setPixmap(icon.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
