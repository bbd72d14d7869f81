"""The proof dialog 「版面检验」: each measured value beside its standard value and clause, deviations in red."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services.paper.proof import Proof
from desktop.typesetting.proof.page_proof import ProofLine
from desktop.ui.dialogs.fitted_dialog import FittedDialog, dialog_foot
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import bind, tip
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_COLUMNS = ("", "项目", "实测", "应为", "依据")
_MARK = 18
_SPACING = 16


class ProofDialog(FittedDialog):
    """Shows one proof. `print_requested` asks for its sheet."""

    print_requested = Signal()

    def __init__(self, theme: Theme, proof: Proof, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("版面检验")
        self.resize(QSize(820, 620).boundedTo(parent.window().size() - QSize(48, 48)))
        self.table = QTableWidget(len(proof.lines), len(_COLUMNS))
        self._fill(proof)
        self._lay_out(proof)
        bind(self, {"proof.print": self.print_requested.emit})

    def _fill(self, proof: Proof) -> None:
        table = self.table
        table.setAccessibleName("版面检验")
        table.setHorizontalHeaderLabels(_COLUMNS)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        for row, line in enumerate(proof.lines):
            self._fill_row(row, line)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(_MARK + _SPACING)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        table.resizeColumnsToContents()
        for column in range(1, len(_COLUMNS)):
            table.setColumnWidth(column, table.columnWidth(column) + _SPACING)
        table.setColumnWidth(0, _MARK + _SPACING)

    def _fill_row(self, row: int, line: ProofLine) -> None:
        tone = Tone.GOOD if line.ok else Tone.DANGER
        mark = QTableWidgetItem()
        mark.setIcon(self._theme.icon("circle-check" if line.ok else "circle-alert", tone.ink, _MARK))
        mark.setData(Qt.ItemDataRole.AccessibleTextRole, "符合" if line.ok else "不符")
        self.table.setItem(row, 0, mark)
        for column, words in enumerate((line.what, line.found, line.wanted, line.clause or "—"), 1):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            if not line.ok and column in {1, 2}:
                item.setForeground(QColor(self._theme.colours.danger))
            if column == len(_COLUMNS) - 1:
                item.setForeground(QColor(self._theme.colours.text_secondary))
            self.table.setItem(row, column, item)

    def _lay_out(self, proof: Proof) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        tone = Tone.DANGER if proof.wrong else Tone.GOOD
        column.addWidget(make_label("版面检验", "title"))
        column.addWidget(make_label(proof.summary, "heading", tone, wrap=True))
        column.addWidget(
            make_label(f"{proof.subject} · 版式“{proof.layout}”", tone=Tone.SECONDARY, wrap=True)
        )
        column.addWidget(self.table, 1)
        show = Button(self._theme, "打印检验单", "printer")
        close = Button(self._theme, "关闭", kind="primary")
        show.setToolTip(tip("proof.print"))
        show.clicked.connect(self.print_requested)
        close.clicked.connect(self.accept)
        column.addLayout(dialog_foot(show, close))
        self.table.setCurrentCell(0, 1)
        close.setFocus()
