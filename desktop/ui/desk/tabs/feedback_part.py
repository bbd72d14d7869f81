"""The part 「征询意见」: feedback forms sent and returned, and the second round if a proposer is not satisfied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.field import date_field, text_field
from desktop.domain.case.status import Status
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.correctable import RecordKind
from desktop.domain.records.feedback import asks_for_second_round
from desktop.domain.rules.locality import Rating, Satisfaction
from desktop.domain.words.dates import short_date
from desktop.services.handling.casework import Casework
from desktop.services.handling.feedback import Answer, answer_of, record_answers, send_forms, visit_words
from desktop.services.handling.waivers import record_consent
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.record_changes import RecordChanges
from desktop.ui.desk.tabs.work_part import Act, WorkPart
from desktop.ui.dialogs.record_dialog import RecordDialog, pick_field
from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.notice import Notice, NoticeAction, case_name
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

# The dialog in which returned forms 「征询意见表」 are entered, one row for each signer.
NOT_BACK = "未收回"
_COLUMNS = ("提案者", "走访情况", "办理态度", "办理结果", "意见或建议")
_DAY = ((date_field("returned_at", "收回日期"), text_field("why", "改评价的原因")),)
_MANNERS = (Satisfaction.SATISFIED, Satisfaction.BASICALLY_SATISFIED, Satisfaction.DISSATISFIED)


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One signer: the stored answer, and whether there was a visit."""

    answer: Answer
    visited: str


@dataclass(frozen=True, slots=True)
class _Boxes:
    manner: QComboBox
    rating: QComboBox
    remark: QLineEdit


class FeedbackDialog(RecordDialog):
    """`answered` carries a tuple of Answer, one for each signer, the day on which the forms came back, and why a rating that was
    there is another one now.
    """

    answered = Signal(object, object, str)

    def __init__(
        self,
        theme: Theme,
        signers: Sequence[SignerLine],
        scale: Sequence[Rating],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "登记反馈", "收回一份登记一份；没有收回的留着不填。", "登记", _DAY, parent)
        self.fill({"returned_at": today.isoformat()})
        self._signers, self._scale = tuple(signers), tuple(scale)
        self._boxes = [self._make_boxes(line) for line in self._signers]
        for place, boxes in enumerate(self._boxes):
            for name in ("manner", "rating", "remark"):
                self.draft.inputs.controls[f"{name} {place}"] = getattr(boxes, name)
        self.content.addWidget(self._make_table(), 1)
        self.resize(760, min(220 + 42 * len(self._signers), 620))
        self.submitted.connect(
            lambda values: self.answered.emit(
                self.answers(), values["returned_at"] or today, values["why"] or ""
            )
        )
        self._boxes[0].rating.setFocus()

    def answers(self) -> tuple[Answer, ...]:
        """The answers as entered."""
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
        """Choose a signer's rating by its label."""
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
    box = ChoiceBox()
    box.setAccessibleName(name)
    for code, label in [("", blank), *pairs]:
        box.addItem(label, code)
    return box


_SENT = ((date_field("sent_at", "发出日期"),),)
_AFTER_REPLY = frozenset({Status.REPLIED, Status.FEEDBACK_WAIT, Status.CLOSED, Status.FOLLOWUP})
_NAMED = 8
"""Most signers named in the column; the dialog lists all."""


