"""The print settings: printer, copies, page range, sides."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import Refused
from desktop.typesetting.pages.sheet_sides import Sides, read_page_range
from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.printing.printer_choice import PDF_NAME, make_printer, printer_names, turns_sheets
from desktop.ui.theme.theme import Theme

_MOST_COPIES = 99


class PaperBox(QWidget):
    """`printer_changed` is emitted for another printer, `changed` for any other setting."""

    printer_changed = Signal()
    changed = Signal()
    settings_requested = Signal()

    def __init__(self, theme: Theme, *, several: bool) -> None:
        super().__init__()
        self._several = several
        self._printers = ChoiceBox()
        self._settings = Button(theme, "设置…")
        self._copies = QSpinBox(minimum=1, maximum=_MOST_COPIES, suffix=" 份")
        self._range = QLineEdit(placeholderText="全部，或 1-3，5")
        self._sides = ChoiceBox()
        self._last_first = QCheckBox("偶数页从最后一页印起（印好的纸面朝上的打印机）")
        self._fault = make_label(kind="small", tone=Tone.DANGER, wrap=True)
        self._name_controls()
        self._lay_out()
        self._printers.addItems(printer_names())
        self.printer = make_printer(self.name)
        for how in Sides:
            self._sides.addItem(how.label, how)
        self._connect()
        self._follow_printer()

    @property
    def name(self) -> str:
        """The name of the chosen printer, or PDF_NAME."""
        return self._printers.currentText()

    @property
    def is_file(self) -> bool:
        return self.name == PDF_NAME

    @property
    def copies(self) -> int:
        return 1 if self.is_file else self._copies.value()

    @property
    def sides(self) -> Sides:
        return Sides.ONE if self.is_file else Sides(self._sides.currentData())

    @property
    def backs_last_first(self) -> bool:
        return self._last_first.isChecked()

    @property
    def fault(self) -> str:
        """The fault shown below the page range; "" if there is none."""
        return "" if self._fault.isHidden() else self._fault.text()

    def pages(self, total: int) -> tuple[int, ...] | None:
        """The chosen pages of one case, () for all; None, with the fault shown, if the range cannot be read."""
        try:
            pages = read_page_range(self._range.text(), total)
        except Refused as refusal:
            self._fault.setText(str(refusal))
            self._fault.show()
            set_form(self._range, wrong=True)
            self._range.setFocus()
            return None
        self._clear_fault()
        return pages

    def adopt_settings(self) -> None:
        """Show the settings of the printer after the system's dialog has changed them."""
        self._printers.setCurrentText(self.printer.printerName())
        self._copies.setValue(max(1, self.printer.copyCount()))
        duplex = {
            QPrinter.DuplexMode.DuplexLongSide: Sides.LONG_EDGE,
            QPrinter.DuplexMode.DuplexShortSide: Sides.SHORT_EDGE,
            QPrinter.DuplexMode.DuplexNone: Sides.ONE,
        }.get(self.printer.duplex())
        if duplex is not None and self.sides is not Sides.BY_HAND:
            self._sides.setCurrentIndex(self._sides.findData(duplex))
        if self.printer.fromPage() and not self._several:
            self._range.setText(f"{self.printer.fromPage()}-{self.printer.toPage()}")

    def _on_printer(self) -> None:
        if self.printer.printerName() != self.name:
            self.printer = make_printer(self.name)
        self._follow_printer()
        self.printer_changed.emit()

    def _follow_printer(self) -> None:
        for control in (self._copies, self._sides, self._settings):
            control.setEnabled(not self.is_file)
        if not self.is_file:
            by_itself = turns_sheets(self.name)
            usual = Sides.LONG_EDGE if by_itself else Sides.BY_HAND
            self._sides.setCurrentIndex(self._sides.findData(usual))
        else:
            self._sides.setCurrentIndex(self._sides.findData(Sides.ONE))
        self._show_by_hand()

    def _show_by_hand(self) -> None:
        self._last_first.setVisible(self.sides is Sides.BY_HAND)
        self.changed.emit()

    def _clear_fault(self) -> None:
        self._fault.hide()
        set_form(self._range, wrong=False)

    def _connect(self) -> None:
        self._printers.currentIndexChanged.connect(self._on_printer)
        self._sides.currentIndexChanged.connect(self._show_by_hand)
        self._copies.valueChanged.connect(self.changed)
        self._range.textEdited.connect(self._clear_fault)
        self._range.textEdited.connect(self.changed)
        self._settings.clicked.connect(self.settings_requested)

    def _name_controls(self) -> None:
        self._printers.setAccessibleName("打印机")
        self._settings.setAccessibleName("打印机设置")
        self._copies.setAccessibleName("份数")
        self._range.setAccessibleName("页码范围")
        self._sides.setAccessibleName("单双面")
        self._range.setEnabled(not self._several)
        if self._several:
            self._range.setPlaceholderText("多件一起印时印全部")
        self._copies.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._fault.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(make_label("打印机", "small", Tone.SECONDARY))
        row = QHBoxLayout()
        row.addWidget(self._printers, 1)
        row.addWidget(self._settings)
        column.addLayout(row)
        column.addSpacing(8)
        column.addLayout(self._amounts())
        column.addWidget(self._fault)
        column.addSpacing(8)
        column.addWidget(make_label("单双面", "small", Tone.SECONDARY))
        column.addWidget(self._sides)
        column.addWidget(self._last_first)

    def _amounts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for place, (words, control) in enumerate((("份数", self._copies), ("页码", self._range))):
            grid.addWidget(make_label(words, "small", Tone.SECONDARY), 0, place)
            grid.addWidget(control, 1, place)
        return grid
