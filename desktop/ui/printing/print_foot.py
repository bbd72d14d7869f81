"""The foot of the print dialog: how much paper, the tick over what must be changed, progress, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QProgressBar

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import ElidedLabel
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme


class PrintFoot(QFrame):
    """Says wishes; `stop_requested` while a run is under way."""

    print_requested = Signal()
    cancel_requested = Signal()
    stop_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("edge", "top")
        self.setProperty("ground", "surface")
        self._amount = ElidedLabel()
        set_form(self._amount, tone=str(Tone.SECONDARY))
        self.knowing = QCheckBox()
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName("打印进度")
        self._progress.setFixedWidth(180)
        self._stop = Button(theme, "停止", "x")
        self._cancel = Button(theme, "取消")
        self._print = Button(theme, "打印", "printer", "primary")
        self._ready = False
        self._lay_out()
        self.knowing.toggled.connect(self._enable)
        self._print.clicked.connect(self.print_requested)
        self._cancel.clicked.connect(self.cancel_requested)
        self._stop.clicked.connect(self.stop_requested)
        self.show_progress(0, 0)
        self.ask_knowing(0)

    @property
    def amount(self) -> str:
        """How much is printed, in words."""
        return self._amount.text()

    @property
    def may_print(self) -> bool:
        """Whether the button would print now."""
        return self._print.isEnabled()

    def name_action(self, words: str) -> None:
        """What the button is called."""
        self._print.setText(words)

    def say(self, words: str) -> None:
        """How much is printed."""
        self._amount.say(words)

    def set_ready(self, *, ready: bool) -> None:
        """Whether there is something to print and it has been looked at."""
        self._ready = ready
        self._enable()

    def ask_knowing(self, musts: int) -> None:
        """Ask for a tick before that many findings are printed as they are; 0 asks nothing."""
        words = f"有 {musts} 处必须改，仍然打印"
        if self.knowing.text() != words:
            self.knowing.setChecked(False)
            self.knowing.setText(words)
        self.knowing.setVisible(musts > 0)
        self._enable()

    def show_progress(self, painted: int, total: int) -> None:
        """How many sides are painted; a total of 0 ends it."""
        busy = total > 0
        for widget in (self._progress, self._stop):
            widget.setVisible(busy)
        for button in (self._print, self._cancel):
            button.setVisible(not busy)
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(painted)
        if busy:
            self.say(f"正在打印，第 {painted:,} 页 / 共 {total:,} 页")

    def _enable(self) -> None:
        known = self.knowing.isHidden() or self.knowing.isChecked()
        self._print.setEnabled(self._ready and known)

    def _lay_out(self) -> None:
        self._print.setToolTip("Ctrl+Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(self._amount)
        row.addStretch(1)
        row.addWidget(self.knowing)
        for widget in (self._progress, self._stop, self._cancel, self._print):
            row.addWidget(widget)
