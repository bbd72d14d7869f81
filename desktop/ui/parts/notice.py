"""The notice bar 「提示条」: a non-modal message above the page with what happened and what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.domain.errors import DeskError
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme


class NoticeAction(NamedTuple):
    """One button of a notice."""

    label: str
    icon: str
    act: Callable[[], object]


class Notice(NamedTuple):
    """The content of the notice bar. `case_id`: the case that it is about, with which it goes; 0 = it stays."""

    what: str
    remedy: str = ""
    tone: Tone = Tone.GOOD
    actions: tuple[NoticeAction, ...] = ()
    case_id: int = 0
    file: Path | None = None
    """A file that was taken in or written, to be found among the recent ones."""

    @classmethod
    def of_error(cls, error: DeskError) -> Notice:
        return cls(error.what, error.remedy, Tone.DANGER)


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


class NoticeBar(QFrame):
    """Shows one notice; a new one replaces it. `focus_left`: it had the focus and gives it up."""

    focus_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notice: Notice | None = None
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

    def show_error(self, error: DeskError) -> None:
        """Show an error: what happened, what to do."""
        self.show_notice(Notice.of_error(error))

    def clear(self) -> None:
        """Hide the notice."""
        self._notice = None
        had_focus = self._has_focus
        self.hide()
        if had_focus:
            self.focus_left.emit()

    @property
    def _has_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def turn_to(self, case_id: int) -> None:
        """Hide a notice about another case than the one that has been opened."""
        if self._notice is not None and self._notice.case_id not in {0, case_id}:
            self.clear()

    @property
    def notice(self) -> Notice | None:
        """The shown notice; None while the bar is hidden."""
        return self._notice

    def _add(self, action: NoticeAction) -> None:
        button = Button(self._theme, action.label, action.icon)
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
