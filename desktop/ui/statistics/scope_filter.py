"""The filter of the counted cases: session, type, section and officer; each box offers only values that occur in cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from desktop.domain.case.work_list import session_label
from desktop.domain.figures.case_figures import FigureScope
from desktop.services.reporting.statistics import FigureSheet, year_scope

_Times = tuple[int | None, int | None, date | None, date | None]
_NARROWEST = 6
"""Least width of a box in characters, so that narrow windows do not have to widen."""


class ScopeFilter(QWidget):
    """`scope_chosen` carries the new FigureScope after a person has changed a box."""

    scope_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scope = FigureScope()
        self.session = _box("届次")
        self.kind = _box("类型")
        self.section = _box("科室")
        self.officer = _box("经办人")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for box in (self.session, self.kind, self.section, self.officer):
            row.addWidget(box)
            box.activated.connect(self._announce)

    def show_sheet(self, sheet: FigureSheet) -> None:
        """Offer the values of this store, with the scope of the sheet chosen."""
        self._scope, choices = sheet.statistics.scope, sheet.choices
        scope, year = self._scope, year_scope(sheet.year)
        sessions = [(f"{sheet.year}年交办", _times(year))] if choices.this_year else []
        sessions += [(session_label(*pair), (*pair, None, None)) for pair in choices.sessions]
        _fill(self.session, "全部届次", sessions, _times(scope))
        _fill(self.kind, "全部类型", ((one.label, one) for one in choices.matter_types), scope.matter_type)
        _fill(self.section, "全部科室", ((one, one) for one in choices.sections), scope.section or None)
        _fill(self.officer, "全部经办人", ((one, one) for one in choices.officers), scope.officer or None)

    def _announce(self) -> None:
        term, session, first, last = self.session.currentData() or _times(FigureScope())
        self._scope = replace(
            self._scope,
            term=term,
            session=session,
            first=first,
            last=last,
            matter_type=self.kind.currentData(),
            section=self.section.currentData() or "",
            officer=self.officer.currentData() or "",
        )
        self.scope_chosen.emit(self._scope)


def _times(scope: FigureScope) -> _Times:
    return scope.term, scope.session, scope.first, scope.last


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMinimumContentsLength(_NARROWEST)
    box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    box.setMinimumWidth(72)
    return box


def _fill(box: QComboBox, everything: str, entries: Iterable[tuple[str, object]], chosen: object) -> None:
    """Fill a box without a signal: `activated` is emitted only for a person's choice."""
    box.clear()
    box.addItem(everything, None)
    for label, value in entries:
        box.addItem(label, value)
        box.setItemData(box.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
    places = [place for place in range(box.count()) if box.itemData(place) == chosen]
    box.setCurrentIndex(places[0] if places else 0)
