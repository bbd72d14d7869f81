"""The cards 「数据在哪里」 and 「版本与许可」, and the dialog with the licences of all that is shipped."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.services.office.licences import About, about
from desktop.services.office.workplace import Workplace
from desktop.ui.dialogs.fitted_dialog import FittedDialog, dialog_foot
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import open_file
from desktop.ui.parts.tone import Tone
from desktop.ui.settings.backup_part import size_words
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

_SIZE = QSize(820, 560)
_AROUND = QSize(48, 48)
_LIST_WIDTH = 230
_WHOSE = "全部数据都在这台电脑的这个文件夹里，不会传到别处。没有加密，请给电脑设好登录密码。"


class _DataPlace(NamedTuple):
    folder: Path
    size: int


def _measure(work: Workplace) -> _DataPlace:
    """The size of the store with its log, in bytes."""
    files = work.data_dir.glob("chengban.db*")
    return _DataPlace(work.data_dir, sum(file.stat().st_size for file in files))


class DataPart(QWidget):
    """Where the data are and how large. `manual_requested` carries the chapter on moving them."""

    failed = Signal(object)
    manual_requested = Signal(str)

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._asked = Newest()
        self.folder = make_label(str(worker.work.data_dir), wrap=True)
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.folder.setAccessibleName("数据文件夹")
        self.state = make_label(tone=Tone.SECONDARY)
        self.open = Button(theme, "打开文件夹", "folder-open")
        self.copy = Button(theme, "复制路径", "copy")
        self.move_help = Button(theme, "换地方、换电脑…", kind="link")
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in (self.open, self.copy, self.move_help):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.folder)
        column.addWidget(self.state)
        column.addWidget(make_label(_WHOSE, tone=Tone.SECONDARY, wrap=True))
        column.addLayout(row)
        self.open.clicked.connect(partial(open_file, worker.work.data_dir))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.folder.text()))
        self.move_help.clicked.connect(partial(self.manual_requested.emit, "备份、恢复、换电脑"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        task = self._asked.follow(self._worker.looker.send(_measure))
        task.done.connect(lambda found: self.state.setText(f"现在有 {size_words(found.size)}"))
        task.failed.connect(self.failed)


class AboutPart(QWidget):
    """The version, and the button that opens the licences."""

    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self._asked = Newest()
        self._about: About | None = None
        self.words = make_label("正在看版本…", wrap=True)
        self.licences = Button(theme, "看全部许可…", "file-text")
        self.licences.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.words, 1)
        row.addWidget(self.licences, 0, Qt.AlignmentFlag.AlignTop)
        self.licences.clicked.connect(self._open)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._about is None:
            task = self._asked.follow(self._worker.reader.send(about))
            task.done.connect(self._show)
            task.failed.connect(self.failed)

    def _show(self, found: About) -> None:
        self._about = found
        others = len(found.components) - 1
        self.words.setText(
            f"承办 {found.version}，数据格式第 {found.schema} 版，Python {found.python}。\n"
            f"离线使用，不访问网络。程序按木兰宽松许可证第 2 版发布，用到的 {others} 个开源组件各按自己的许可。"
        )
        self.licences.setEnabled(True)

    def _open(self) -> None:
        if self._about is not None:
            LicencesDialog(self._theme, self._about, self.window()).open()


class LicencesDialog(FittedDialog):
    """All that is shipped at the left, the licence of the chosen one at the right."""

    def __init__(self, theme: Theme, found: About, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("许可")
        self.resize(_SIZE.boundedTo(parent.size() - _AROUND))
        self._components = found.components
        self.list = QListWidget()
        self.list.setProperty("kind", "chapters")
        self.list.setAccessibleName("组件")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.addItems([f"{one.name} {one.version}".strip() for one in found.components])
        self.head = make_label("", "heading", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("许可全文")
        close = Button(theme, "关闭")
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.head)
        right.addWidget(self.text, 1)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.list)
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addLayout(body, 1)
        column.addLayout(dialog_foot(close))
        close.clicked.connect(self.reject)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def _show(self, place: int) -> None:
        one = self._components[place]
        self.head.setText(f"{one.name}：{one.licence or '许可见下文'}")
        self.text.setPlainText(one.text or "这个组件没有随附许可全文，许可名称见上。")
