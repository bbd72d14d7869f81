"""The notice bar 「提示条」: a non-modal message above the page with what happened and what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.domain.case.case import Case
from desktop.domain.errors import DeskError
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

_SECONDS_TO_READ = 12
_SECONDS_TO_ACT = 40


class NoticeAction(NamedTuple):
    """One button of a notice."""

    label: str
    icon: str
    act: Callable[[], object]


def case_name(case: Case) -> str:
    """What a notice calls a case: its number, 「#7」 where it has none."""
    return case.number or f"#{case.id}"


class Notice(NamedTuple):
    """The content of the notice bar. `case_id`: the case that it is about, with which it goes; 0 = it is about none.

    A refusal `stays` until another notice takes its place; others leave with time.
    """

    what: str
    remedy: str = ""
    tone: Tone = Tone.GOOD
    actions: tuple[NoticeAction, ...] = ()
    case_id: int = 0
    file: Path | None = None
    """A file that was taken in or written, to be found among the recent ones."""
    stays: bool = False

    @classmethod
    def of_error(cls, error: DeskError, case: Case | None = None) -> Notice:
        """A refusal, of this case if given."""
        notice = cls(error.what, error.remedy, Tone.DANGER, stays=True)
        return notice.about(case) if case is not None and case.id else notice

    def about(self, case: Case) -> Notice:
        """This notice with the case that it is about, which it names."""
        return self.named(case.id, case_name(case))

    def named(self, case_id: int, name: str) -> Notice:
        """This notice with the case of that id, called `name`, in front of its words unless they say it."""
        what = self.what if name in self.what else f"{name}：{self.what}"
        return self._replace(what=what, case_id=case_id)

    @property
    def seconds(self) -> int:
        """How long it is shown; 0 = until something else ends it. An action, as an undo, needs time to be used."""
        if self.stays:
            return 0
        return _SECONDS_TO_ACT if self.actions or self.tone is not Tone.GOOD else _SECONDS_TO_READ


# The notice after writing a file, the same on every page.
def written_notice(path: Path, remedy: str = "", program: str = "打开文件") -> Notice:
    """The notice about a file just written."""
    actions = (
        NoticeAction(program, "external-link", partial(open_file, path)),
        NoticeAction("打开所在文件夹", "folder-open", partial(show_in_folder, path)),
    )
    return Notice(f"已导出 {path.name}", remedy, actions=actions, file=path)


def open_file(path: Path) -> None:
    """Open a file in the system's program for it: WPS, Word, a PDF reader."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> None:
    """Open the folder of the file."""
    open_file(path.parent)


_ICONS = {
    Tone.DANGER: "circle-alert",
    Tone.WARNING: "triangle-alert",
    Tone.GOOD: "circle-check",
}


_LATE_MS = 600
"""So long after a notice has appeared a click on it may be the second one of a double click on what lay there before."""


class _ActionButton(Button):
    """A button of a notice. The notice pushes the page down, so its button may come to lie below a mouse that clicks twice."""

    def __init__(self, theme: Theme, action: NoticeAction) -> None:
        super().__init__(theme, action.label, action.icon)
        self._since = QElapsedTimer()
        self._since.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._since.hasExpired(_LATE_MS):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)


class NoticeBar(QFrame):
    """Shows one notice; a new one replaces it. `focus_left`: it had the focus and gives it up.

    It leaves with its time, but not from under the mouse or the keyboard's focus, nor while the officer works in another window.
    `second`: milliseconds in a second, fewer for tests.
    """

    focus_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, second: int = 1000) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notice: Notice | None = None
        self._second = second
        self._time = QTimer(self, singleShot=True)
        self._time.timeout.connect(self._leave)
        self._is_laid_out = False
        self.setProperty("kind", "notice")
        theme.changed.connect(self._tint)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        self._notice = notice
        if not self._is_laid_out:
            self._lay_out()
        self._what.setText(notice.what)
        self._remedy.setText(notice.remedy)
        self.setAccessibleName(notice.what + notice.remedy)
        set_form(self, tone=str(notice.tone))
        self._tint()
        had_focus = self._has_focus
        empty_row(self._actions)
        for action in notice.actions:
            self._add(action)
        self.show()
        if had_focus:
            self.focus_left.emit()
        self._time.stop()
        if notice.seconds:
            self._time.start(notice.seconds * self._second)

    def show_error(self, error: DeskError) -> None:
        """Show an error: what happened, what to do."""
        self.show_notice(Notice.of_error(error))

    def clear(self) -> None:
        """Hide the notice."""
        self._notice = None
        had_focus = self._has_focus
        self._time.stop()
        self.hide()
        if had_focus:
            self.focus_left.emit()

    @property
    def _has_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def notice(self) -> Notice | None:
        """The shown notice; None while the bar is hidden."""
        return self._notice

    def _leave(self) -> None:
        if self.underMouse() or not self.isActiveWindow() or self._has_focus:
            self._time.start(self._second)  # it is being read, or nobody looks
        else:
            self.clear()

    def _add(self, action: NoticeAction) -> None:
        button = _ActionButton(self._theme, action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.act)
        self._actions.addWidget(button)

    def _lay_out(self) -> None:
        """Make what the bar shows: with its first notice, for a start has none."""
        self._is_laid_out = True
        self._icon = QLabel()
        self._what = make_label(kind="heading")
        self._remedy = make_label(wrap=True)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._close = IconButton(self._theme, "x", "关闭提示")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._what)
        row.addWidget(self._remedy, 1)
        row.addLayout(self._actions)
        row.addWidget(self._close)

    def _tint(self) -> None:
        if self._notice is not None:
            tone = self._notice.tone
            self._icon.setPixmap(
                self._theme.picture(_ICONS.get(tone, "info"), tone.ink, 16, self.devicePixelRatioF())
            )
