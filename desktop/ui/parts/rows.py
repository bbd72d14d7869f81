"""Rows of widgets that are rebuilt when what they show changes."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def empty_row(row: QLayout) -> None:
    """Take everything out of a row or column and let its widgets go once Qt is done with them."""
    while row.count():
        widget: QWidget | None = row.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
