"""One co-handling unit 「会办单位」 on the desk: where its opinion stands, and what can be done next."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.records.co_opinion import OpinionState
from desktop.services.handling.casework import OpinionWork
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.due_words import short_day
from desktop.ui.parts.labels import Pill, make_label, shortened
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_TONES = {
    OpinionState.NOT_ASKED: Tone.NEUTRAL,
    OpinionState.WAITING: Tone.ACCENT,
    OpinionState.LATE: Tone.DANGER,
    OpinionState.RECEIVED: Tone.WARNING,
    OpinionState.MERGED: Tone.GOOD,
}
_TEXT_SHOWN = 160
"""Characters of an opinion shown on the card; the whole of it is its tool tip and goes into the reply."""


class OpinionCard(QFrame):
    """`asked`, `chased`, `received` and `merged` carry the unit."""

    asked = Signal(str)
    chased = Signal(str)
    received = Signal(str)
    merged = Signal(str)

    def __init__(
        self, theme: Theme, work: OpinionWork, today: date, section: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self.work = theme, work
        self.state = work.opinion.state(today)
        self.setProperty("kind", "ask")
        self.setProperty("open", self.state is OpinionState.LATE)
        self.setAccessibleName(f"{work.opinion.unit}，{self.state.label}")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(3)
        column.addLayout(self._make_head())
        for line in opinion_lines(work, section):
            column.addWidget(make_label(line, "small", Tone.SECONDARY, wrap=True))
        if work.opinion.text:
            words = make_label(shortened(work.opinion.text, _TEXT_SHOWN), wrap=True)
            words.setToolTip(work.opinion.text)
            column.addWidget(words)
        column.addLayout(self._make_foot())

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(make_label(self.work.opinion.unit, "heading", wrap=True), 1)
        row.addWidget(Pill(self.state.label, _TONES[self.state]), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        unit = self.work.opinion.unit
        for words, signal in self._verbs():
            link = Button(self._theme, words, kind="link")
            link.setAccessibleName(f"{unit}：{words}")
            link.clicked.connect(lambda _checked=False, wish=signal: wish.emit(unit))
            row.addWidget(link)
        row.addStretch(1)
        return row

    def _verbs(self) -> list[tuple[str, SignalInstance]]:
        match self.state:
            case OpinionState.NOT_ASKED:
                return [("登记发函", self.asked), ("收到意见…", self.received)]
            case OpinionState.WAITING | OpinionState.LATE:
                return [("登记催办…", self.chased), ("收到意见…", self.received)]
            case OpinionState.RECEIVED:
                return [("并入本节", self.merged), ("更正…", self.received)]
            case _:
                return [("再并入本节", self.merged), ("更正…", self.received)]


def opinion_lines(work: OpinionWork, section: str) -> list[str]:
    """The way of an opinion in short lines: asked, due, chased, received, and the section that took it up."""
    opinion, chases = work.opinion, work.chases
    way = [f"{short_day(opinion.asked_at)}发函"] if opinion.asked_at else []
    way += [f"{short_day(opinion.due_at)}前反馈"] if opinion.due_at and not opinion.received_at else []
    way += [f"已催 {len(chases)} 次，最近 {short_day(chases[-1].day)}{chases[-1].way}"] if chases else []
    if opinion.received_at:
        position = f"（{opinion.position.label}）" if opinion.position else ""
        way.append(f"{short_day(opinion.received_at)}收到{position}")
    lines = [" · ".join(way)] if way else []
    return [*lines, f"已并入：{section}"] if opinion.merged_into else lines
