"""The part 「核稿签发」: reviews of the drafts, and open remarks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.field import choice_field, date_field, text_field
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.domain.letter.bracketed import bracketed
from desktop.domain.records.issued_text import IssuedText
from desktop.domain.records.review import Remark, Review, ReviewStage, Verdict, open_remarks
from desktop.domain.rules.locality import SignerLevel
from desktop.domain.words.dates import short_date
from desktop.services.handling.casework import Casework
from desktop.services.handling.reviews import RemarkPlace, finish_review, remark_on, settle_remark, stage_at
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.work_part import WorkPart
from desktop.ui.dialogs.fitted_dialog import FittedDialog, dialog_foot
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog
from desktop.ui.parts.buttons import Button, ElidedLink
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class RemarkCard(QFrame):
    """One open remark 「修改意见」: its text, place and reviewer; it is settled or answered.

    `place_requested` carries a RemarkPlace, the others the Remark.
    """

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
        who = f"{review.reviewer} {short_date(review.day)} {review.stage.label}"
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


class IssuedTextsDialog(FittedDialog):
    """The letter as it was signed 「签发稿」 and corrected 「更正稿」, the newest first; to be read, not to be changed."""

    def __init__(self, theme: Theme, texts: list[IssuedText], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = texts[::-1]
        self.setWindowTitle("签发稿")
        self.resize(760, 520)
        self.list = QListWidget()
        self.list.setAccessibleName("签发和更正的各稿")
        self.list.setMaximumWidth(240)
        self.list.setWordWrap(True)
        self.page = QTextEdit()
        self.page.setReadOnly(True)
        self.page.setAccessibleName("这一稿的正文")
        self.list.addItems([f"{short_date(one.day)}　{one.label}" for one in self.texts])
        self.list.currentRowChanged.connect(
            lambda row: self.page.setPlainText(bracketed(self.texts[row].text))
        )
        self.list.setCurrentRow(0)
        close = Button(theme, "关闭")
        close.clicked.connect(self.accept)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.list)
        body.addWidget(self.page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(make_label("签发和更正的各稿", "title"))
        column.addLayout(body, 1)
        column.addLayout(dialog_foot(close))


_LEVEL = choice_field("level", "签发人职级", SignerLevel, optional=True)
_FIELDS = (
    (
        choice_field("stage", "环节", ReviewStage),
        text_field("reviewer", "审稿人"),
        choice_field("verdict", "结论", Verdict),
    ),
    (text_field("remark", "修改意见", long=True),),
    (_LEVEL._replace(choices=(("", "不是签发，或没有注明"), *_LEVEL.choices)), date_field("day", "日期")),
)
_SHOWN = 4
"""Most reviews listed here; the timeline page 「办理过程」 has all."""


class ReviewsPart(WorkPart):
    """`place` returns the section and paragraph of the cursor, for a new remark.

    `signed` carries the id of the case and the leader who signed off; `showing_requested`: the draft was shown to the proposer.
    """

    place_requested = Signal(object)
    signed = Signal(int, str)
    showing_requested = Signal()

    def __init__(
        self, theme: Theme, casework: CaseworkController, place: Callable[[], RemarkPlace | None]
    ) -> None:
        super().__init__(theme, "核稿签发")
        self._casework, self._place = casework, place
        self.labels: dict[str, str] = {}
        self.cards: list[RemarkCard] = []

    def show_work(self, found: Casework) -> None:
        """Show open remarks first, then the last reviews."""
        waiting = open_remarks(found.remarks)
        self.reset(f"{len(waiting)} 条未处理" if waiting else "", Tone.WARNING)
        by_id = {review.id: review for review in found.reviews}
        self.cards = [
            RemarkCard(self.theme, one, by_id[one.review_id], self.labels.get(one.section_key, "已删的小节"))
            for one in waiting
        ]
        for card in self.cards:
            card.place_requested.connect(self.place_requested)
            card.settled.connect(self._settle)
            card.answer_requested.connect(self._ask_answer)
            self._rows.addWidget(card)
        for review in reversed(found.reviews[-_SHOWN:]):
            self.add_text(review_words(review), review.remark)
        if not found.reviews:
            self.add_text("", f"还没有核稿记录。须由{found.signer}签发。")
        issued = [one for each in found.rounds for one in each.issued]
        self.add_links(
            ("登记核稿结果…", "", self.ask_review),
            self.form_link(FormKind.APPROVAL),
            *([("签发稿…", "看签发和更正的各稿", partial(self.show_issued, issued))] if issued else []),
        )
        begun = found.to_show or any(one.round == found.round for one in found.pre_replies)
        if found.case.handling_role.answers_proposer and not (found.case.status.is_replied or begun):
            self.add_links(("预答复…", "登记答复稿先送提案者看", self.showing_requested.emit))

    def show_issued(self, texts: list[IssuedText]) -> None:
        """Show the letter as it was signed and as it was corrected."""
        IssuedTextsDialog(self.theme, texts, self).open()

    def ask_review(self) -> None:
        """Ask for the verdict of a review, then record it and move the case."""
        found = self._casework.found
        if found is None:
            return
        place = self._place()
        dialog = RecordDialog(
            self.theme, "登记核稿结果", "退改会退回拟稿，同意会送下一环节。", "登记", _FIELDS, self
        )
        hang = QCheckBox(
            f"意见挂在“{self.labels.get(place.section_key, '')}”第 {place.paragraph} 段" if place else ""
        )
        hang.setChecked(True)
        move = QCheckBox("同时流转")
        move.setChecked(True)
        dialog.content.addWidget(hang)
        hang.setVisible(place is not None)
        dialog.content.addWidget(move)
        dialog.fill({"stage": stage_at(found.case.status).label, "day": found.today.isoformat()})
        dialog.boxes["reviewer"].setFocus()
        dialog.submitted.connect(partial(self._finish, dialog, found.case.id, place, hang, move))
        dialog.open()

    def _finish(
        self,
        dialog: RecordDialog,
        case_id: int,
        place: RemarkPlace | None,
        hang: QCheckBox,
        move: QCheckBox,
        values: dict[str, Any],
    ) -> None:
        where, moves = place if hang.isChecked() else None, move.isChecked()

        def store() -> None:
            task = self._casework.carry_out_on(finish_review, case_id, place=where, move=moves, **values)
            if values["stage"] is ReviewStage.LEADER and values["verdict"] is Verdict.PASSED:
                task.done.connect(lambda case: self.signed.emit(case.id, values["reviewer"]))
            dialog.follow(task)

        dialog.hold()
        self._casework.when_stored(store, dialog.release)

    def ask_remark(self) -> None:
        """Ask for a remark on the paragraph of the cursor."""
        place = self._place()
        if place is None:
            self._casework.failed.emit(Refused("光标不在正文里", "先把光标放到要改的那一段"))
            return
        question = (
            f"挂在“{self.labels.get(place.section_key, '')}”第 {place.paragraph} 段，改好或说明后才算处理。"
        )
        dialog = ReasonDialog(self.theme, "本段修改意见", question, self)
        send = self._casework.bound(remark_on, place)
        dialog.submitted.connect(lambda text: dialog.follow(send(text)))
        dialog.open()

    def _settle(self, remark: Remark) -> None:
        self._casework.carry_out_on(settle_remark, remark.id)

    def _ask_answer(self, remark: Remark) -> None:
        dialog = ReasonDialog(self.theme, "不采纳的说明", remark.text, self)
        dialog.submitted.connect(
            lambda why: dialog.follow(self._casework.carry_out_on(settle_remark, remark.id, why))
        )
        dialog.open()


def review_words(review: Review) -> str:
    """A review in one line: 「4月9日 科室核稿 王科长 退改（第 1 稿）」."""
    return f"{short_date(review.day)} {review.stage.label} {review.reviewer} {review.verdict.label}（第 {review.draft} 稿）"
