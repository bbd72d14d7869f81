"""Menu entries for papers over many cases 「汇总文书」: asks for the file, writes it, says what is left to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.work_list import WEEK_DAYS
from desktop.domain.forms.form_template import FormKind
from desktop.services.reporting.office_papers import TABLES, OfficePaper, export_office_paper
from desktop.services.reporting.office_source import OfficeChoice
from desktop.ui.parts.file_dialogs import ask_save_path
from desktop.ui.parts.notice import written_notice
from desktop.ui.store_worker import StoreWorker

Change = Callable[[OfficeChoice], OfficeChoice]
AskChoice = Callable[[Callable[[OfficeChoice], object]], object]
"""Gives the choice at hand to what asked for it, at once or later."""
_WORD, _PDF, _EXCEL = "Word 文档 (*.docx)", "PDF 文件 (*.pdf)", "Excel 工作簿 (*.xlsx)"


def _as_it_is(choice: OfficeChoice) -> OfficeChoice:
    return choice


def _ahead(days: int, choice: OfficeChoice) -> OfficeChoice:
    return replace(choice, within_days=days)


def _week_before(choice: OfficeChoice) -> OfficeChoice:
    return replace(choice, weeks_back=1)


_VARIANTS: dict[FormKind, tuple[tuple[str, Change], ...]] = {
    FormKind.KEY_PROGRESS: (("本周…", _as_it_is), ("上周…", _week_before)),
    FormKind.SECTION_REMINDER: tuple(
        (f"逾期和 {days} 天内到期的…", partial(_ahead, days)) for days in (WEEK_DAYS, 14, 30)
    ),
}


class OfficePapers(QObject):
    """Writes papers about the cases that `ask_choice` gives."""

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, ask_choice: AskChoice, window: QWidget) -> None:
        super().__init__(window)
        self._worker, self.ask_choice, self._window = worker, ask_choice, window

    def add_to(self, menu: QMenu, kinds: Iterable[FormKind]) -> None:
        """Add an entry for each kind; a menu for one that can be about this week or the last, or look further ahead."""
        for kind in kinds:
            if kind not in _VARIANTS:
                menu.addAction(f"{kind.label}…", partial(self.ask, kind))
                continue
            more = menu.addMenu(kind.label)
            for words, change in _VARIANTS[kind]:
                more.addAction(words, partial(self.ask, kind, change))

    def ask(self, kind: FormKind, change: Change = _as_it_is) -> None:
        """Ask for the file of a paper about the choice at hand, which `change` makes the one to write about, and write it."""
        self.ask_choice(lambda choice: self._ask_file(kind, change(choice)))

    def _ask_file(self, kind: FormKind, choice: OfficeChoice) -> None:
        filters = (_WORD, _PDF, _EXCEL) if kind in TABLES else (_WORD, _PDF)
        title = f"{kind.label}（选中的 {len(choice.ids)} 件）" if choice.ids else kind.label
        ask_save_path(self._window, title, kind.label, filters, partial(self.write, kind, choice))

    def write(self, kind: FormKind, choice: OfficeChoice, out: Path) -> None:
        """Write a paper about this choice to `out`."""
        # A reminder is recorded in its cases; all other papers only read.
        worker = self._worker if kind is FormKind.SECTION_REMINDER else self._worker.reader
        task = worker.send(export_office_paper, out, kind, choice)
        task.done.connect(self._said)
        task.failed.connect(self.failed)

    def _said(self, paper: OfficePaper) -> None:
        self.noticed.emit(written_notice(paper.path, "；".join(paper.notes)))
