"""The dialog 「从备份恢复」: what the backup holds beside the present data, and what would not be seen any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.records.store_report import StoreComparison
from desktop.services.office.backup import restore
from desktop.ui.dialogs.fitted_dialog import FittedDialog, dialog_foot
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.page import Visit
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_WIDTH = 560
_KEPT = (
    "现在的数据先另存一份，不会丢；恢复以后在“备份和恢复”里找得到，随时可以换回来。窗口会关一下，再自己打开。"
)


class RestoreDialog(FittedDialog):
    """`reopen_requested` carries the Visit that restores the backup. Esc changes nothing."""

    reopen_requested = Signal(object)

    def __init__(
        self,
        theme: Theme,
        found: StoreComparison,
        data_dir: Path,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("从备份恢复")
        self.setMinimumWidth(_WIDTH)
        self._visit = Visit(data_dir, partial(restored, data_dir, found.report.path, found.report.cases, now))
        cancel = Button(theme, "取消")
        self.restore = Button(theme, "恢复并重新打开", "history", "primary")
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 10)
        column.setSpacing(12)
        column.addWidget(make_label(f"用 {found.report.path.name} 换掉现在的数据？", "subject", wrap=True))
        column.addLayout(_table(found))
        self.loss = make_label(
            loss_words(found), tone=Tone.WARNING if _loses(found) else Tone.SECONDARY, wrap=True
        )
        column.addWidget(self.loss)
        column.addWidget(make_label(_KEPT, tone=Tone.SECONDARY, wrap=True))
        foot = dialog_foot(cancel, self.restore)
        foot.setContentsMargins(24, 6, 24, 16)
        self.lay_out(column, foot)
        cancel.clicked.connect(self.reject)
        self.restore.clicked.connect(self._restore)
        cancel.setFocus()

    def _restore(self) -> None:
        self.accept()
        self.reopen_requested.emit(self._visit)


def _table(found: StoreComparison) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    rows = (
        ("", "备份里", "现在"),
        ("办件", f"{found.report.cases} 件", f"{found.cases_here} 件"),
        ("最后一次登记", _moment(found.newest_there), _moment(found.newest_here)),
    )
    for line, words in enumerate(rows):
        for place, word in enumerate(words):
            quiet = not line or not place
            grid.addWidget(make_label(word, tone=Tone.SECONDARY if quiet else None), line, place)
    return grid


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "没有"


def _loses(found: StoreComparison) -> bool:
    return bool(found.cases_only_here or found.events_only_here)


def loss_words(found: StoreComparison) -> str:
    """One sentence on what is not in the backup, one on what comes back."""
    lost = (
        f"{found.cases_only_here} 件办件" if found.cases_only_here else "",
        f"{found.events_only_here} 条办理经过" if found.events_only_here else "",
    )
    words = [f"备份以后新添的 {'、'.join(filter(None, lost))}，恢复以后看不到。"] if any(lost) else []
    if found.cases_only_there:
        words.append(f"有 {found.cases_only_there} 件现在没有的会回来。")
    return "".join(words) or "备份里的办件和办理经过与现在一样多；备份以后改过的文字会变回备份时的样子。"


def restored(data_dir: Path, file: Path, cases: int, now: Callable[[], datetime]) -> Notice:
    """Restore the backup while nobody uses the folder; gives the notice of the window that opens then."""
    former = restore(data_dir, file, now())
    kept = f"原来的数据另存为 {former.name}，可以在“设置 → 备份和恢复”里换回来。" if former else ""
    return Notice(f"已恢复到 {file.name}，{cases} 件。", kept)
