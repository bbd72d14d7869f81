"""The sources of intake 「收件口」: files that the officer chooses, and the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.errors import Refused
from desktop.domain.importing.plan import IntakeKind
from desktop.domain.words.shortened import shortened
from desktop.ui.parts.file_dialogs import Purpose, ask_files
from desktop.ui.parts.file_drop import dropped_files

# The content of the clipboard 「剪贴板」, and the kinds it can be read as.
_LEAST = 12
"""Fewer characters than this are neither a proposal nor a reply."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Files, or text that can be read as `kinds`, the likeliest first; both empty if there is nothing to take in."""

    files: tuple[Path, ...] = ()
    text: str = ""
    kinds: tuple[IntakeKind, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.text)


def read_pasted(data: QMimeData) -> Pasted:
    """What `data` holds. Cells copied from a spreadsheet are lines with tabs between the columns."""
    files = dropped_files(data)
    if files:
        return Pasted(files)
    text = data.text()
    if len(text.strip()) < _LEAST:
        return Pasted()
    papers = (IntakeKind.PROPOSAL, IntakeKind.REPLY)
    return Pasted((), text, (IntakeKind.LEDGER, *papers) if _is_table(text) else papers)


def _is_table(text: str) -> bool:
    """Whether the text has two rows or more, most of them with several columns."""
    rows = [row for row in text.splitlines() if row.strip()]
    wide = sum("\t" in row for row in rows)
    return len(rows) > 1 and wide * 2 > len(rows)


# The menu after Ctrl+V on the inbox: the kind to read the pasted text as.
_PREVIEW = 24


class PasteMenu(QMenu):
    """`chosen` carries the text and the kind."""

    chosen = Signal(str, object)

    def __init__(self, pasted: Pasted, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("收剪贴板里的内容")
        head = self.addAction(_preview(pasted))
        head.setEnabled(False)
        self.addSeparator()
        for place, kind in enumerate(pasted.kinds, 1):
            action = self.addAction(f"收为{kind.label}(&{place})")
            action.triggered.connect(lambda _checked, wanted=kind: self.chosen.emit(pasted.text, wanted))
        self.setActiveAction(self._first())

    def _first(self) -> QAction:
        return next(action for action in self.actions() if action.isEnabled() and not action.isSeparator())


def clipboard() -> Pasted:
    """The present content of the clipboard."""
    return read_pasted(QGuiApplication.clipboard().mimeData())


def _preview(pasted: Pasted) -> str:
    rows = len([row for row in pasted.text.splitlines() if row.strip()])
    amount = (
        f"{rows} 行" if pasted.kinds[0] is IntakeKind.LEDGER else f"{len(''.join(pasted.text.split()))} 字"
    )
    return f"剪贴板：{shortened(pasted.text, _PREVIEW)}（{amount}）".replace("&", "&&")


PATTERNS = (
    "提案、建议、答复和清单 (*.docx *.doc *.wps *.rtf *.odt *.pdf *.txt *.xlsx *.xls *.et *.ods *.csv *.html *.htm)",
    "所有文件 (*)",
)


class IntakeSources(QObject):
    """`chosen` carries the sources and their kind (None: to be recognised)."""

    chosen = Signal(tuple, object)
    failed = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page

    def choose_files(self) -> None:
        """Ask for files; nothing is emitted if the dialog is cancelled."""
        ask_files(
            self._page,
            "选择要收的文件",
            Purpose.INTAKE,
            PATTERNS,
            lambda paths: self.chosen.emit(paths, None),
        )

    def paste(self) -> None:
        """Take in the clipboard: files at once, text after asking for its kind."""
        pasted = clipboard()
        window = self._page.window()
        if pasted.files:
            self.chosen.emit(pasted.files, None)
        elif pasted:
            menu = PasteMenu(pasted, window)
            menu.chosen.connect(lambda text, kind: self.chosen.emit((text,), kind))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(window.mapToGlobal(window.rect().center()) - menu.rect().center())
        else:
            self.failed.emit(
                Refused("剪贴板里没有可以收的文字", "请先复制提案、答复的全文，或者表格里的几行")
            )
