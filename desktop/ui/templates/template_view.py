"""One template for reading: its name, whose it is, its basis, and what it says, group by group."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.services.office.template_facts import FactGroup, TemplateFact
from desktop.services.office.template_shelf import TemplateCard
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.rows import empty_row
from desktop.ui.parts.tone import Tone

_LABEL_WIDTH = 132


class TemplateView(QScrollArea):
    """Shows a TemplateCard with its facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("模板内容")
        body = QWidget()
        body.setProperty("ground", "background")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(12)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(body)

    def show_template(self, card: TemplateCard, groups: tuple[FactGroup, ...]) -> None:
        """Show what one template says."""
        empty_row(self._column)
        self._column.addWidget(make_label(card.name, "title", wrap=True))
        words = f"{card.kind.label} · {card.origin} · 第 {card.version} 版 · {card.path.name}"
        self._column.addWidget(make_label(words, tone=Tone.SECONDARY, wrap=True))
        if card.basis:
            self._column.addWidget(make_label(f"依据：{card.basis}", tone=Tone.SECONDARY, wrap=True))
        for group in groups:
            self._column.addWidget(_group_card(group))
        self.verticalScrollBar().setValue(0)


def _group_card(group: FactGroup) -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "card")
    grid = QGridLayout(frame)
    grid.setContentsMargins(20, 14, 20, 16)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.addWidget(make_label(group.heading, "heading"), 0, 0, 1, 2)
    for row, fact in enumerate(group.facts, 1):
        _add(grid, row, fact)
    grid.setColumnStretch(1, 1)
    return frame


def _add(grid: QGridLayout, row: int, fact: TemplateFact) -> None:
    label = make_label(fact.label, tone=Tone.SECONDARY, wrap=True)
    label.setFixedWidth(_LABEL_WIDTH)
    grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(make_label(fact.words, wrap=True))
    if fact.remark:
        words.addWidget(make_label(fact.remark, "small", Tone.SECONDARY, wrap=True))
    grid.addLayout(words, row, 1)
