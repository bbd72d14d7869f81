"""The proof 「版面检验」 on the desk: measure the letter at hand, show it, print its sheet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.case.case import Case
from desktop.services.paper.proof import Proof, proof_sheet, prove_case
from desktop.typesetting.forms.compose_form import FormSheet
from desktop.ui.clerk import Clerk
from desktop.ui.parts.printing import ask_printer
from desktop.ui.printing.proof_dialog import ProofDialog
from desktop.ui.theme.theme import Theme


class ProofDesk(QObject):
    """`failed` carries a DeskError."""

    failed = Signal(object)

    def __init__(self, theme: Theme, clerk: Clerk, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._clerk, self._window = theme, clerk, window

    def prove(self, case: Case) -> None:
        """Measure the letter as the store holds it, then show what was found."""
        errand = self._clerk.reader.send(prove_case, case.id)
        errand.done.connect(self.show)
        errand.failed.connect(self.failed)

    def show(self, proof: Proof) -> None:
        """Show a proof."""
        dialog = ProofDialog(self._theme, proof, self._window)
        dialog.print_requested.connect(partial(self._print, proof))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print(self, proof: Proof) -> None:
        errand = self._clerk.send(proof_sheet, proof, self._clerk.work.today)
        errand.done.connect(self._ask_printer)
        errand.failed.connect(self.failed)

    def _ask_printer(self, sheet: FormSheet) -> None:
        ask_printer(self._window, sheet.document, sheet.layout, self.failed.emit)
