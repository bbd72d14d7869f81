"""The head of the desk: which case this is, how far it is, when it is due, and the one next step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.next_step import NextStep, Step
from desktop.domain.case.work_list import DueState
from desktop.ui.desk.stepper import Stepper
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.due_pill import DuePill
from desktop.ui.parts.labels import ElidedLabel, Pill
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_GAP = 8
_MARGINS = 28
_SUBJECT_SHARE = 330
"""The least width, in pixels, that a long subject keeps before the steps lose their names."""


class DeskHeader(QFrame):
    """Shows the case; its buttons say wishes."""

    back_requested = Signal()
    next_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self._back = IconButton(theme, "arrow-left", "回到办件清单（Esc）")
        self._number = Pill("", Tone.ACCENT)
        self._subject = ElidedLabel("", "subject")
        self._role = Pill()
        self.stepper = Stepper(theme)
        self.due = DuePill(theme)
        self.export = Button(theme, "导出", "file-down")
        self.next = Button(theme, "", "arrow-right", "primary")
        self.more = IconButton(theme, "ellipsis", "其他流转")
        self._lay_out()
        self._back.clicked.connect(self.back_requested)
        self.next.clicked.connect(self.next_requested)
        theme.changed.connect(self._resize)
        self._resize()

    def show_case(self, case: Case, steps: tuple[Step, ...], due: DueState, step: NextStep | None) -> None:
        """Show the case as it stands."""
        self._number.say(f"第{case.number}号" if case.number else "未编号", Tone.ACCENT)
        self._subject.say(case.subject)
        self._role.say(case.handling_role.label)
        self.stepper.show_steps(steps)
        self.due.show_due(due, case.replied_at)
        self.stepper.set_brief(brief=self._room_for_steps() < 0)
        self.next.setVisible(step is not None)
        if step is not None:
            self.next.setText(step.label)
            self.next.setToolTip(f"{step.label}（Ctrl+Enter）")

    def set_menu(self, menu: QMenu) -> None:
        """The menu of the other moves."""
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def set_export_menu(self, menu: QMenu) -> None:
        """The ways out of the house."""
        self.export.setMenu(menu)

    @property
    def subject(self) -> str:
        return self._subject.text()

    def _lay_out(self) -> None:
        self.next.put_icon_last()
        self.export.setToolTip("导出、打印、公开版（Ctrl+E，Ctrl+P）")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._back)
        row.addWidget(self._number)
        row.addWidget(self._subject)
        row.addWidget(self._role)
        row.addStretch(1)
        row.addWidget(self.stepper)
        row.addSpacing(6)
        for widget in (self.due, self.export, self.next, self.more):
            row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.stepper.set_brief(brief=self._room_for_steps() < 0)
        super().resizeEvent(event)

    def _room_for_steps(self) -> int:
        """Pixels left over if the subject had its fair share and every step its name; negative if it is too narrow."""
        others = (self._back, self._number, self._role, self.due, self.export, self.next, self.more)
        taken = sum(widget.sizeHint().width() + _GAP for widget in others if not widget.isHidden())
        subject = min(self._subject.sizeHint().width(), _SUBJECT_SHARE)
        return self.width() - taken - subject - self.stepper.full_width - 2 * _GAP - _MARGINS

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.size.header_height)
