"""The card 「备份和恢复」: back up now, where backups go, which there are, verify one, restore one."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.records.store_report import StoreComparison, StoreReport
from desktop.services.office.backup import (
    Backup,
    BackupKind,
    BackupPlace,
    backup_now,
    backup_place,
    backups,
    choose_backup_folder,
    compare_backup,
    mark_verified,
    verify_backup,
)
from desktop.services.office.workplace import Workplace
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.file_dialogs import Purpose, ask_file, ask_folder
from desktop.ui.parts.labels import ElidedLabel, Pill, make_label
from desktop.ui.parts.notice import Notice, NoticeAction, open_file
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.parts.under_way import UnderWay
from desktop.ui.settings.restore_dialog import RestoreDialog
from desktop.ui.store_worker import Newest, StoreWorker, Task
from desktop.ui.theme.theme import Theme

_SHOWN = 8
"""Most backups listed; older ones are in the folder."""
_OLD_DAYS = 7
"""A backup older than this is said in the tone of a warning: one a week is what the manual asks for."""
_SAME_DISK = "备份和数据在同一块硬盘上：硬盘坏了会一起丢。请换到移动硬盘或另一块硬盘上。"


class _Known(NamedTuple):
    place: BackupPlace
    found: tuple[Backup, ...]


def _read(work: Workplace) -> _Known:
    return _Known(backup_place(work), backups(work))


def ago(moment: datetime, today: date) -> str:
    """「今天 10:42」, 「昨天 10:42」, 「3 天前」."""
    days = (today - moment.date()).days
    if days <= 1:
        return f"{'今天' if days <= 0 else '昨天'} {moment:%H:%M}"
    return f"{days} 天前"


def size_words(size: int) -> str:
    """A size in bytes as 「820 KB」 or 「3.4 MB」."""
    return f"{max(size / 1e6, 0.1):.1f} MB" if size >= 1e6 else f"{max(round(size / 1e3), 1)} KB"


class BackupRow:
    """The widgets of one line of the list, for the backup `found`; hidden while there is none."""

    def __init__(self, theme: Theme) -> None:
        self.found: Backup | None = None
        self.name, self.size, self.state = make_label(), make_label(tone=Tone.SECONDARY), Pill()
        self.verify = Button(theme, "校验", kind="link")
        self.restore = Button(theme, "恢复…", kind="link")
        self.widgets: tuple[QWidget, ...] = (self.name, self.size, self.state, self.verify, self.restore)

    @property
    def path(self) -> Path:
        """The file of the backup that is shown."""
        assert self.found is not None
        return self.found.path

    def show_backup(self, found: Backup | None, today: date) -> None:
        """Show this backup."""
        self.found = found
        for widget in self.widgets:
            widget.setVisible(found is not None)
        if found is None:
            return
        words = f"{found.made_at:%Y-%m-%d %H:%M}（{ago(found.made_at, today)}）"
        if found.kind is BackupKind.BEFORE_RESTORE:
            words += f" · {found.kind.label}"
        self.name.setText(words)
        self.name.setToolTip(str(found.path))
        self.size.setText(size_words(found.size))
        checked = f"已验证，{ago(found.verified_at, today)}" if found.verified_at else "未验证"
        self.state.show_text(checked, Tone.GOOD if found.verified_at else Tone.NEUTRAL)
        for button in (self.verify, self.restore):
            button.setAccessibleName(f"{button.text()} {words}")


class BackupPart(QWidget):
    """Reads what there is whenever it is shown. `reopen_requested` carries the Visit after which a backup is in place."""

    noticed = Signal(object)
    failed = Signal(object)
    reopen_requested = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self._asked = Newest()
        self.state = make_label("正在看有哪些备份…", "heading", wrap=True)
        self.now = Button(theme, "现在备份", "shield-check", "primary")
        self.folder = ElidedLabel()
        self.choose = Button(theme, "换个地方…", kind="link")
        self.open = Button(theme, "打开文件夹", kind="link")
        self.warning = make_label(_SAME_DISK, "small", Tone.WARNING, wrap=True)
        self.other = Button(theme, "用别处的备份恢复…", "history")
        self._made: list[BackupRow] = []
        self.more = make_label("", "small", Tone.SECONDARY)
        self._under_way = UnderWay(self, self.now, self.other)
        self._lay_out()
        self.now.clicked.connect(self.make)
        self.choose.clicked.connect(self._ask_folder)
        self.open.clicked.connect(self._open_folder)
        self.other.clicked.connect(self._ask_file)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Look again which backups there are."""
        task = self._asked.follow(self._worker.looker.send(_read))
        task.done.connect(self._show)
        task.failed.connect(self.failed)

    def make(self) -> None:
        """Back up and verify, beside the writing thread: typing is stored meanwhile."""
        if not self._under_way.is_active():
            self.state.setText("正在备份…")
            self._follow(self._worker.reader.send(backup_now), self._on_made)

    def verify(self, path: Path) -> None:
        """Check one backup from end to end."""
        if not self._under_way.is_active():
            self.state.setText(f"正在校验 {path.name}…")
            self._follow(self._worker.reader.send(_verify, path), self._on_verified)

    def ask_restore(self, path: Path) -> None:
        """Show what restoring this backup would change, after it has been verified."""
        if not self._under_way.is_active():
            self.state.setText(f"正在核对 {path.name}…")
            self._follow(self._worker.reader.send(compare_backup, path), self._open)

    def use_folder(self, folder: Path) -> None:
        """Let backups go there from now on."""
        self._follow(self._worker.send(choose_backup_folder, folder), lambda _place: self.read())

    def _follow(self, task: Task, then: object) -> None:
        self._under_way.follow(task)
        task.settled.connect(self.read)
        task.done.connect(then)
        task.failed.connect(self.failed)

    def _on_made(self, report: StoreReport) -> None:
        self._mark(report)
        look = NoticeAction("打开所在文件夹", "folder-open", partial(open_file, report.path.parent))
        what = f"已备份 {report.cases} 件，校验通过。"
        self.noticed.emit(Notice(what, f"{report.path.name}，{size_words(report.size)}", actions=(look,)))

    def _on_verified(self, report: StoreReport) -> None:
        self._mark(report)
        if report.sound:
            self.noticed.emit(Notice(f"这份备份完好，{report.cases} 件。", report.path.name))
        else:
            words = "请另做一份；这份不要用来恢复。"
            self.noticed.emit(Notice(f"备份“{report.path.name}”已损坏。", words, Tone.DANGER))

    def _mark(self, report: StoreReport) -> None:
        task = self._worker.send(mark_verified, report)
        task.settled.connect(self.read)
        task.failed.connect(self.failed)

    def _open(self, found: StoreComparison) -> None:
        work = self._worker.work
        dialog = RestoreDialog(self._theme, found, work.data_dir, work.now, self.window())
        dialog.reopen_requested.connect(self.reopen_requested)
        dialog.open()

    def _ask_folder(self) -> None:
        ask_folder(self.window(), "备份放在哪里", Purpose.BACKUP, self.use_folder)

    def _ask_file(self) -> None:
        ask_file(self.window(), "选择要恢复的备份", Purpose.BACKUP, ("承办的备份 (*.db)",), self.ask_restore)

    def _open_folder(self) -> None:
        open_file(Path(self.folder.text()))

    def _show(self, known: _Known) -> None:
        self.folder.show_text(str(known.place.folder))
        self.open.setEnabled(known.place.folder.is_dir())
        self.warning.setVisible(known.place.same_disk)
        today = self._worker.work.today
        words, tone = last_words(known.found, today)
        self.state.setText(words)
        set_form(self.state, tone=str(tone))
        shown = known.found[:_SHOWN]
        while len(self._made) < len(shown):
            self._made.append(self._make_row(len(self._made)))
        for place, row in enumerate(self._made):
            row.show_backup(shown[place] if place < len(shown) else None, today)
        self.more.setText(f"另有 {len(known.found) - _SHOWN} 份更早的，在文件夹里。")
        self.more.setVisible(len(known.found) > _SHOWN)

    @property
    def rows(self) -> tuple[BackupRow, ...]:
        """The rows that show a backup, the newest first."""
        return tuple(row for row in self._made if row.found is not None)

    def _make_row(self, line: int) -> BackupRow:
        """A row that stays, whatever backup it shows: its buttons keep the focus when the list is read again."""
        row = BackupRow(self._theme)
        for column, widget in enumerate(row.widgets):
            self._list.addWidget(widget, line, column, Qt.AlignmentFlag.AlignVCenter)
        row.verify.clicked.connect(lambda: self.verify(row.path))
        row.restore.clicked.connect(lambda: self.ask_restore(row.path))
        return row

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.state, 1)
        first.addWidget(self.now)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(make_label("放在", tone=Tone.SECONDARY))
        place.addWidget(self.folder)
        place.addWidget(self.choose)
        place.addWidget(self.open)
        place.addStretch(1)
        self._list = QGridLayout()
        self._list.setHorizontalSpacing(16)
        self._list.setVerticalSpacing(6)
        self._list.setColumnStretch(0, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.other)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(first)
        column.addLayout(place)
        column.addWidget(self.warning)
        column.addLayout(self._list)
        column.addWidget(self.more)
        column.addLayout(foot)
        self.warning.hide()
        self.more.hide()


def last_words(found: tuple[Backup, ...], today: date) -> tuple[str, Tone]:
    """What is said about the newest verified backup, and in which tone."""
    newest = next((one for one in found if one.kind is BackupKind.MADE and one.verified_at), None)
    if newest is None:
        return "还没有验证过的备份。", Tone.WARNING
    old = (today - newest.made_at.date()).days > _OLD_DAYS
    words = f"上次备份：{ago(newest.made_at, today)}，已验证。" + ("该备份了。" if old else "")
    return words, Tone.WARNING if old else Tone.GOOD


def _verify(_work: Workplace, path: Path) -> StoreReport:
    return verify_backup(path)
