"""The header of the desk: the case, its stepper, its due date, and the button for the next step."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.next_step import NextStep, Step, StepState
from desktop.domain.case.waiting import Waiting
from desktop.domain.case.work_list import DueState
from desktop.domain.records.stand_in import StandIn
from desktop.ui.access.spoken_parts import SpokenPart, SpokenRole, let_speak
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.due_words import DuePill
from desktop.ui.parts.keys import tip
from desktop.ui.parts.labels import ElidedLabel, Pill
from desktop.ui.parts.tone import Tone
from desktop.ui.parts.waiting_words import WaitingLabel
from desktop.ui.theme.theme import Theme

# The stepper 「办理进程」: the steps of the procedure, with the current one marked.
_DOT = 14
_LINE = 12
_STEP_GAP = 4
_BELOW_GAP = 9
"""Pixels between two names below their dots."""
_WORDS = {StepState.DONE: "已完成", StepState.CURRENT: "正在办", StepState.OPEN: "未到"}


class Stepper(QWidget):
    """Paints done steps with a tick, the current one filled and bold, the rest as rings. Every step has its name: beside its
    dot, or below it after `set_stacked`, which takes less than half the width.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: tuple[Step, ...] = ()
        self._stacked = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        let_speak(self, SpokenRole.LIST, Stepper._spoken_steps)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self.setAccessibleName("，".join(_step_words(step) for step in steps))
        self.setToolTip(" → ".join(step.label for step in steps))
        self.updateGeometry()
        self.update()

    def _spoken_steps(self) -> list[SpokenPart]:
        return [
            SpokenPart(_step_words(step), self.rect(), step.state is StepState.CURRENT)
            for step in self._steps
        ]

    def width_of(self, *, stacked: bool) -> int:
        """The width in pixels with the names below the dots, or beside them."""
        names = sum(self._name_width(step, stacked=stacked) for step in self._steps)
        between = max(len(self._steps) - 1, 0)
        if stacked:
            return names + between * _BELOW_GAP + 2
        return names + len(self._steps) * (_DOT + 2 * _STEP_GAP) + between * (_LINE + _STEP_GAP) + 2

    def set_stacked(self, *, stacked: bool) -> None:
        """Write the names below the dots, or beside them."""
        if stacked is not self._stacked:
            self._stacked = stacked
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        height = _DOT + 4 + QFontMetrics(self._font(current=False, stacked=True)).height()
        return QSize(self.width_of(stacked=self._stacked), height if self._stacked else 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._stacked:
            self._paint_stacked(painter)
        else:
            self._paint_beside(painter)

    def _paint_beside(self, painter: QPainter) -> None:
        x, middle = 0, self.height() // 2
        for place, step in enumerate(self._steps):
            if place:
                self._paint_line(painter, x, x + _LINE, middle)
                x += _LINE + _STEP_GAP
            self._paint_dot(painter, step, QRectF(x, middle - _DOT / 2, _DOT, _DOT))
            x += _DOT + _STEP_GAP
            width = self._name_width(step, stacked=False)
            self._paint_label(
                painter, step, QRect(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter
            )
            x += width + _STEP_GAP

    def _paint_stacked(self, painter: QPainter) -> None:
        x, before, middle = 0, 0.0, _DOT // 2
        for place, step in enumerate(self._steps):
            width = self._name_width(step, stacked=True)
            centre = x + width / 2
            if place:
                self._paint_line(painter, before + _DOT / 2 + 3, centre - _DOT / 2 - 3, middle)
            self._paint_dot(painter, step, QRectF(centre - _DOT / 2, 0, _DOT, _DOT))
            room = QRect(x - 2, _DOT + 2, width + 4, self.height() - _DOT - 2)
            self._paint_label(painter, step, room, Qt.AlignmentFlag.AlignCenter)
            x, before = x + width + _BELOW_GAP, centre

    def _paint_line(self, painter: QPainter, first: float, last: float, middle: int) -> None:
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(QPointF(first, middle + 0.5), QPointF(last, middle + 0.5))

    def _paint_dot(self, painter: QPainter, step: Step, place: QRectF) -> None:
        colour = self._theme.colour
        painter.setBrush(Qt.BrushStyle.NoBrush)
        match step.state:
            case StepState.DONE:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("good"))
                painter.drawEllipse(place)
                self._theme.paint_icon(painter, "check", "on_accent", place.adjusted(3, 3, -3, -3))
            case StepState.CURRENT:
                painter.setPen(QPen(colour("accent"), 5))
                painter.setBrush(colour("surface"))
                painter.drawEllipse(place.adjusted(2.5, 2.5, -2.5, -2.5))
            case _:
                painter.setPen(QPen(colour("edge"), 1.25))
                painter.drawEllipse(place.adjusted(0.6, 0.6, -0.6, -0.6))

    def _paint_label(self, painter: QPainter, step: Step, room: QRect, where: Qt.AlignmentFlag) -> None:
        current = step.state is StepState.CURRENT
        painter.setFont(self._font(current=current, stacked=self._stacked))
        role = "accent" if current else "text" if step.state is StepState.DONE else "text_secondary"
        painter.setPen(self._theme.colour(role))
        painter.drawText(room, where, step.label)

    def _name_width(self, step: Step, *, stacked: bool) -> int:
        font = self._font(current=step.state is StepState.CURRENT, stacked=stacked)
        return QFontMetrics(font).horizontalAdvance(step.label)

    def _font(self, *, current: bool, stacked: bool) -> QFont:
        size = self._theme.size
        return self._theme.font(size.font_small if stacked else size.font_base, current)


def _step_words(step: Step) -> str:
    return f"{step.label}{_WORDS[step.state]}"


_GAP = 8
_MARGINS = 28
_SUBJECT_SHARE = 330
"""Least width in pixels of a long subject; below it the stepper writes its names below the dots."""
_LEAST_SHARE = 180
"""Least width of a long subject beside that narrow stepper; below it there are no steps."""


class DeskHeader(QFrame):
    """Shows the case; its buttons emit requests."""

    back_requested = Signal()
    next_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self._back = IconButton(theme, "arrow-left", tip("window.cases", "回到办件清单"))
        self._number = Pill("", Tone.ACCENT)
        self._subject = ElidedLabel("", "subject")
        self.waits_for = WaitingLabel()
        self._role = Pill()
        self._round = Pill()
        self._merger = Pill()
        self.stand_in = Pill()
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

    def show_case(self, case: Case, steps: tuple[Step, ...], due: DueState) -> None:
        """Show the case, its steps and due date; the next step follows by `show_next`."""
        self._number.show_text(f"第{case.number}号" if case.number else "未编号", Tone.ACCENT)
        self._subject.show_text(case.subject)
        self._role.show_text(case.handling_role.label)
        self.stepper.show_steps(steps)
        self.due.show_due(due, case.replied_at)
        self._fit_steps()

    def show_standing(self, round_number: int, merger: str, stand_in: StandIn | None) -> None:
        """Show that a second round runs, in a few words which cases share the letter, and for whom the officer stands in; the tool
        tips have it whole.
        """
        self.stand_in.show_text(f"代{stand_in.officer}" if stand_in else "", Tone.ACCENT)
        self.stand_in.setToolTip(stand_in.words if stand_in else "")
        self._round.show_text(f"第{round_number}次办理" if round_number > 1 else "", Tone.WARNING)
        self._merger.show_text(merger.partition("：")[0].partition("；")[0], Tone.ACCENT)
        self._merger.setToolTip(merger)
        self._fit_steps()

    def show_next(self, step: NextStep | None, waits_for: Waiting) -> None:
        """Show what the case waits for below its subject, and the next step on the primary button with how much it lacks; without a
        step the button is hidden.
        """
        self.waits_for.show_waiting(waits_for)
        self.next.setVisible(step is not None)
        if step is not None:
            lacks = f"\n还差 {step.missing} 项，点开看缺什么、依据哪一条、怎么补" if step.missing else ""
            self.next.setText(step.words)
            self.next.setToolTip(tip("desk.next_step", step.label) + lacks)
        self._fit_steps()

    def set_menu(self, menu: QMenu) -> None:
        """Set the menu of the other moves."""
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    @property
    def subject(self) -> str:
        return self._subject.text()

    def _lay_out(self) -> None:
        self.next.put_icon_last()
        self.export.setToolTip("，".join(tip(f"desk.{name}") for name in ("export", "print", "portal")))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._back)
        row.addWidget(self._number)
        matter = QVBoxLayout()
        matter.setSpacing(2)
        matter.addStretch(1)
        for line in (
            self._subject,
            self.waits_for,
        ):  # aligned, for else the shorter one bounds the width of both
            matter.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        matter.addStretch(1)
        row.addLayout(matter)
        for pill in (self._role, self._round, self._merger, self.stand_in):
            row.addWidget(pill)
        row.addStretch(1)
        row.addWidget(self.stepper)
        row.addSpacing(6)
        for widget in (self.due, self.export, self.next, self.more):
            row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_steps()
        super().resizeEvent(event)

    def _fit_steps(self) -> None:
        """Name every step beside its dot, or below it, or show no steps: the subject and what the case waits for go first."""
        self.stepper.set_stacked(stacked=self._room_for_steps(stacked=False) < 0)
        self.stepper.setVisible(self._room_for_steps(stacked=True) >= 0)
        self._role.setVisible(bool(self._role.text()) and self._room_for_role() >= 0)

    def _room_for_role(self) -> int:
        """Pixels left over without any steps; where there are none, the subject needs the room of the role as well."""
        bare = self._room_for_steps(stacked=True) + self.stepper.width_of(stacked=True)
        hidden = self._role.sizeHint().width() + _GAP if self._role.isHidden() else 0
        return bare - hidden - _LEAST_SHARE // 2

    def _room_for_steps(self, *, stacked: bool) -> int:
        """Pixels left over if the subject has its least width beside the steps; negative if that does not fit."""
        pills = (self._number, self._role, self._round, self._merger, self.stand_in, self.due)
        others = (self._back, *pills, self.export, self.next, self.more)
        taken = sum(widget.sizeHint().width() + _GAP for widget in others if not widget.isHidden())
        words = max(self._subject.sizeHint().width(), self.waits_for.sizeHint().width())
        subject = min(words, _LEAST_SHARE if stacked else _SUBJECT_SHARE)
        return self.width() - taken - subject - self.stepper.width_of(stacked=stacked) - 2 * _GAP - _MARGINS

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.size.header_height)
