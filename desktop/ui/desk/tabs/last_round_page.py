"""The tab 「上次」 of a case handled again: what the proposers object to, in full, and the letter of the round before."""

from __future__ import annotations

from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from desktop.domain.records.feedback import Feedback
from desktop.domain.words.dates import short_date
from desktop.services.handling.casework import Casework
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone


class LastRoundPage(QWidget):
    """Read-only: the new letter is written beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ScrollColumn((8, 8, 8, 4), 4)
        self.outcome = make_label(kind="small", tone=Tone.SECONDARY, wrap=True)
        self.letter = QTextEdit()
        self.letter.setReadOnly(True)
        self.letter.setTabChangesFocus(True)
        self.letter.setAccessibleName("上一次的答复")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.said, 2)
        column.addWidget(self.outcome)
        column.addWidget(self.letter, 5)

    def show_work(self, found: Casework) -> None:
        """Show the round before the present one; nothing in the first."""
        if len(found.rounds) < 2:
            return
        before, now = found.rounds[-2:]
        labels = {rating.code: rating.label for rating in found.scale}
        self.said.clear()
        for form in sorted(before.forms, key=lambda one: not one.is_dissatisfied):
            rating = labels.get(form.rating, form.rating)
            self._add(f"{form.proposer}　{rating}{_day(form)}", form.remark, bad=form.is_dissatisfied)
        unhappy = [form.remark for form in before.forms if form.is_dissatisfied]
        if not unhappy or not all(remark in now.round.because for remark in unhappy):
            self._add("重新办理的原因", now.round.because)
        self.outcome.setText(f"第 {before.number} 次答复：" + "　".join(before.words))
        self.said.column.addStretch(1)
        if self.letter.toPlainText() != before.text:
            self.letter.setPlainText(before.text)

    def _add(self, heading: str, words: str, *, bad: bool = False) -> None:
        self.said.column.addWidget(make_label(heading, "heading", Tone.DANGER if bad else None, wrap=True))
        if words:
            self.said.column.addWidget(make_label(words, wrap=True))


def _day(form: Feedback) -> str:
    return f"（{short_date(form.returned_at)}）" if form.returned_at else ""
