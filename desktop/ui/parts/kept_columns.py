"""Widths and order of a table's columns, as the officer has drawn them, over a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView

from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings

_BASE = 13
"""Widths are stored for letters of this size in pixels, so that they grow with the print."""
_LEAST, _MOST = 30, 1600


class TableColumn(NamedTuple):
    """A column: its name in the settings, and its default width; 0 for the one that takes the rest."""

    name: str
    width: int


class KeptColumns(QObject):
    """Sets the widths of a header's columns, and keeps what the officer changes with the mouse. `changed` tells of that.

    Without settings the widths are kept as long as the table lives.
    """

    changed = Signal()

    def __init__(self, theme: Theme, header: QHeaderView, columns: tuple[TableColumn, ...]) -> None:
        super().__init__(header)
        self._theme, self._header, self._columns = theme, header, columns
        self._drawn: dict[str, int] = {}
        self._keep: Callable[[], object] = lambda: None
        self._setting = False
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)

    def remember(self, settings: WindowSettings, name: str) -> None:
        """Take what is stored under that name, and store what changes from now on."""
        facts = settings.facts(name)
        self._drawn = self._read_widths(facts.get("widths"))
        self._put_in_order(facts.get("order"))
        self._keep = lambda: settings.keep_facts(name, self._facts())
        self.set_widths()
        self.changed.emit()

    def width(self, place: int) -> int:
        """The width of a column in pixels at the present size of print."""
        column = self._columns[place]
        return round(self._drawn.get(column.name, column.width) * self._theme.size.font_base / _BASE)

    def set_widths(self) -> None:
        """Give every column its width."""
        with_width = [place for place, column in enumerate(self._columns) if column.width]
        self._setting = True
        for place in with_width:
            if not self._header.isSectionHidden(place):
                self._header.resizeSection(place, self.width(place))
        self._setting = False

    def hide(self, place: int, hidden: bool) -> None:
        """Hide a column, or show it in its width."""
        self._setting = True
        self._header.setSectionHidden(place, hidden)
        if not hidden and self._columns[place].width:
            self._header.resizeSection(place, self.width(place))
        self._setting = False

    def reset(self) -> None:
        """Back to default widths and order 「恢复默认列宽」."""
        self._drawn = {}
        self._put_in_order([column.name for column in self._columns])
        self.set_widths()
        self._keep()
        self.changed.emit()

    def _on_resized(self, place: int, _before: int, width: int) -> None:
        column = self._columns[place]
        if not self._setting and width and column.width:
            self._drawn[column.name] = round(width * _BASE / self._theme.size.font_base)
            self._keep()
            self.changed.emit()

    def _on_moved(self, _place: int, _before: int, _after: int) -> None:
        if not self._setting:
            self._keep()

    def _facts(self) -> dict[str, object]:
        order = [self._columns[self._header.logicalIndex(place)].name for place in range(len(self._columns))]
        usual = order == [column.name for column in self._columns]
        return ({"widths": self._drawn} if self._drawn else {}) | ({} if usual else {"order": order})

    def _read_widths(self, stored: object) -> dict[str, int]:
        known = {column.name for column in self._columns if column.width}
        given: Mapping[object, object] = stored if isinstance(stored, dict) else {}
        return {
            str(name): width
            for name, width in given.items()
            if name in known and type(width) is int and _LEAST <= width <= _MOST
        }

    def _put_in_order(self, stored: object) -> None:
        """Move the columns into that order of names; anything else than an order of all of them is ignored."""
        names = [column.name for column in self._columns]
        if not isinstance(stored, list) or sorted(map(str, stored)) != sorted(names) or stored[0] != names[0]:
            return
        self._setting = True
        for place, name in enumerate(stored):
            self._header.moveSection(self._header.visualIndex(names.index(name)), place)
        self._setting = False
