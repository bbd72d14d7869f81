"""Output of the open letter: the menu 「导出」, printing, the card 「填报」, the whole-window view, the proof."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.case import Case
from desktop.services.paper.exporting import letter_name
from desktop.services.paper.printables import WHOLE_SET, PrintRequest
from desktop.ui.desk.paper.export_controller import ExportController, ProofController
from desktop.ui.desk.paper.paper_column import PaperColumn
from desktop.ui.desk.paper.portal_controller import PortalController
from desktop.ui.paper.pages_view import PagesView
from desktop.ui.parts.keys import menu_words
from desktop.ui.printing.print_dialog import open_print_dialog
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

Verb = Callable[[Case], object]
Act = Callable[[], object]


class PaperController(QObject):
    """Each output begins by `when_stored`, as soon as the store holds what is written; it is of the case open at the click."""

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, theme: Theme, worker: StoreWorker, paper: PaperColumn, when_stored: Callable[[Act], object],
        case: Callable[[], Case], window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._theme, self._worker, self._paper, self._window = theme, worker, paper, window
        self._when_stored, self._case = when_stored, case
        self._asked = Newest()
        self.proofs = ProofController(theme, worker, window)
        self.exports = ExportController(theme, worker, self.proofs, window)
        self.portals = PortalController(theme, worker, when_stored, window)
        self.menu = self._make_menu()
        paper.print_requested.connect(self.print)
        paper.whole_requested.connect(self.show_pages)
        for teller in (self.proofs, self.exports):
            teller.noticed.connect(self.noticed)
        for part in (self.proofs, self.portals):
            part.failed.connect(self.failed)

    def export(self) -> None:
        """Ask for the file of the letter, in any format."""
        self._output(self.exports.ask_place)

    def print(self) -> None:
        """Open the print dialog for the letter."""
        self._output(lambda case: self._ask_printer(case, PrintRequest()))

    def print_set(self) -> None:
        """Open the print dialog for the set of each addressee."""
        self._output(lambda case: self._ask_printer(case, WHOLE_SET))

    def fill_in(self) -> None:
        """Open the card with what to enter into an online system."""
        self._output(self.portals.open_card)

    def show_pages(self) -> None:
        """Show the current pages in the whole window."""
        shown = self._paper.shown
        if shown is None:
            return
        view = PagesView(self._theme, letter_name(self._case()), self._window)
        view.show_pages(*shown, self._paper.page)
        view.print_requested.connect(view.reject)
        view.print_requested.connect(self.print)
        view.finished.connect(view.deleteLater)
        view.open()

    def _ask_printer(self, case: Case, request: PrintRequest) -> None:
        name = letter_name(case)
        open_print_dialog(
            self._theme,
            self._worker,
            (case.id,),
            name,
            request,
            self._window,
            self.noticed,
            self.failed,
            self._asked,
        )

    def _output(self, verb: Verb) -> None:
        case = self._case()
        self._when_stored(lambda: verb(case))

    def _make_menu(self) -> QMenu:
        exports = self.exports
        menu = QMenu(self._window)
        rows: tuple[tuple[str, Callable[[], object]] | None, ...] = (
            (
                menu_words("desk.export", "Word 文档（.docx）…"),
                lambda: self._output(lambda case: exports.ask_place(case, ".docx")),
            ),
            ("PDF 文件…", lambda: self._output(lambda case: exports.ask_place(case, ".pdf"))),
            ("公开版…", lambda: self._output(exports.ask_public)),
            ("成套到文件夹…", lambda: self._output(exports.ask_folder)),
            ("复制正文", lambda: self._output(exports.copy_body)),
            (menu_words("desk.portal", "填报…"), self.fill_in),
            None,
            (menu_words("desk.print", "打印…"), self.print),
            ("打印成套…", self.print_set),
            (menu_words("desk.pages"), self.show_pages),
            ("版面检验", lambda: self._output(self.proofs.prove)),
        )
        for row in rows:
            if row is None:
                menu.addSeparator()
            else:
                menu.addAction(row[0], row[1])
        return menu