class FeedbackPart(WorkPart):
    """`second_round_requested` carries the case."""

    second_round_requested = Signal(object)

    def __init__(self, theme: Theme, casework: CaseworkController) -> None:
        super().__init__(theme, "征询意见")
        self._casework = casework
        self.changes = RecordChanges(theme, casework, RecordKind.FEEDBACK, self)

    def show_work(self, found: Casework) -> None:
        """Show the answers of this round."""
        total = len(found.case.proposers)
        back = [form for form in found.forms if form.is_returned]
        bad = asks_for_second_round(found.forms)
        self.reset(f"收回 {len(back)}/{total}" if total else "", Tone.DANGER if bad else Tone.NEUTRAL)
        labels = {rating.code: rating.label for rating in found.scale}
        answers = {form.proposer: labels.get(form.rating, form.rating) for form in back}
        for proposer in found.case.proposers[:_NAMED]:
            words = answers.get(proposer.name, NOT_BACK)
            self.add_text(
                f"{proposer.name}　{words}", tone=None if proposer.name in answers else Tone.SECONDARY
            )
            form = next((one for one in found.forms if one.proposer == proposer.name), None)
            if form is not None:
                self.add_links(*self.changes.links(form, f"{form.proposer}的征询意见表", found.scale))
        if total > _NAMED:
            self.add_text("", f"另有 {total - _NAMED} 人，见登记表")
        for consent in found.consents:
            if consent.round == found.round:
                self.add_text(f"{short_date(consent.day)} {consent.proposer}同意办结", consent.words)
        if bad and found.case.status in _AFTER_REPLY:
            self.add_links(
                ("二次办理", "不满意，开始二次办理", partial(self.second_round_requested.emit, found.case)),
                ("登记同意办结…", "", self.ask_consent),
            )
        self.add_links(*self._verbs(found))
        self.add_links(self.form_link(FormKind.FEEDBACK))

    def ask_answers(self) -> None:
        """Open the dialog in which answers are entered."""
        found = self._casework.found
        if found is None or not found.case.proposers:
            return
        forms = {form.proposer: form for form in found.forms}
        names = [proposer.name for proposer in found.case.proposers]
        lines = [
            SignerLine(answer_of(forms.get(name), name), visit_words(found.contacts, name, found.round))
            for name in names
        ]
        dialog = FeedbackDialog(self.theme, lines, found.scale, found.today, self)
        dialog.answered.connect(partial(self._record, dialog, found.case))
        dialog.open()

    def ask_sending(self) -> None:
        """Ask for the day on which the forms went out."""
        dialog = RecordDialog(self.theme, "发征询意见表", "每位提案者一份。", "登记发出", _SENT, self)
        dialog.fill({"sent_at": self._casework.worker.work.today.isoformat()})
        send = self._casework.bound(send_forms)
        dialog.submitted.connect(lambda values: dialog.follow(send(**values)))
        dialog.open()

    def ask_consent(self, proposer: str = "") -> None:
        """Ask for the day and the words with which a dissatisfied proposer agrees to the closing."""
        found = self._casework.found
        unhappy = [form.proposer for form in found.forms if form.is_dissatisfied] if found else []
        if found is None or not unhappy:
            return
        who = pick_field("proposer", "提案者", [(name, name) for name in unhappy])
        rows = ((who, date_field("day", "哪一天")), (text_field("words", "原话", long=True),))
        sentence = "不满意的应当二次办理；提案者本人同意办结的，记下日期和原话。"
        dialog = RecordDialog(self.theme, "登记同意办结", sentence, "登记", rows, self)
        dialog.fill({"proposer": proposer or unhappy[0], "day": found.today.isoformat()})
        dialog.boxes["words"].setFocus()
        send = self._casework.bound(record_consent)
        dialog.submitted.connect(lambda values: dialog.follow(send(**values)))
        dialog.open()

    def _verbs(self, found: Casework) -> list[tuple[str, str, Act]]:
        verbs: list[tuple[str, str, Act]] = []
        if not any(form.sent_at for form in found.forms):
            verbs.append(("发征询意见表…", "", self.ask_sending))
        verbs.append(("登记反馈…", "", self.ask_answers))
        return verbs

    def _record(
        self, dialog: FeedbackDialog, case: Case, answers: tuple[Answer, ...], back: date, why: str
    ) -> None:
        task = self._casework.carry_out_on(record_answers, case.id, answers, back, why)
        task.done.connect(partial(self._offer_second_round, case))
        dialog.follow(task)

    def _offer_second_round(self, case: Case, asked_for: bool) -> None:
        if asked_for and case.status is Status.FEEDBACK_WAIT:
            again = NoticeAction("二次办理", "refresh-cw", partial(self.second_round_requested.emit, case))
            words = f"{case_name(case)} 有提案者不满意"
            self._casework.noticed.emit(
                Notice(words, "应当重新办理，再次答复。", Tone.WARNING, (again,), case.id)
            )
