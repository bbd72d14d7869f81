"""Counts of a dry run as chips: pressing one shows those rows alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from desktop.services.importing.plan import ImportPlan
from desktop.ui.intake.plan_lines import Sieve
from desktop.ui.parts.buttons import Button
from desktop.ui.theme.theme import Theme


class SieveChips(QWidget):
    """One chip is pressed at a time; arrow keys go from one to the next."""

    sieve_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.chips = {sieve: Button(theme, sieve.label, kind="chip") for sieve in Sieve}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for sieve, chip in self.chips.items():
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked, wanted=sieve: self.sieve_chosen.emit(wanted))
            self._group.addButton(chip)
            row.addWidget(chip)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show how many rows each would show; a chip without rows is not there."""
        for sieve, chip in self.chips.items():
            count = sum(sieve.lets_through(item) for item in plan.items)
            chip.setText(f"{sieve.label} {count}")
            chip.setVisible(bool(count) or sieve is Sieve.ALL)
        self.chips[Sieve.ALL].setChecked(True)
