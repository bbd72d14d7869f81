"""The tab 「办理」: readiness, reviews, disclosure, feedback, promises and archive; what is needed now comes first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.status import Status
from desktop.domain.forms.form_template import FormKind
from desktop.domain.gates.readiness import Finding, Need, barring
from desktop.domain.records.review import open_remarks
from desktop.domain.words.dates import days_left_words, short_date
from desktop.services.cases.cases import set_fields
from desktop.services.cases.merging import unmerge_case
from desktop.services.handling.casework import Casework
from desktop.services.handling.reviews import RemarkPlace
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.disclosure_part import DisclosurePart
from desktop.ui.desk.tabs.examination_part import ExaminationPart
from desktop.ui.desk.tabs.feedback_part import FeedbackPart
from desktop.ui.desk.tabs.pre_reply_part import PreReplyPart
from desktop.ui.desk.tabs.promises_part import PromisesPart
from desktop.ui.desk.tabs.ready_part import ReadyPart
from desktop.ui.desk.tabs.reviews_part import ReviewsPart
from desktop.ui.desk.tabs.work_part import WorkPart
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import tip
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


# The parts 「轮次与并案」 and 「归档」.
class RoundsPart(WorkPart):
    """The rounds of a case handled again, the first reply with its signer, result and rating; and which cases share its letter."""

    def __init__(self, theme: Theme, casework: CaseworkController) -> None:
        super().__init__(theme, "轮次与并案")
        self._casework = casework

    def show_work(self, found: Casework) -> None:
        """Show every round; hidden for a case with one round and a letter of its own."""
        again = len(found.rounds) > 1
        self.reset(f"第 {found.round} 次办理" if again else "并案", Tone.WARNING if again else Tone.ACCENT)
        self.add_text(found.merger)
        if found.follows:
            self.add_links(
                ("解除并案", "解除并案，单独答复", partial(self._casework.carry_out, unmerge_case))
            )
        if again or found.merger:
            for one in found.rounds:
                self.add_text(f"第 {one.number} 次：{one.words[0]}", "　".join(one.words[1:]))
                self.add_text("", one.round.because)
        self.setVisible(again or bool(found.merger))


class ArchiveCheckPart(WorkPart):
    """The file index of the archive folder, ticked as papers come in."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "归档")

    def show_work(self, found: Casework) -> None:
        """Show the folder's file index, its name and its retention period."""
        check = found.archive
        missing = len(check.missing)
        self.reset(f"缺 {missing} 项" if missing else "齐全", Tone.WARNING if missing else Tone.GOOD)
        for number, line in enumerate(check.lines, 1):
            mark = "✓" if line.present else "□"
            tone = Tone.WARNING if line.is_missing else None
            self.add_text(
                f"{mark} {number}. {line.part.label}" + (f"　{line.detail}" if line.detail else ""), tone=tone
            )
        self.add_text("", f"保管期限：{check.retention.label}（按本单位保管期限表核对）")
        self.add_text("", check.folder)
        self.add_links(
            ("复制卷名", "", lambda: QApplication.clipboard().setText(check.folder)),
            self.form_link(FormKind.ARCHIVE_LIST),
            self.form_link(FormKind.ARCHIVE_COVER),
        )


# The part 「申请退办」.
_RETURN_KEYS = ("return_reason", "return_unit")
_RETURN_ROWS = tuple((REGISTRY[key].field,) for key in _RETURN_KEYS)
RETURNABLE = frozenset({Status.ASSIGNED, Status.SIGNED, Status.RETURN_REQUESTED})
"""While a case may still be returned."""


class ReturnPart(WorkPart):
    """Shown until the case is distributed; the reasons are facts of the case, so that letter and list agree."""

    def __init__(self, theme: Theme, casework: CaseworkController) -> None:
        super().__init__(theme, "申请退办")
        self._casework = casework

    def show_work(self, found: Casework) -> None:
        """Show what is known for the request, and how long it may be made."""
        case, window = found.case, found.return_window
        if case.status is Status.RETURN_REQUESTED:
            self.reset("已申请", Tone.WARNING)
        elif window is not None:
            days = (window.due - found.today).days
            self.reset(days_left_words(days), Tone.WARNING if days < 0 else Tone.NEUTRAL)
            self.add_text("", f"申退期限 {short_date(window.due)}。不属于本单位职责的，在期限内报交办单位。")
        else:
            self.reset()
        self.add_text(case.return_reason, f"建议改由{case.return_unit}承办" if case.return_unit else "")
        self.add_links(
            ("退办理由…", "填写退办理由和建议改办单位", self.ask_reason),
            self.form_link(FormKind.RETURN_REQUEST),
        )
        self.setVisible(case.status in RETURNABLE)

    def ask_reason(self) -> None:
        """Ask for the reason and the unit that should get the case."""
        if self._casework.found is None:
            return
        sentence = "写进退办申请函。写好以后导出函件报送，再在“…”里流转到“申请退回”。"
        dialog = RecordDialog(self.theme, "申请退办", sentence, "保存", _RETURN_ROWS, self)
        case = self._casework.found.case
        dialog.fill({"return_reason": case.return_reason, "return_unit": case.return_unit})
        dialog.boxes["return_reason"].setFocus()
        dialog.submitted.connect(partial(self._store, dialog, case.id))
        dialog.open()

    def _store(self, dialog: RecordDialog, case_id: int, values: dict[str, Any]) -> None:
        dialog.follow(self._casework.carry_out_on(set_fields, case_id, values))


