"""The status line at the foot of the window: short facts on the left and on the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.ui.parts.labels import make_label
from desktop.ui.parts.rows import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_ICON = 14
SECRECY = "本软件不处理涉密信息"


@dataclass(frozen=True, slots=True)
class StatusFact:
    """One fact: a few words, with an icon where colour says something."""

    words: str
    icon: str = ""
    tone: Tone = Tone.SECONDARY


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What one page has to say at the foot of the window."""

    left: tuple[StatusFact, ...] = ()
    right: tuple[StatusFact, ...] = (StatusFact(SECRECY),)


class StatusLine(QFrame):
    """Shows the facts of the page in front."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts = StatusFacts()
        self.setProperty("edge", "top")
        self.setProperty("ground", "surface")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(6)
        theme.changed.connect(self._redraw)
        self._redraw()

    def show_facts(self, facts: StatusFacts) -> None:
        if facts != self._facts:
            self._facts = facts
            self._redraw()

    @property
    def words(self) -> str:
        """Everything on show, parted by blanks."""
        return " ".join(fact.words for fact in (*self._facts.left, *self._facts.right))

    def _redraw(self) -> None:
        self.setFixedHeight(self._theme.size.status_height)
        empty_row(self._row)
        for fact in self._facts.left:
            self._add(fact)
        self._row.addStretch(1)
        for fact in self._facts.right:
            self._add(fact)

    def _add(self, fact: StatusFact) -> None:
        if self._row.count():
            self._row.addSpacing(12)
        if fact.icon:
            picture = QLabel()
            icon = self._theme.icon(fact.icon, fact.tone.ink, _ICON)
            picture.setPixmap(icon.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
            self._row.addWidget(picture)
        self._row.addWidget(make_label(fact.words, "small", fact.tone))
