"""The part 「签发前」 of the tab 「办理」: what is missing for a step, by which clause, where it is mended, who may pass it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.domain.case.field import text_field
from desktop.domain.gates.lacking import lacking_before
from desktop.domain.gates.readiness import Finding, Need, Passing
from desktop.domain.gates.standing import gate_step
from desktop.domain.records.waiver import Waiver
from desktop.domain.words.dates import short_date
from desktop.services.handling.casework import Casework
from desktop.services.handling.waivers import pass_finding, take_back_waiver, waiver_words
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.work_part import WorkPart
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.fitting.flow_row import FlowRow
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_MEND = {
    Need.DRAFT: "去撰写",
    Need.UNWRITTEN: "去撰写",
    Need.FIELD: "去填写",
    Need.CONTACT: "登记沟通",
    Need.PRE_REPLY: "登记预答复…",
    Need.ASK: "去对应",
    Need.DISCLOSURE: "登记审查…",
    Need.SECRECY: "登记审查…",
    Need.SIGNER: "登记签发…",
    Need.SIGN_OFF: "登记签发…",
    Need.CONSENT: "登记同意办结…",
    Need.OPINION: "去会办",
    Need.FEEDBACK: "登记反馈…",
    Need.FOLLOWUP: "去落实…",
}
"""What the link beside a finding says; a finding without one has its own card elsewhere in this tab."""


_ONE_LINE = 13
"""Most characters of a finding that leave room for a link on the same line."""


class FindingRow(QFrame):
    """One finding: its words, and links to mend and to pass it. Both signals carry the Finding."""

    mend_requested = Signal(object)
    waive_requested = Signal(object)

    def __init__(self, theme: Theme, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self.setAccessibleName(finding.words)
        self.setToolTip(f"{finding.remedy}\n依据：{finding.basis}" if finding.basis else finding.remedy)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 1, 0, 1)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        tone = None if finding.must else Tone.SECONDARY
        kind = "" if finding.must else "small"
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(make_label("□" if finding.must else "·", kind, tone), 0, 0, top)
        grid.addWidget(make_label(finding.words, kind, tone, wrap=True), 0, 1, top)
        below = bool(finding.must and finding.passing) or len(finding.words) > _ONE_LINE
        grid.addWidget(self._links(theme), *((1, 1) if below else (0, 2)), top)

    def _links(self, theme: Theme) -> FlowRow:
        row = FlowRow()
        if self.finding.of:
            row.flow.addWidget(self._link(theme, f"打开第{self.finding.number}号", self.mend_requested))
        elif self.finding.need in _MEND:
            row.flow.addWidget(self._link(theme, _MEND[self.finding.need], self.mend_requested))
        if self.finding.must and self.finding.passing:
            row.flow.addWidget(self._link(theme, "免过…", self.waive_requested))
        return row

    def _link(self, theme: Theme, words: str, signal: Any) -> Button:  # noqa: ANN401 - a bound signal has no public type
        link = Button(theme, words, kind="link")
        link.setAccessibleName(f"{words}：{self.finding.words}")
        link.clicked.connect(lambda: signal.emit(self.finding))
        return link


class ReadyPart(WorkPart):
    """The findings before the next gate, or before the step that was just refused."""

    mend_requested = Signal(object)

    def __init__(self, theme: Theme, casework: CaseworkController) -> None:
        super().__init__(theme, "还差什么")
        self._casework = casework
        self.rows: list[FindingRow] = []

    def show_work(self, found: Casework) -> None:
        """Show what bars the step, then what was passed and by whom, then what should be looked at.

        The number is that of the primary button. Open remarks are counted and not listed: they have cards of their own in the
        part that follows. What the form of the step asks for is listed and not counted.
        """
        musts = [one for one in found.ready if one.must and one.need is not Need.REMARK]
        counted = lacking_before(found.gate, found.ready)
        remarks = sum(one.need is Need.REMARK for one in counted)
        self.name_part(f"{gate_step(found.gate).label or found.gate.label}前")
        self.reset(f"还差 {len(counted)} 项" if counted else "齐了", Tone.WARNING if counted else Tone.GOOD)
        self.add_text(f"□ {remarks} 条修改意见没有处理，见下面" if remarks else "")
        self.rows = []
        for finding, basis in _with_basis(musts):
            self._add(finding)
            if basis:
                self._rows.addWidget(_basis_line(basis))
                self._rows.addSpacing(4)
        brought = len(musts) + remarks - len(counted)
        self.add_text("", f"其中 {brought} 项在流转时填写，不计在内。" if brought else "")
        for one in found.ready:
            if one.passed:
                self._add_passed(one, found)
        for one in found.ready:
            if not (one.must or one.passed):
                self._add(one)

    def _add(self, finding: Finding) -> None:
        row = FindingRow(self.theme, finding)
        row.mend_requested.connect(self.mend_requested)
        row.waive_requested.connect(self.ask_waiver)
        self.rows.append(row)
        self._rows.addWidget(row)

    def _add_passed(self, finding: Finding, found: Casework) -> None:
        self.add_text(f"✓ 已免：{finding.words}", finding.passed)
        waiver = _waiver_of(finding, found)
        if waiver and not finding.of:
            words = f"{short_date(waiver.day)} {waiver.who}　{waiver_words(waiver)}"
            back = partial(self._casework.carry_out_on, take_back_waiver, waiver.id)
            self.add_links(("撤回免过", f"撤回免过：{words}", back))

    def ask_waiver(self, finding: Finding) -> None:
        """Ask for the reason, and for the approver where the clause wants one, then record the waiver."""
        passing = finding.passing
        if passing is None:
            return
        dialog = RecordDialog(self.theme, "免过这一项", finding.words, "登记", _waiver_fields(passing), self)
        dialog.boxes["reason"].set_hint(passing.reason)
        dialog.boxes["reason"].setFocus()
        dialog.submitted.connect(partial(self._waive, dialog, finding))
        dialog.open()

    def _waive(self, dialog: RecordDialog, finding: Finding, values: dict[str, Any]) -> None:
        case_id = finding.of or self._casework.case_id
        dialog.follow(self._casework.carry_out_on(pass_finding, case_id, finding.need, finding.key, **values))


def _basis_line(basis: str) -> ElidedLabel:
    """The clause on one line; whole as tooltip."""
    label = ElidedLabel(f"依据：{basis}", "small")
    label.setProperty("tone", str(Tone.SECONDARY))
    return label


def _waiver_fields(passing: Passing) -> tuple[tuple[Any, ...], ...]:
    reason = (text_field("reason", "原因", long=True),)
    return (reason, (text_field("approved_by", f"同意的{passing.by}"),)) if passing.approver else (reason,)


def _with_basis(findings: list[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with its basis, "" where the next one has the same: a clause is named once for a run of findings."""
    for place, finding in enumerate(findings, 1):
        again = place < len(findings) and findings[place].basis == finding.basis
        yield finding, "" if again else finding.basis


def _waiver_of(finding: Finding, found: Casework) -> Waiver | None:
    fitting = [
        one
        for one in found.waivers
        if (one.need, one.key, one.round) == (finding.need, finding.key, found.round)
    ]
    return fitting[-1] if fitting else None
