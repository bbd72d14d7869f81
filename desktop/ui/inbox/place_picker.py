"""Choosing a region by its Chinese name: typed words find it anywhere, or province > city > district step by step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.services.office.regions import Region, children, search_regions
from desktop.ui.theme.theme import Theme

_REGION = Qt.ItemDataRole.UserRole
_ROWS_HEIGHT, _LEAST_HEIGHT = 190, 100


class _Words(QLineEdit):
    """The line for the words. Down goes into the list, Enter takes its first line."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class PlacePicker(QWidget):
    """`chosen` carries a Region. Without words the list shows the regions below the last one that was opened."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above: Region | None = None
        self.words = _Words()
        self.words.setPlaceholderText("打几个字查，如 长宁、杭州 西湖；或在下面一级一级选")
        self.words.setAccessibleName("查行政区")
        self.words.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setProperty("kind", "sheet")
        self.list.setAccessibleName("行政区")
        self.list.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.list.setMaximumHeight(theme.px(_ROWS_HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.list)
        self.setFocusProxy(self.words)
        self.words.textChanged.connect(self._show)
        self.words.returnPressed.connect(self._take_first)
        self.words.left_downwards.connect(self._enter_list)
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)

    def begin(self) -> None:
        """Show the provinces, which reads the table of regions."""
        self._above = None
        self._show()

    def _show(self) -> None:
        self.list.show()
        self.list.clear()
        words = self.words.text().strip()
        if words:
            for found in search_regions(words):
                self._add(found.path, found)
            if not self.list.count():
                self._add("没有这个地方：换个字，或跳过以后在设置里填", None)
            return
        if self._above is not None:
            self._add(f"就选 {self._above.path}", self._above)
        for below in children(self._above):
            self._add(f"{below.name}…" if children(below) else below.name, below)

    def _add(self, words: str, region: Region | None) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(_REGION, partial(self._take, region) if region else None)
        if region is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _on_item(self, item: QListWidgetItem) -> None:
        take = item.data(_REGION)
        if take is not None:
            take()

    def _take(self, region: Region) -> None:
        """Choose the region; while one goes step by step, open it if there is something below it."""
        if self.words.text().strip() or region == self._above or not children(region):
            self.list.hide()  # leaves room for the rules; typing or Down brings it back
            self.chosen.emit(region)
        else:
            self._above = region
            self._show()
            self.list.setFocus()
            self.list.setCurrentRow(0)

    def _take_first(self) -> None:
        if self.words.text().strip() and self.list.count():
            self._on_item(self.list.item(0))

    def _enter_list(self) -> None:
        self.list.show()
        self.list.setFocus()
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
