"""What the print dialog shows: the settings, the paper, what was found, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.forms.form_template import FormKind
from desktop.services.paper.printables import CaseLook, PrintWish
from desktop.typesetting.proof.print_finding import FindingWeight
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.notice_bar import NoticeBar
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.printing.findings_panel import FindingsPanel
from desktop.ui.printing.item_preview import ItemPreview
from desktop.ui.printing.look_words import all_findings, amount_words
from desktop.ui.printing.paper_box import PaperBox
from desktop.ui.printing.print_content import ContentBox
from desktop.ui.printing.print_foot import PrintFoot
from desktop.ui.printing.printer_choice import unreachable_mm
from desktop.ui.theme.theme import Theme

_SETTINGS_WIDTH = 380
_FINDINGS_WIDTH = 320


class PrintFace(QFrame):
    """Shows looks; the dialog says what follows from a press."""

    def __init__(
        self, theme: Theme, name: str, kinds: tuple[FormKind, ...], wish: PrintWish, *, several: bool
    ) -> None:
        super().__init__()
        self.notice = NoticeBar(theme)
        self.content = ContentBox(theme, kinds, wish)
        self.paper = PaperBox(theme, several=several)
        self.preview = ItemPreview(theme)
        self.findings = FindingsPanel(theme)
        self.foot = PrintFoot(theme)
        self._lay_out(name)

    def say_progress(self, through: int, total: int) -> None:
        """So many cases are looked at."""
        self.foot.set_ready(ready=False)
        self.findings.say(f"正在检查，{through:,} / {total:,} 件" if total > 1 else "正在检查…")

    def show_looks(self, looks: Sequence[CaseLook]) -> None:
        """Everything is looked at: show what was found, and how much is printed."""
        found = all_findings(looks, unreachable_mm(self.paper.printer))
        musts = sum(finding.weight is FindingWeight.MUST for finding in found)
        self.findings.show_findings(found)
        self.findings.say(_state_words(musts, len(found)))
        self.foot.ask_knowing(musts)
        self.show_amount(looks)
        self.foot.set_ready(ready=any(look.pages for look in looks))

    def show_amount(self, looks: Sequence[CaseLook]) -> None:
        """How much paper it takes, and what the button does."""
        self.foot.say(amount_words(looks, self.paper.sides, self.paper.copies) or "没有要印的")
        self.foot.name_action("存为 PDF" if self.paper.is_file else "打印")

    def set_busy(self, total: int) -> None:
        """A run of so many sides is under way; 0 ends it."""
        for part in (self.content, self.paper):
            part.setEnabled(total == 0)
        self.foot.show_progress(0, total)

    def _lay_out(self, name: str) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        settings = self._settings(name)
        settings.setFixedWidth(_SETTINGS_WIDTH)
        self.findings.setFixedWidth(_FINDINGS_WIDTH)
        body.addWidget(settings)
        body.addWidget(self.preview, 1)
        body.addWidget(self.findings)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notice)
        whole.addLayout(body, 1)
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
