"""Dialogs for files open in the folder used last for the same purpose, also after a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.parts.file_dialogs import (
    PRACTICE,
    Purpose,
    UsedFolders,
    ask_file,
    ask_files,
    ask_folder,
    ask_save_path,
    documents_folder,
    marked,
    marked_folder,
)
from desktop.ui.window_settings import WindowSettings

WORD = ("Word 文档 (*.docx)", "PDF 文件 (*.pdf)")


@pytest.fixture(autouse=True)
def _own_dialogs(qapp: QApplication) -> None:
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> QMainWindow:
    return make_window(qtbot, tmp_path)


def make_window(qtbot: QtBot, tmp_path: Path) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    UsedFolders(WindowSettings(tmp_path), window)
    window.show()
    return window


def opened(window: QWidget) -> QFileDialog:
    return cast("list[QFileDialog]", window.findChildren(QFileDialog))[-1]


def choose(window: QWidget, path: Path) -> Path:
    """Choose a path in the dialog that is open; the folder that it had opened in."""
    dialog = opened(window)
    shown = Path(dialog.directory().absolutePath())
    dialog.selectFile(str(path))
    dialog.accept()
    return shown


def ask(window: QMainWindow, taken: Callable[[Path], object]) -> None:
    ask_save_path(window, "导出", "答复", WORD, taken)


def test_the_next_dialog_for_the_same_purpose_opens_in_the_folder_used_last(
    qtbot: QtBot, window: QMainWindow, tmp_path: Path
) -> None:
    sent, letters = tmp_path / "发文", tmp_path / "来函"
    sent.mkdir()
    letters.mkdir()
    (letters / "来函.docx").touch()
    taken = list[object]()
    ask(window, taken.append)
    assert choose(window, sent / "答复.docx") == Path(documents_folder())
    ask_file(window, "来函", Purpose.EVIDENCE, WORD, taken.append)
    assert choose(window, letters / "来函.docx") == Path(documents_folder())
    ask(window, taken.append)
    assert choose(window, sent / "第二份.docx") == sent
    ask_folder(window, "打印成套", Purpose.OUTPUT, taken.append)
    assert choose(window, letters) == sent
    ask(make_window(qtbot, tmp_path), taken.append)
    ask_files(window, "佐证", Purpose.EVIDENCE, WORD, taken.append)
    assert choose(window, letters / "来函.docx") == letters
    assert taken == [
        sent / "答复.docx", letters / "来函.docx", sent / "第二份.docx", letters, (letters / "来函.docx",),
    ]  # fmt: skip


def test_a_folder_that_is_gone_is_forgotten_and_a_cancelled_dialog_changes_nothing(
    window: QMainWindow, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    ask(window, lambda _path: None)
    choose(window, stick / "答复.docx")
    ask(window, lambda _path: None)
    opened(window).reject()
    ask(window, lambda _path: None)
    assert choose(window, stick / "又一份.docx") == stick
    stick.rmdir()
    ask(window, lambda _path: None)
    assert Path(opened(window).directory().absolutePath()) == Path(documents_folder())
    opened(window).reject()


def test_a_dialog_of_a_dialog_uses_the_folders_of_the_window(window: QMainWindow, tmp_path: Path) -> None:
    dialog = QDialog(window)
    ask_save_path(dialog, "导出", "答复", WORD, lambda _path: None)
    choose(dialog, tmp_path / "答复.docx")
    ask(window, lambda _path: None)
    assert Path(opened(window).directory().absolutePath()) == tmp_path
    opened(window).reject()


def test_the_suffix_follows_the_chosen_kind_and_the_name_is_valid_everywhere(
    window: QMainWindow, tmp_path: Path
) -> None:
    taken = list[Path]()
    ask_save_path(window, "导出", "关于“A/B”的 答复", WORD, taken.append)
    assert Path(opened(window).selectedFiles()[0]).name == "关于“AB”的答复.docx"
    opened(window).filterSelected.emit(WORD[1])
    opened(window).setDirectory(str(tmp_path))
    choose(window, tmp_path / "答复")
    assert taken == [tmp_path / "答复.pdf"]


def test_what_is_written_in_the_practice_is_marked_by_its_name(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget(window)
    assert marked(inner, Path("答复.docx")) == Path("答复.docx")
    assert marked_folder(inner, tmp_path) == tmp_path
    window.setProperty(PRACTICE, True)
    assert marked(inner, Path("a/答复.docx")) == Path("a/练习-答复.docx")
    assert marked(inner, Path("a/练习-答复.docx")) == Path("a/练习-答复.docx")
    assert marked_folder(inner, tmp_path) == tmp_path / "练习"
    assert (tmp_path / "练习").is_dir()
    assert marked_folder(inner, tmp_path / "练习") == tmp_path / "练习"
