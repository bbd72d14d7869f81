"""Dialogs that ask for a file or a folder, the same on every page: each opens where the officer was last for the same purpose."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.words.file_names import without_forbidden
from desktop.ui.window_settings import WindowSettings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

Take = Callable[[Path], object]


class Purpose(StrEnum):
    """What files are asked for; each has its folder."""

    INTAKE = "intake"  # what comes in: proposals, replies, lists
    EVIDENCE = "evidence"  # papers of a record: letters of other units, pictures, receipts
    OFFICE = "office"  # what the superior office or the system sends: forms, calendars
    OUTPUT = "output"  # what is written
    BACKUP = "backup"  # backups of the data


PRACTICE = "practice"
"""The property of a main window in which invented cases are practised on: what is written from it is marked 「练习」."""
_MARK = "练习"


class UsedFolders(QObject):
    """The folders used last, kept in the window settings. A child of the main window, found by `used_folders`."""

    def __init__(self, settings: WindowSettings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings

    def folder(self, purpose: Purpose) -> str:
        """The folder used last for that purpose; the documents folder if there was none or it is gone."""
        known = self._settings.facts("folders").get(purpose)
        return known if isinstance(known, str) and Path(known).is_dir() else documents_folder()

    def keep(self, purpose: Purpose, folder: Path) -> None:
        """Remember that folder."""
        self._settings.keep_facts("folders", self._settings.facts("folders") | {purpose: str(folder)})


def used_folders(widget: QWidget) -> UsedFolders | None:
    """That of the main window which a widget or dialog belongs to; None for a part that stands alone."""
    return _top(widget).findChild(UsedFolders, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _top(widget: QWidget) -> QWidget:
    while (above := widget.parentWidget()) is not None:
        widget = above
    return widget


def marked(window: QWidget, path: Path) -> Path:
    """The path of a file to write, its name marked 「练习」 in the practice."""
    if not _top(window).property(PRACTICE) or path.name.startswith(_MARK):
        return path
    return path.with_name(f"{_MARK}-{path.name}")


def marked_folder(window: QWidget, folder: Path) -> Path:
    """The folder to write into; in the practice a folder 「练习」 in it, made if it is not there."""
    if not _top(window).property(PRACTICE):
        return folder
    inner = folder if folder.name == _MARK else folder / _MARK
    with suppress(OSError):  # who writes there says why it cannot be written
        inner.mkdir(exist_ok=True)
    return inner


def ask_file(window: QWidget, title: str, purpose: Purpose, filters: tuple[str, ...], take: Take) -> None:
    """Ask for a file that exists and pass it to `take`; nothing is called if the dialog is cancelled."""
    dialog = _dialog(window, title, purpose)
    dialog.setFileMode(dialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(filters))
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.open()


def ask_files(
    window: QWidget,
    title: str,
    purpose: Purpose,
    filters: tuple[str, ...],
    take: Callable[[tuple[Path, ...]], object],
) -> None:
    """Ask for one or more files that exist and pass them to `take`."""
    dialog = _dialog(window, title, purpose)
    dialog.setFileMode(dialog.FileMode.ExistingFiles)
    dialog.setNameFilters(list(filters))
    dialog.filesSelected.connect(lambda names: take(tuple(map(Path, names))))
    dialog.open()


def ask_folder(window: QWidget, title: str, purpose: Purpose, take: Take) -> None:
    """Ask for a folder and pass it to `take`."""
    dialog = _dialog(window, title, purpose)
    dialog.setFileMode(dialog.FileMode.Directory)
    dialog.setOption(dialog.Option.ShowDirsOnly)
    written = purpose is Purpose.OUTPUT
    dialog.fileSelected.connect(
        lambda name: take(marked_folder(window, Path(name)) if written else Path(name))
    )
    dialog.open()


def ask_save_path(window: QWidget, title: str, name: str, filters: tuple[str, ...], take: Take) -> None:
    """Ask for a file to write and pass it to `take`. The suffix follows the chosen filter, at first the first one."""
    dialog = _dialog(window, title, Purpose.OUTPUT)
    dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(_suffix(filters[0]))
    dialog.selectFile(marked(window, Path(safe_name(name))).name)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix(chosen)))
    dialog.fileSelected.connect(lambda chosen: take(marked(window, Path(chosen))))
    dialog.open()


def _dialog(window: QWidget, title: str, purpose: Purpose) -> QFileDialog:
    from PySide6.QtWidgets import QFileDialog  # as all of Qt that the start does not show

    used = used_folders(window)
    dialog = QFileDialog(window, title, used.folder(purpose) if used else documents_folder())
    if used:
        dialog.accepted.connect(lambda: used.keep(purpose, _place(dialog)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _place(dialog: QFileDialog) -> Path:
    """The folder that what was chosen lies in; a chosen folder itself."""
    chosen = Path(dialog.selectedFiles()[0])
    return chosen if dialog.fileMode() is dialog.FileMode.Directory else chosen.parent


def documents_folder() -> str:
    """The user's documents folder, or the home folder if there is none."""
    from PySide6.QtCore import QDir, QStandardPaths

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if QDir(documents).exists() else QDir.homePath()


def safe_name(words: str) -> str:
    """A name that is valid in every file system, without blanks."""
    return "".join(without_forbidden(words).split())


def _suffix(name_filter: str) -> str:
    found = re.search(r"\*\.(\w+)", name_filter)
    return found[1] if found else "docx"
