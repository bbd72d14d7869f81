"""A menu of cases asked for by a page, and cases copied as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QGuiApplication


class CaseSpot(NamedTuple):
    """Where the menu of these cases is to be opened on the screen. `cell`: the text under the pointer."""

    ids: tuple[int, ...]
    point: QPoint
    cell: str = ""


def copy_table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Copy rows with their heading, so that Excel and WPS paste them as columns and Word as a table.

    Returns the number of rows. Cells are text without line breaks and tabs.
    """
    lines = [[" ".join(cell.split()) for cell in row] for row in (heading, *rows)]
    data = QMimeData()
    data.setText("\n".join("\t".join(line) for line in lines))
    data.setHtml(_html(lines))
    QGuiApplication.clipboard().setMimeData(data)
    return len(lines) - 1


def _html(lines: list[list[str]]) -> str:
    """Numbers with leading zeros stay text in Excel by `mso-number-format`."""
    head, *rows = (
        "".join(f"<td style=\"mso-number-format:'\\@'\">{escape(cell)}</td>" for cell in line)
        for line in lines
    )
    body = "".join(f"<tr>{row}</tr>" for row in (head, *rows))
    return f'<meta charset="utf-8"><table border="1">{body}</table>'
