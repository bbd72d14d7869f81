"""The print dialog 「打印」: content, printer and settings, with a preview and the findings before printing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, QSizeF, Signal, SignalInstance
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from desktop.domain.forms.form_template import FormKind
from desktop.services.paper.printables import CasePreview, PrintRequest, printable_kinds
from desktop.typesetting.pages.sheet_sides import Run, Sides
from desktop.ui.dialogs.fitted_dialog import FittedDialog
from desktop.ui.parts.file_dialogs import ask_save_path
from desktop.ui.parts.keys import bind
from desktop.ui.parts.notice import Notice, written_notice
from desktop.ui.parts.tone import Tone
from desktop.ui.printing.findings_panel import side_count
from desktop.ui.printing.print_dialog_view import PrintDialogView
from desktop.ui.printing.print_run import PrintController, PrintedRun, PrintOrder
from desktop.ui.printing.printer_choice import prepare, prints_colour
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

_SIZE = QSize(1240, 780)
_ROOM = QSize(48, 48)


class PrintDialog(FittedDialog):
    """`noticed` carries a Notice for the window. `name` names the job: 「第085号提案答复」, 「选中的 12 件」."""

    noticed = Signal(object)

    def __init__(
        self, theme: Theme, worker: StoreWorker, case_ids: tuple[int, ...], name: str, kinds: tuple[FormKind, ...],
        request: PrintRequest, parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._case_ids, self._job_name = case_ids, name
        self._previews: list[CasePreview] = []
        self._run = Run.ALL
        self._sides_in_run = 0
        self._out: Path | None = None
        self.view = PrintDialogView(theme, name, kinds, request, several=len(case_ids) > 1)
        self.controller = PrintController(worker, self)
        self.setWindowTitle("打印")
        self.resize(_SIZE.boundedTo(parent.window().size() - _ROOM))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._connect()
        self.preview()
        self.view.content.take_focus()

    def preview(self) -> None:
        """Check all chosen cases again."""
        self._previews = []
        self._run = Run.ALL
        self.view.say_progress(0, len(self._case_ids))
        mono = not prints_colour(self.view.paper.name)
        self.controller.preview(self._case_ids, self.view.content.request, mono=mono)

    def print(self) -> None:
        """Print, or ask for the file of a PDF; shows the fault of a page range that cannot be read."""
        pages = self.view.paper.pages(sum(preview.pages for preview in self._previews))
        if pages is None or not self.view.foot.may_print or self.controller.is_printing:
            return
        if self.view.paper.is_file:
            filters = ("PDF 文件 (*.pdf)",)
            ask_save_path(self, "存为 PDF", self._job_name, filters, partial(self.send, pages))
        else:
            self.send(pages)

    def send(self, pages: tuple[int, ...] = (), out: Path | None = None) -> None:
        """Print these pages, () for all, with the chosen printer, or into the PDF `out`."""
        paper = self.view.paper
        if paper.sides is Sides.BY_HAND and self._run is Run.ALL:
            self._run = Run.FRONTS
        repeats = prepare(paper.printer, self._first_paper(), paper.sides, paper.copies, self._job_name)
        self._sides_in_run = side_count(self._previews, paper.sides, pages, repeats)
        self._out = out
        self.view.notice.clear()
        self.view.set_busy(self._sides_in_run)
        request = self.view.content.request
        order = PrintOrder(self._case_ids, request, paper.sides, self._run, pages, repeats)
        self.controller.print(order, paper.printer, out)

    def reject(self) -> None:
        """Close; while a run is in progress, stop the run instead."""
        if self.controller.is_printing:
            self.controller.stop()
            return
        self.controller.leave()
        super().reject()

    def _first_paper(self) -> QPageSize:
        inks = [ink for preview in self._previews for inks in preview.inks for ink in inks]
        first = inks[-1 if self._run is Run.BACKS_LAST_FIRST else 0]
        return QPageSize(QSizeF(first.width_mm, first.height_mm), QPageSize.Unit.Millimeter)

    def _on_previewed(self, preview: CasePreview) -> None:
        self._previews.append(preview)
        self.view.say_progress(len(self._previews), len(self._case_ids))

    def _on_previews_finished(self) -> None:
        first = next((preview.items for preview in self._previews if preview.items), ())
        self.view.preview.show_items(first)
        self.view.show_previews(self._previews)

    def _on_paper(self) -> None:
        """Copies or sides have changed: count the same pages again and begin with the first run."""
        self._run = Run.ALL
        if len(self._previews) == len(self._case_ids):
            self.view.show_amount(self._previews)

    def _on_printed(self, printed: PrintedRun) -> None:
        if printed.stopped:
            sent = f"前 {printed.sides:,} 面已送打印机，会印出来。"
            self.view.notice.show_notice(Notice("已停止", sent, Tone.WARNING))
        elif self._run is Run.FRONTS and any(
            len(ink) > 1 for preview in self._previews for ink in preview.inks
        ):
            self._turn_stack()
        else:
            self._report(printed)

    def _turn_stack(self) -> None:
        self._run = Run.BACKS_LAST_FIRST if self.view.paper.backs_last_first else Run.BACKS
        turn = "等印完，把整叠纸翻过来放回纸盒，再点“接着印偶数页”。"
        self.view.notice.show_notice(Notice("奇数页已送打印机", turn, Tone.ACCENT))
        self.view.foot.print_button.setText("接着印偶数页")

    def _report(self, printed: PrintedRun) -> None:
        if self._out is None:
            name = self.view.paper.name
            count = f"{len(printed.case_ids)} 件，" if len(printed.case_ids) > 1 else ""
            words = f"{count}{printed.sides} 面"
            self.controller.log(printed.case_ids, f"打印（{name}，{words}）")
            self.noticed.emit(Notice(f"已送打印机“{name}”", words))
        else:
            self.controller.log(printed.case_ids, f"打印成 {self._out.name}")
            self.noticed.emit(written_notice(self._out))
        self.accept()

    def _end_run(self) -> None:
        self.view.set_busy(0)
        if len(self._previews) == len(self._case_ids):
            self.view.show_amount(self._previews)

    def _ask_settings(self) -> None:
        dialog = QPrintDialog(self.view.paper.printer, self)
        dialog.accepted.connect(self.view.paper.adopt_settings)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowTitle("打印机设置")
        for buttons in cast("list[QDialogButtonBox]", dialog.findChildren(QDialogButtonBox)):
            # Instead of 「打印」, because it prints nothing yet.
            buttons.button(QDialogButtonBox.StandardButton.Ok).setText("确定")
        dialog.setModal(True)
        dialog.show()

    def _connect(self) -> None:
        view = self.view
        view.content.changed.connect(self.preview)
        view.paper.printer_changed.connect(self.preview)
        view.paper.changed.connect(self._on_paper)
        view.paper.settings_requested.connect(self._ask_settings)
        view.foot.print_requested.connect(self.print)
        view.foot.cancel_requested.connect(self.reject)
        view.foot.stop_requested.connect(self.controller.stop)
        self.controller.previewed.connect(self._on_previewed)
        self.controller.previews_finished.connect(self._on_previews_finished)
        self.controller.painted.connect(lambda painted: view.foot.show_progress(painted, self._sides_in_run))
        self.controller.ended.connect(self._end_run)
        self.controller.printed.connect(self._on_printed)
        self.controller.failed.connect(view.notice.show_error)
        bind(self, {"print.print": self.print})


def open_print_dialog(
    theme: Theme, worker: StoreWorker, case_ids: tuple[int, ...], name: str, request: PrintRequest, parent: QWidget,
    noticed: SignalInstance, failed: SignalInstance, asked: Newest,
) -> None:  # fmt: skip
    """Open the dialog above the window of `parent` as soon as it is known what these cases have to print.

    `noticed` is emitted with a Notice after printing, `failed` with a DeskError if there is nothing to print. `asked` is the
    caller's: who asks twice gets one dialog.
    """

    def show(kinds: tuple[FormKind, ...]) -> None:
        dialog = PrintDialog(theme, worker, case_ids, name, kinds, request, parent)
        dialog.noticed.connect(noticed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    task = asked.follow(worker.looker.send(printable_kinds, case_ids))
    task.done.connect(show)
    task.failed.connect(failed)
