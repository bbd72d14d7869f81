"""Menu entries for papers over many cases 「汇总文书」: asks for the file, writes it, says what is left to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.forms.form_template import FormKind
from desktop.services.reporting.office_papers import TABLES, OfficePaper, export_office_paper
from desktop.services.reporting.office_source import OfficeChoice
from desktop.ui.parts.notice import ask_save_path, written_notice
from desktop.ui.store_worker import StoreWorker

AskChoice = Callable[[Callable[[OfficeChoice], object]], object]
"""Gives the choice at hand to what asked for it, at once or later."""
_WORD, _PDF, _EXCEL = "Word 文档 (*.docx)", "PDF 文件 (*.pdf)", "Excel 工作簿 (*.xlsx)"


class OfficePapers(QObject):
    """Writes papers about the cases that `ask_choice` gives."""

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, ask_choice: AskChoice, window: QWidget) -> None:
        super().__init__(window)
        self._worker, self._ask_choice, self._window = worker, ask_choice, window

    def add_to(self, menu: QMenu, kinds: Iterable[FormKind]) -> None:
        """Add an entry for each kind."""
        for kind in kinds:
            menu.addAction(f"{kind.label}…", partial(self.ask, kind))

    def ask(self, kind: FormKind) -> None:
        """Ask for the file of a paper and write it."""
        filters = (_WORD, _PDF, _EXCEL) if kind in TABLES else (_WORD, _PDF)
        ask_save_path(self._window, kind.label, kind.label, filters, partial(self.write, kind))

    def write(self, kind: FormKind, out: Path) -> None:
        """Write a paper to `out`."""
        self._ask_choice(partial(self._send, kind, out))

    def _send(self, kind: FormKind, out: Path, choice: OfficeChoice) -> None:
        # A reminder is recorded in its cases; all other papers only read.
        worker = self._worker if kind is FormKind.SECTION_REMINDER else self._worker.reader
        task = worker.send(export_office_paper, out, kind, choice)
        task.done.connect(self._said)
        task.failed.connect(self.failed)

    def _said(self, paper: OfficePaper) -> None:
        self.noticed.emit(written_notice(paper.path, "；".join(paper.notes)))