# The page.
class HandlingPage(QWidget):
    """Shows the parts that apply to the role and status of the case."""

    timeline_requested = Signal()
    form_requested = Signal(object)

    def __init__(
        self, theme: Theme, casework: CaseworkController, place: Callable[[], RemarkPlace | None]
    ) -> None:
        super().__init__()
        self.rounds = RoundsPart(theme, casework)
        self.ready = ReadyPart(theme, casework)
        self.returning = ReturnPart(theme, casework)
        self.reviews = ReviewsPart(theme, casework, place)
        self.pre_replies = PreReplyPart(theme, casework)
        self.examination = ExaminationPart(theme, casework)
        self.disclosure = DisclosurePart(theme, casework)
        self.feedback = FeedbackPart(theme, casework)
        self.promises = PromisesPart(theme, casework)
        self.archive = ArchiveCheckPart(theme)
        for part in (
            self.returning,
            self.reviews,
            self.disclosure,
            self.feedback,
            self.promises,
            self.archive,
        ):
            part.form_requested.connect(self.form_requested)
        self._timeline = Button(theme, "全部办理过程", "history", "link")
        self._timeline.setToolTip(tip("desk.timeline"))
        self._list = ScrollColumn((8, 8, 8, 8), 2)
        self._order: tuple[WorkPart, ...] = ()
        self._shown: tuple[Casework, dict[str, str]] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list, 1)
        self._arrange(False)
        self._timeline.clicked.connect(self.timeline_requested)
        self.reviews.showing_requested.connect(self.pre_replies.ask_shown)

    def show_work(self, found: Casework) -> None:
        """Show the casework in all parts; they stay as they are if nothing in it has changed."""
        shown = (found, dict(self.reviews.labels))
        if shown == self._shown:
            return
        self._shown = shown
        status, answers = found.case.status, found.case.handling_role.answers_proposer
        self._arrange(status.is_replied)
        for part in (
            self.rounds,
            self.ready,
            self.returning,
            self.reviews,
            self.pre_replies,
            self.examination,
            self.disclosure,
            self.feedback,
            self.promises,
            self.archive,
        ):
            part.show_work(found)
        self.ready.setVisible(not status.is_end and (bool(barring(found.ready)) or not status.is_replied))
        self.reviews.setVisible(not found.follows)  # those of a merged case are those of its lead case
        self.disclosure.setVisible(answers and not found.follows)
        self.feedback.setVisible(answers and (status.is_replied or bool(found.forms)))
        self.promises.setVisible(answers)
        self.archive.setVisible(status.is_replied)

    def ask_record(self, finding: Finding) -> None:
        """Ask for the record that mends the finding."""
        match finding.need:
            case Need.DISCLOSURE | Need.SECRECY:
                self.disclosure.ask_review()
            case Need.SIGNER | Need.SIGN_OFF:
                self.reviews.ask_review()
            case Need.PRE_REPLY:
                self.pre_replies.ask_shown(finding.key)
            case Need.FOLLOWUP:
                self.promises.show_letters()
            case Need.CONSENT:
                self.feedback.ask_consent(finding.key)
            case _:
                self.feedback.ask_answers()

    def show_ready(self) -> None:
        """Bring the list of what is missing, which is among the first parts, into view."""
        self._list.verticalScrollBar().setValue(0)

    def _arrange(self, replied: bool) -> None:
        """After the reply has been sent, put the parts that follow it first."""
        reviewed = (
            self.reviews,
            self.pre_replies,
            self.examination,
            self.disclosure,
            self.promises,
            self.feedback,
            self.archive,
        )
        answered = (
            self.feedback,
            self.promises,
            self.disclosure,
            self.examination,
            self.archive,
            self.reviews,
            self.pre_replies,
        )
        order: tuple[WorkPart, ...] = (
            self.rounds,
            self.returning,
            self.ready,
            *(answered if replied else reviewed),
        )
        if order == self._order:
            return
        self._order = order
        column = self._list.column
        while column.count():
            column.takeAt(0)
        for part in order:
            column.addWidget(part)
        column.addWidget(self._timeline, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


def work_badge(found: Casework) -> str:
    """Number of open items in this tab: open remarks, and promises that are late or due soon; "" for none."""
    urgent = sum(one.promise.state(found.today).value in {"late", "due_soon"} for one in found.promises)
    count = len(open_remarks(found.remarks)) + urgent
    return str(count) if count else ""
