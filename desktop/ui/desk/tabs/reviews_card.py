"""One open remark 「修改意见」: what is to be changed, where, by whom; settled, or answered why not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.records.review import Remark, Review
from desktop.services.handling.review_round import RemarkPlace
from desktop.ui.parts.buttons import Button, ElidedLink
from desktop.ui.parts.due_words import short_day
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class RemarkCard(QFrame):
    """`place_requested` carries a RemarkPlace, the others the Remark."""

    place_requested = Signal(object)
    settled = Signal(object)
    answer_requested = Signal(object)

    def __init__(
        self, theme: Theme, remark: Remark, review: Review, section: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.remark = remark
        self.setProperty("kind", "ask")
        self.setProperty("open", True)
        where = f"{section} 第 {remark.paragraph} 段" if remark.paragraph else f"{section} 全节"
        who = f"{review.reviewer} {short_day(review.day)} {review.stage.label}"
        self.setAccessibleName(f"修改意见：{remark.text}，{where}，{who}")
        place = ElidedLink(theme, where)
        place.clicked.connect(
            lambda: self.place_requested.emit(RemarkPlace(remark.section_key, remark.paragraph))
        )
        done = Button(theme, "已改", kind="link")
        done.setAccessibleName(f"已改：{remark.text}")
        done.clicked.connect(lambda: self.settled.emit(remark))
        answer = Button(theme, "说明…", kind="link", tone="secondary")
        answer.clicked.connect(lambda: self.answer_requested.emit(remark))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 8, 7)
        column.setSpacing(2)
        column.addWidget(make_label(remark.text, wrap=True))
        column.addWidget(make_label(who, "small", Tone.SECONDARY, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(place)
        row.addStretch(1)
        row.addWidget(done)
        row.addWidget(answer)
        column.addLayout(row)
