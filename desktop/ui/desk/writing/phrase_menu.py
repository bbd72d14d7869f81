"""The phrases 「常用语」 of the open section, one click away, shown as they will read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.letter.reply_template import Phrase

_SHOWN = 28


class PhraseMenu(QMenu):
    """`phrase_chosen` carries the wording with the facts of the case filled in. The menu is made when it opens."""

    phrase_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases: tuple[Phrase, ...] = ()
        self._fill: Callable[[str], str] = str
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._make)

    def set_filling(self, fill: Callable[[str], str]) -> None:
        """How placeholders become facts."""
        self._fill = fill

    def show_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Offer these phrases from now on."""
        self._phrases = phrases

    def _make(self) -> None:
        self.clear()
        for place, phrase in enumerate(self._phrases, 1):
            self._add(place, phrase.name, self._fill(phrase.text))
        if not self._phrases:
            self.addAction("本节没有常用语").setEnabled(False)

    def _add(self, place: int, name: str, text: str) -> None:
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        key = f"&{place} " if place <= 9 else ""
        action = self.addAction(f"{key}{name}　{shown}")
        action.setToolTip(text)
        action.triggered.connect(lambda: self.phrase_chosen.emit(text))
