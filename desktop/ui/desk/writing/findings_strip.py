"""The strip under the editor: the next thing that wants a look, with the way to it one click off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class FindingsStrip(QFrame):
    """One finding at a time; `followed` carries the place it leads to, as given to `tell`."""

    followed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._target = ""
        self.setProperty("kind", "card")
        self._picture = QLabel()
        self._words = make_label(wrap=True)
        self._basis = make_label(kind="small", tone=Tone.SECONDARY)
        self._follow = Button(theme, "去补", kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self._basis)
        row.addWidget(self._follow)
        self._follow.clicked.connect(lambda: self.followed.emit(self._target))
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self._words.text()

    def tell(self, words: str, target: str = "", basis: str = "", action: str = "去补") -> None:
        """Show a finding; empty words hide the strip."""
        self.setVisible(bool(words))
        self._words.setText(words)
        self._basis.setText(basis)
        self._target = target
        self._follow.setText(action)
        self._follow.setVisible(bool(target))

    def _tint(self) -> None:
        icon = self._theme.icon("triangle-alert", "warning", 16)
        self._picture.setPixmap(icon.pixmap(QSize(16, 16), self.devicePixelRatioF()))
