"""The phrases 「常用语」 of the open section, one click away, their placeholders already filled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.reply_template import Phrase

_SHOWN = 26


class PhraseMenu(QMenu):
    """`phrase_chosen` carries the wording as the template has it; the desk fills it."""

    phrase_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.show_phrases(())

    def show_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Offer these phrases; without any the menu says so."""
        self.clear()
        for place, phrase in enumerate(phrases, 1):
            shown = phrase.text if len(phrase.text) <= _SHOWN else phrase.text[:_SHOWN] + "…"
            key = f"&{place} " if place <= 9 else ""
            action = self.addAction(f"{key}{phrase.name}　{shown}".replace("{", "").replace("}", ""))
            action.setToolTip(phrase.text)
            action.triggered.connect(lambda _checked=False, text=phrase.text: self.phrase_chosen.emit(text))
        if not phrases:
            self.addAction("本节没有常用语").setEnabled(False)
