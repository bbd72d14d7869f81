"""The part 「征询意见」: forms out, forms back, and the second round where somebody is not satisfied."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from desktop.domain.case.status import Status
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.feedback import asks_for_second_round
from desktop.domain.rules.feedback_scale import Satisfaction
from desktop.services.handling.casework import Casework
from desktop.services.handling.feedback import send_forms
from desktop.services.handling.feedback_table import Answer, answer_of, record_answers, visit_words
from desktop.ui.desk.casework_controller import CaseworkDesk
from desktop.ui.desk.tabs.feedback_dialog import NOT_BACK, FeedbackDialog, SignerLine
from desktop.ui.desk.tabs.work_part import Act, WorkPart
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_NAMED = 8
"""So many signers are named in the column; the table has them all."""


class FeedbackPart(WorkPart):
    """`second_round_requested` carries the reason, in the words of the form."""

    second_round_requested = Signal(str)

    def __init__(self, theme: Theme, desk: CaseworkDesk) -> None:
        super().__init__(theme, "征询意见")
        self._desk = desk
        self._found: Casework | None = None

    def show_work(self, found: Casework) -> None:
        """Show who answered what in this round."""
        self._found = found
        total = len(found.case.proposers)
        back = [form for form in found.forms if form.is_returned]
        bad = asks_for_second_round(found.forms)
        self.begin(f"收回 {len(back)}/{total}" if total else "", Tone.DANGER if bad else Tone.NEUTRAL)
        labels = {rating.code: rating.label for rating in found.scale}
        answers = {form.proposer: labels.get(form.rating, form.rating) for form in back}
        for proposer in found.case.proposers[:_NAMED]:
            words = answers.get(proposer.name, NOT_BACK)
            self.tell(f"{proposer.name}　{words}", tone=None if proposer.name in answers else Tone.SECONDARY)
        if total > _NAMED:
            self.tell("", f"另有 {total - _NAMED} 人，见登记表")
        self.offer(*self._verbs(found, bad))

    def ask_answers(self) -> None:
        """Open the table."""
        found = self._found
        if found is None or not found.case.proposers:
            return
        forms = {form.proposer: form for form in found.forms}
        names = [proposer.name for proposer in found.case.proposers]
        lines = [
            SignerLine(answer_of(forms.get(name), name), visit_words(found.contacts, name, found.round))
            for name in names
        ]
        dialog = FeedbackDialog(self.theme, lines, found.scale, self)
        dialog.answered.connect(partial(self._record, dialog))
        dialog.open()

    def go_second_round(self) -> None:
        """Ask for the second round; the reason is what the form says."""
        found = self._found
        if found is not None:
            unhappy = [form for form in found.forms if form.counts_as is Satisfaction.DISSATISFIED]
            said = "；".join(
                f"{form.proposer}不满意" + (f"：{form.remark}" if form.remark else "") for form in unhappy
            )
            self.second_round_requested.emit(said or "提案者不满意")

    def _verbs(self, found: Casework, bad: bool) -> list[tuple[str, str, Act]]:
        verbs: list[tuple[str, str, Act]] = []
        if bad and found.case.status in {Status.FEEDBACK_WAIT, Status.CLOSED, Status.FOLLOWUP}:
            verbs.append(("二次办理", "不满意，开始二次办理", self.go_second_round))
        if not any(form.sent_at for form in found.forms):
            verbs.append(("发征询意见表", "", lambda: self._desk.carry_out(send_forms)))
        verbs.append(("登记反馈…", "", self.ask_answers))
        verbs.append(self.paper(FormKind.FEEDBACK))
        return verbs

    def _record(self, dialog: FeedbackDialog, answers: tuple[Answer, ...]) -> None:
        errand = self._desk.carry_out(record_answers, answers)
        errand.done.connect(self._offer_second_round)
        dialog.follow(errand)

    def _offer_second_round(self, asked_for: bool) -> None:
        if asked_for and self._found and self._found.case.status is Status.FEEDBACK_WAIT:
            again = NoticeAction("二次办理", "refresh-cw", self.go_second_round)
            self._desk.noticed.emit(
                Notice("有提案者不满意", "应当重新办理，再次答复。", Tone.WARNING, (again,))
            )
