"""The base of dialogs that store something and close when it is stored."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.fitted_dialog import FittedDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.notice import Notice, NoticeBar
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Task
from desktop.ui.theme.theme import Theme

_STORING = Notice("正在保存，存好就关闭。", "这时关闭并不会取消。", Tone.ACCENT)


class StoringDialog(FittedDialog):
    """Stays open while what was submitted is being stored: Esc and the window's close button then only say so.

    So nothing is stored that the officer believes to have cancelled, and what was typed is still there if it is refused.
    """

    def __init__(self, theme: Theme, action: str, parent: QWidget | None = None) -> None:
        """`action` is the label of the button that stores."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.notice = NoticeBar(theme)
        self.save = Button(theme, action, kind="primary")
        self.is_storing = False

    def follow(self, task: Task) -> None:
        """Close when the task is done; show the error if it was refused."""
        self.hold()
        task.in_dialog = True
        task.settled.connect(self.release)
        task.done.connect(self.accept)
        task.failed.connect(self.notice.show_error)

    def hold(self) -> None:
        """Take nothing more, and stay open, while what was submitted is being stored."""
        self.is_storing = True
        self.save.setEnabled(False)

    def release(self) -> None:
        """Let the officer submit again, or cancel."""
        self.is_storing = False
        self.save.setEnabled(True)
        if self.notice.notice is _STORING:
            self.notice.clear()

    def step_aside(self) -> None:
        """Be out of the way of long work, whose progress is shown and can be stopped; `accept` or `come_back` ends that."""
        self.hold()
        self.hide()

    def come_back(self, why: Notice) -> None:
        """The work came to nothing: show what was typed again, and why."""
        self.release()
        self.notice.show_notice(why)
        self.open()

    def reject(self) -> None:
        """Close without storing, unless that is under way."""
        if self.is_storing:
            self.notice.show_notice(_STORING)
        else:
            super().reject()
