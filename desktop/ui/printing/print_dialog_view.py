"""The widgets of the print dialog: settings, preview, findings, and the foot with the print button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.domain.forms.form_template import FormKind
from desktop.services.paper.printables import CasePreview, PrintRequest
from desktop.typesetting.proof.print_findings import FindingWeight
from desktop.ui.fitting.scroll_when_small import ScrollWhenSmall
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import tip
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.notice import NoticeBar
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.printing.findings_panel import FindingsPanel, all_findings, amount_words
from desktop.ui.printing.paper_box import PaperBox
from desktop.ui.printing.print_content import ContentBox, ItemPreview
from desktop.ui.printing.printer_choice import unreachable_mm
from desktop.ui.theme.theme import Theme


class PrintFoot(QFrame):
    """The foot: amount of paper, the box that acknowledges findings, progress, and buttons.

    Emits requests; `stop_requested` only while a run is in progress.
    """

    print_requested = Signal()
    cancel_requested = Signal()
    stop_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("edge", "top")
        self.setProperty("ground", "surface")
        self.amount = ElidedLabel()
        set_form(self.amount, tone=str(Tone.SECONDARY))
        self.acknowledged = QCheckBox()
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName("打印进度")
        self._progress.setFixedWidth(180)
        self._stop = Button(theme, "停止", "x")
        self._cancel = Button(theme, "取消")
        self.print_button = Button(theme, "打印", "printer", "primary")
        self._ready = False
        self._lay_out()
        self.acknowledged.toggled.connect(self._enable)
        self.print_button.clicked.connect(self.print_requested)
        self._cancel.clicked.connect(self.cancel_requested)
        self._stop.clicked.connect(self.stop_requested)
        self.show_progress(0, 0)
        self.ask_acknowledgement(0)

    @property
    def may_print(self) -> bool:
        """Whether the print button is enabled."""
        return self.print_button.isEnabled()

    def set_ready(self, *, ready: bool) -> None:
        """Set whether there is something to print and its checks are finished."""
        self._ready = ready
        self._enable()

    def ask_acknowledgement(self, musts: int) -> None:
        """Require a tick before printing with `musts` findings that must be corrected; 0 requires none."""
        words = f"有 {musts} 处必须改，仍然打印"
        if self.acknowledged.text() != words:
            self.acknowledged.setChecked(False)
            self.acknowledged.setText(words)
        self.acknowledged.setVisible(musts > 0)
        self._enable()

    def show_progress(self, painted: int, total: int) -> None:
        """Show how many sides are painted; a total of 0 ends the progress display."""
        busy = total > 0
        for widget in (self._progress, self._stop):
            widget.setVisible(busy)
        for button in (self.print_button, self._cancel):
            button.setVisible(not busy)
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(painted)
        if busy:
            self.amount.show_text(f"正在打印，第 {painted:,} 页 / 共 {total:,} 页")

    def _enable(self) -> None:
        known = self.acknowledged.isHidden() or self.acknowledged.isChecked()
        self.print_button.setEnabled(self._ready and known)

    def _lay_out(self) -> None:
        self.print_button.setToolTip(tip("print.print"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(self.amount)
        row.addStretch(1)
        row.addWidget(self.acknowledged)
        for widget in (self._progress, self._stop, self._cancel, self.print_button):
            row.addWidget(widget)


_SETTINGS_WIDTH = 380
_FINDINGS_WIDTH = 320


class PrintDialogView(QFrame):
    """Shows the checked cases; the dialog carries out what its buttons request."""

    def __init__(
        self, theme: Theme, name: str, kinds: tuple[FormKind, ...], request: PrintRequest, *, several: bool
    ) -> None:
        super().__init__()
        self.notice = NoticeBar(theme)
        self.content = ContentBox(theme, kinds, request)
        self.paper = PaperBox(theme, several=several)
        self.preview = ItemPreview(theme)
        self.findings = FindingsPanel(theme)
        self.foot = PrintFoot(theme)
        self._lay_out(name)

    def say_progress(self, through: int, total: int) -> None:
        """Show how many cases have been checked."""
        self.foot.set_ready(ready=False)
        self.findings.state.setText(f"正在检查，{through:,} / {total:,} 件" if total > 1 else "正在检查…")

    def show_previews(self, previews: Sequence[CasePreview]) -> None:
        """Show the findings on all cases and the amount of paper."""
        found = all_findings(previews, unreachable_mm(self.paper.printer))
        musts = sum(finding.weight is FindingWeight.MUST for finding in found)
        self.findings.show_findings(found)
        self.findings.state.setText(_state_words(musts, len(found)))
        self.foot.ask_acknowledgement(musts)
        self.show_amount(previews)
        self.foot.set_ready(ready=any(preview.pages for preview in previews))

    def show_amount(self, previews: Sequence[CasePreview]) -> None:
        """Show the amount of paper and the label of the print button."""
        self.foot.amount.show_text(
            amount_words(previews, self.paper.sides, self.paper.copies) or "没有要印的"
        )
        self.foot.print_button.setText("存为 PDF" if self.paper.is_file else "打印")

    def set_busy(self, total: int) -> None:
        """Show a run of `total` sides in progress; 0 ends it."""
        for part in (self.content, self.paper):
            part.setEnabled(total == 0)
        self.foot.show_progress(0, total)

    def _lay_out(self, name: str) -> None:
        sheet = QWidget()
        body = QHBoxLayout(sheet)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        settings = ScrollWhenSmall(self._settings(name))
        settings.setFixedWidth(_SETTINGS_WIDTH)
        self.findings.setFixedWidth(_FINDINGS_WIDTH)
        body.addWidget(settings)
        body.addWidget(self.preview, 1)
        body.addWidget(self.findings)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notice)
        whole.addWidget(ScrollWhenSmall(sheet), 1)
        whole.addWidget(self.foot)

    def _settings(self, name: str) -> QFrame:
        side = QFrame()
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 16, 20, 16)
        column.setSpacing(12)
        title = ElidedLabel(name)
        set_form(title, tone=str(Tone.SECONDARY))
        for widget in (make_label("打印", "title"), title, self.content, self.paper):
            column.addWidget(widget)
        column.addStretch(1)
        return side


def _state_words(musts: int, total: int) -> str:
    if not total:
        return "没有发现问题。"
    return f"必须改 {musts} 处，其余 {total - musts} 处。" if musts else f"没有必须改的，{total} 处请留意。"
