"""The part 「公开审查」: the disclosure decision, its reviewers, and where the reply was published."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.field import choice_field, date_field, text_field
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.review import DisclosureRecord
from desktop.domain.words.dates import short_date
from desktop.services.handling.casework import Casework
from desktop.services.handling.reviews import publish, review_disclosure
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.work_part import WorkPart
from desktop.ui.dialogs.record_dialog import RecordDialog, pick_field
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_REVIEW = (
    (
        choice_field("decision", "公开属性", Disclosure),
        pick_field("form", "公开形式", (("全文", "全文"), ("摘要", "摘要"))),
    ),
    (
        text_field("reviewer", "审查人"),
        text_field("secrecy_reviewer", "保密审查人"),
        date_field("decided_at", "审查日期"),
    ),
    (text_field("reason", "不主动公开的理由"),),
)
_PUBLISH = ((text_field("place", "网站栏目或网址"),), (date_field("day", "公开日期"),))


class DisclosurePart(WorkPart):
    """Recording the review also sets the field 公开属性 of the reply, so the open reply is stored first.

    `decided` carries the id of the case, the label of the decision and the reason.
    """

    decided = Signal(int, str, str)

    def __init__(self, theme: Theme, casework: CaseworkController) -> None:
        super().__init__(theme, "公开审查")
        self._casework = casework

    def show_work(self, found: Casework) -> None:
        """Show the disclosure review of this round."""
        record, sheet = found.disclosure, self.form_link(FormKind.DISCLOSURE_REVIEW)
        if record is None:
            self.reset("未审查", Tone.WARNING)
            self.add_links(("登记审查…", "登记公开审查", self.ask_review), sheet)
            return
        self.reset(record.decision.label, Tone.GOOD)
        secrecy = f"，保密 {record.secrecy_reviewer}" if record.secrecy_reviewer else ""
        self.add_text(f"{short_date(record.decided_at)} {record.reviewer}审查{secrecy}", record.reason)
        if record.published_at:
            self.add_text(f"{short_date(record.published_at)}公开（{record.form}）", record.place)
        waits = record.decision is Disclosure.PROACTIVE and not record.published_at
        publishing = [("登记公开…", "登记在哪里公开", self.ask_place)] if waits else []
        self.add_links(*publishing, ("更正…", "更正公开审查", self.ask_review), sheet)

    def ask_review(self) -> None:
        """Ask for the decision and its reviewers."""
        found = self._casework.found
        if found is None:
            return
        sentence = "答复审签与公开审查同步进行。"
        dialog = RecordDialog(self.theme, "公开审查", sentence, "登记", _REVIEW, self)
        record = found.disclosure
        if record:
            dialog.fill({key: box.field.show(getattr(record, key)) for key, box in dialog.boxes.items()})
        else:
            dialog.fill({"decided_at": found.today.isoformat()})
        dialog.boxes["decision"].setFocus()
        dialog.submitted.connect(partial(self._review, dialog, found.case.id))
        dialog.open()

    def ask_place(self) -> None:
        """Ask where and when it was published."""
        dialog = RecordDialog(self.theme, "登记公开", "", "登记", _PUBLISH, self)
        dialog.fill({"day": self._casework.worker.work.today.isoformat()})
        send = self._casework.bound(publish)
        dialog.submitted.connect(lambda values: dialog.follow(send(**values)))
        dialog.open()

    def _review(self, dialog: RecordDialog, case_id: int, values: dict[str, Any]) -> None:
        def store() -> None:
            task = self._casework.carry_out_on(review_disclosure, case_id, **values)
            task.done.connect(self._on_decided)
            dialog.follow(task)

        dialog.hold()
        self._casework.when_stored(store, dialog.release)

    def _on_decided(self, record: DisclosureRecord) -> None:
        self.decided.emit(record.case_id, record.decision.label, record.reason)
