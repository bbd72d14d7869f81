"""The part 「答复审查」: the assigning office's examinations of our letter, point by point."""

from __future__ import annotations

from functools import partial
from typing import Any

from desktop.domain.case.field import Field, date_field, text_field
from desktop.domain.case.status import Status
from desktop.domain.records.examination import Examined
from desktop.domain.words.dates import short_date
from desktop.services.handling.casework import Casework
from desktop.services.handling.examinations import record_examination, remove_examination
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.work_part import WorkPart
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_UNSEEN = frozenset(
    {
        Status.ASSIGNED,
        Status.SIGNED,
        Status.RETURN_REQUESTED,
        Status.DISTRIBUTED,
        Status.CONTACTING,
        Status.DRAFTING,
    }
)
"""Statuses in which nobody outside has seen a letter yet."""
_WHO = (text_field("examiner", "审查单位或审查人"), date_field("day", "审查日期"))
_PASSED = "通过就空着；退回的写原因"


class ExaminationPart(WorkPart):
    """Records an examination with a reason for each returned point; a returned letter goes back to drafting."""

    def __init__(self, theme: Theme, casework: CaseworkController) -> None:
        super().__init__(theme, "答复审查")
        self._casework = casework

    def show_work(self, found: Casework) -> None:
        """Show the examinations of this round, the last one with its returned points."""
        present = [one for one in found.examinations if one.examination.round == found.round]
        last = present[-1] if present else None
        self.reset(last.verdict if last else "", Tone.WARNING if last and last.returned else Tone.GOOD)
        for one in present:
            self._show(one, is_last=one is last)
        self.add_links(("登记审查…", "登记交办单位对答复的审查", self.ask_examination))
        answers = found.case.handling_role.answers_proposer and not found.follows
        self.setVisible(answers and (bool(present) or found.case.status not in _UNSEEN))

    def ask_examination(self) -> None:
        """Ask who examined the letter, when, and why points were returned."""
        found = self._casework.found
        if found is None:
            return
        points: list[Field] = [text_field(point.key, point.label) for point in found.points]
        pairs = [tuple(points[place : place + 2]) for place in range(0, len(points), 2)]
        rows = (_WHO, *pairs, (text_field("remark", "总的意见"),))
        sentence = "逐项写：通过的空着，退回的写原因。有一项退回，办件就回到拟稿。"
        dialog = RecordDialog(self.theme, "登记答复审查", sentence, "登记", rows, self)
        for point in found.points:
            dialog.boxes[point.key].set_hint(_PASSED)
            dialog.boxes[point.key].setToolTip(point.what)
        before = [one.examination.examiner for one in found.examinations]
        dialog.fill({"day": found.today.isoformat(), "examiner": before[-1] if before else ""})
        dialog.boxes["examiner"].setFocus()
        dialog.submitted.connect(
            partial(self._record, dialog, found.case.id, [point.key for point in found.points])
        )
        dialog.open()

    def ask_removal(self, one: Examined) -> None:
        """Ask why an examination is taken back."""
        question = f"撤回{one.examination.examiner}的审查。请写明原因，会记入办理过程；办件的状态不变。"
        dialog = ReasonDialog(self.theme, "撤回答复审查", question, self)
        dialog.submitted.connect(
            lambda why: dialog.follow(
                self._casework.carry_out_on(remove_examination, one.examination.id, why)
            )
        )
        dialog.open()

    def _show(self, one: Examined, *, is_last: bool) -> None:
        done = one.examination
        tone = Tone.SECONDARY if not is_last else Tone.WARNING if one.returned else Tone.GOOD
        self.add_text(f"{short_date(done.day)} {done.examiner}　{one.verdict}", done.remark, tone)
        for point in one.returned:
            self.add_text("", point.words)
        self.add_links(("撤回…", f"撤回{done.examiner}的审查", partial(self.ask_removal, one)))

    def _record(self, dialog: RecordDialog, case_id: int, keys: list[str], values: dict[str, Any]) -> None:
        returned = {key: str(values[key]) for key in keys if str(values[key]).strip()}

        def store() -> None:
            task = self._casework.carry_out_on(
                record_examination,
                case_id,
                values["examiner"],
                returned,
                remark=values["remark"],
                day=values["day"],
            )
            dialog.follow(task)

        dialog.hold()
        self._casework.when_stored(store, dialog.release)
