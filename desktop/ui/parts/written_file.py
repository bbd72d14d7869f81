"""Where a file shall be written, and what can be done with it afterwards: the same words and ways on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.parts.notice import Notice, NoticeAction


def ask_where(
    window: QWidget, title: str, name: str, filters: tuple[str, ...], take: Callable[[Path], object]
) -> None:
    """Let the officer choose a file; `take` gets it. The ending follows the kind chosen, the first one at the start."""
    dialog = QFileDialog(window, title, documents_folder())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(_suffix(filters[0]))
    dialog.selectFile(safe_name(name))
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix(chosen)))
    dialog.fileSelected.connect(lambda chosen: take(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def written_notice(path: Path, remedy: str = "", program: str = "打开文件") -> Notice:
    """What is told of a file just written."""
    actions = (
        NoticeAction(program, "external-link", partial(open_file, path)),
        NoticeAction("打开所在文件夹", "folder-open", partial(show_in_folder, path)),
    )
    return Notice(f"已导出 {path.name}", remedy, actions=actions)


def open_file(path: Path) -> None:
    """Open with the program that the system has for it: WPS, Word, a PDF reader."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> None:
    """Open the folder the file lies in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def documents_folder() -> str:
    """The officer's documents, or the home folder where there are none."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if QDir(documents).exists() else QDir.homePath()


def safe_name(words: str) -> str:
    """A name that every file system takes."""
    return re.sub(r'[\\/:*?"<>|\s]+', "", words)


def _suffix(name_filter: str) -> str:
    found = re.search(r"\*\.(\w+)", name_filter)
    return found[1] if found else "docx"
