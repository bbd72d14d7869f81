"""Every text that an officer can read in a window or dialog: labels, buttons, fields, lists, tool tips, titles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_MOST_ROWS = 300


def shown_texts(root: QWidget) -> set[str]:
    """The texts of `root` and of everything in it that is not hidden, menus included."""
    found = set(_of(root))
    for widget in cast("list[QWidget]", root.findChildren(QWidget)):
        if widget.isVisibleTo(root) or isinstance(widget, QMenu):
            found |= set(_of(widget))
    return {text for text in found if text.strip()}


def _of(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QGroupBox():
            yield widget.title()
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText())
        case QTextEdit() | QPlainTextEdit():
            yield from (widget.toPlainText(), widget.placeholderText())
        case QComboBox():
            yield from _of_model(widget.model())
        case QTabBar():
            yield from (widget.tabText(place) for place in range(widget.count()))
        case QMenu():
            yield from (action.text() for action in widget.actions())
        case QAbstractItemView():
            if widget.model() is not None:
                yield from _of_model(widget.model())
        case _:
            pass


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex()))
    for column in columns:
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(QModelIndex()), _MOST_ROWS)):
        for column in columns:
            for role in _ROLES:
                yield str(model.index(row, column).data(role) or "")


_ROOT = Path(__file__).resolve().parents[3]
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]*[A-Za-z0-9_]")
_KEY = re.compile(r"[a-z]+[0-9]+\.[0-9]+|[a-z]+_[a-z0-9_]+|[a-z]+\.[a-z_]+\.[a-z_.]+")
"""What keys of the program look like: district15.4, next_steps, styles.heading_1.font."""


@cache
def _ids() -> frozenset[str]:
    """The ids of all rule books, layouts, templates, forms and online systems that are no plain English word."""
    files = (_ROOT / "templates").rglob("*.toml")
    found = {str(tomllib.loads(file.read_text(encoding="utf-8")).get("id", "")) for file in files}
    return frozenset(name for name in found if not name.isalpha())


def foreign_words(root: QWidget) -> list[str]:
    """Braces and internal names among the texts of `root`: what no officer should see. [] for a good one."""
    found = []
    for text in sorted(shown_texts(root)):
        if text.startswith("/"):
            continue  # a folder of the officer's
        if "{" in text or "}" in text:
            found.append(f"braces: {text[:120]!r}")
        found += [
            f"an internal name, {token}: {text[:120]!r}"
            for token in _TOKEN.findall(text)
            if token in _ids() or _KEY.fullmatch(token)
        ]
    return found
