"""The small table in which returned forms 「征询意见表」 are entered, a line a signer, by keyboard down the columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from desktop.domain.rules.feedback_scale import Rating, Satisfaction
from desktop.services.handling.feedback_table import Answer
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.record_dialog import RecordDialog
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

NOT_BACK = "未收回"
_COLUMNS = ("提案者", "走访情况", "办理态度", "办理结果", "意见或建议")
_MANNERS = (Satisfaction.SATISFIED, Satisfaction.BASICALLY_SATISFIED, Satisfaction.DISSATISFIED)


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One signer: what is stored, and whether he was visited."""

    answer: Answer
    visited: str


@dataclass(frozen=True, slots=True)
class _Boxes:
    manner: QComboBox
    rating: QComboBox
    remark: QLineEdit


class FeedbackDialog(RecordDialog):
    """`answered` carries a tuple of Answer, one a signer."""

    answered = Signal(object)

    def __init__(
        self,
        theme: Theme,
        signers: Sequence[SignerLine],
        scale: Sequence[Rating],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "登记反馈", "收回一份登记一份；没有收回的留着不填。", "登记", (), parent)
        self._signers, self._scale = tuple(signers), tuple(scale)
        self._boxes = [self._make_boxes(line) for line in self._signers]
        self.content.addWidget(self._make_table(), 1)
        self.resize(760, min(220 + 42 * len(self._signers), 620))
        self.given.connect(lambda _values: self.answered.emit(self.answers()))
        self._boxes[0].rating.setFocus()

    def answers(self) -> tuple[Answer, ...]:
        """What stands in the table."""
        return tuple(
            Answer(
                line.answer.proposer,
                str(boxes.rating.currentData()),
                Satisfaction(boxes.manner.currentData()) if boxes.manner.currentData() else None,
                boxes.remark.text().strip(),
            )
            for line, boxes in zip(self._signers, self._boxes, strict=True)
        )

    def choose(self, proposer: str, rating: str) -> None:
        """Choose a result by its words."""
        for line, boxes in zip(self._signers, self._boxes, strict=True):
            if line.answer.proposer == proposer:
                boxes.rating.setCurrentText(rating)

    def _make_boxes(self, line: SignerLine) -> _Boxes:
        name, answer = line.answer.proposer, line.answer
        manner = _choice(f"{name}的办理态度", "", [(str(one), one.label) for one in _MANNERS])
        rating = _choice(f"{name}的办理结果", NOT_BACK, [(one.code, one.label) for one in self._scale])
        manner.setCurrentIndex(max(manner.findData(str(answer.manner or "")), 0))
        rating.setCurrentIndex(max(rating.findData(answer.rating), 0))
        remark = QLineEdit(answer.remark)
        remark.setAccessibleName(f"{name}的意见")
        return _Boxes(manner, rating, remark)

    def _make_table(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for place, words in enumerate(_COLUMNS):
            grid.addWidget(make_label(words, "small", Tone.SECONDARY), 0, place)
        for row, (line, boxes) in enumerate(zip(self._signers, self._boxes, strict=True), 1):
            visited = make_label(line.visited, tone=Tone.WARNING if line.visited == "未走访" else None)
            cells: tuple[QWidget, ...] = (
                ElidedLabel(line.answer.proposer),
                visited,
                boxes.manner,
                boxes.rating,
                boxes.remark,
            )
            for place, cell in enumerate(cells):
                grid.addWidget(cell, row, place)
        grid.setRowStretch(len(self._signers) + 1, 1)
        grid.setColumnStretch(4, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area


def _choice(name: str, blank: str, pairs: list[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for code, label in [("", blank), *pairs]:
        box.addItem(label, code)
    return box
