"""What a screen reader is told about a window: controls without a name, a role or a value, and lists whose lines say nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QSplitter,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)

_INSIDE = (QAbstractSpinBox, QComboBox)
"""Widgets of one piece: what Qt makes inside them is not reached by itself."""
_ONE_PIECE = (QComboBox, QLineEdit, QAbstractItemView, QTextEdit, QPlainTextEdit, QSplitter)
_ROWS = 30
"""So many rows of a list are looked at; the rest is made by the same code."""
_ROLES = {
    QAbstractButton: {
        QAccessible.Role.PushButton,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.ButtonDropDown,
        QAccessible.Role.Link,
    },
    QLineEdit: {QAccessible.Role.EditableText},
    QComboBox: {QAccessible.Role.ComboBox},
    QAbstractSpinBox: {QAccessible.Role.SpinBox},
    QProgressBar: {QAccessible.Role.ProgressBar},
    QTabBar: {QAccessible.Role.PageTabList},
    QPlainTextEdit: {QAccessible.Role.EditableText},
    QTextEdit: {QAccessible.Role.EditableText},
    QAbstractItemView: {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree},
}


def silent(root: QWidget) -> list[str]:
    """One line for each fault of what is visible in `root`; [] for a window that speaks."""
    return [f"{_path(widget, root)}: {fault}" for widget in shown_widgets(root) for fault in _faults(widget)]


def shown_widgets(root: QWidget) -> Iterator[QWidget]:
    """All visible widgets in `root`, without those that Qt makes inside a control."""
    yield root
    for child in root.children():
        if not isinstance(child, QWidget) or child.isWindow() or not child.isVisible():
            continue
        if isinstance(child, QMenu | QScrollBar | QSplitterHandle | QHeaderView):
            continue
        if isinstance(child, _INSIDE):
            yield child
        else:
            yield from shown_widgets(child)


def takes_focus(widget: QWidget) -> bool:
    """Whether Tab or a click gives it the keyboard."""
    focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
    return focusable and widget.isEnabled()


def name_of(widget: QWidget) -> str:
    """The accessible name, as a screen reader asks for it."""
    return _told(widget, QAccessible.Text.Name)


def _told(widget: QWidget, what: QAccessible.Text) -> str:
    said = QAccessible.queryAccessibleInterface(widget)
    return said.text(what).strip()


def _faults(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractItemView):
        yield from _of_rows(widget)
    if widget.isWindow() or not (takes_focus(widget) or _is_control(widget)):
        return
    said = QAccessible.queryAccessibleInterface(widget)
    if not said.text(QAccessible.Text.Name).strip():
        yield "no name"
        return
    yield from (f"role {said.role().name}" for roles in _wrong_roles(widget, said.role()))
    if isinstance(widget, QComboBox | QLineEdit) and _told(widget, QAccessible.Text.Value) != _value(widget):
        yield "says another value than it shows"


def _wrong_roles(widget: QWidget, role: QAccessible.Role) -> Iterator[set[QAccessible.Role]]:
    fitting = [roles for kind, roles in _ROLES.items() if isinstance(widget, kind)]
    yield from (roles for roles in fitting[:1] if role not in roles)
    if not fitting and role in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
        yield set()


def _value(widget: QComboBox | QLineEdit) -> str:
    return (widget.currentText() if isinstance(widget, QComboBox) else widget.text()).strip()


def _is_control(widget: QWidget) -> bool:
    return isinstance(widget, tuple(_ROLES)) and widget.isEnabled()


def _of_rows(view: QAbstractItemView) -> Iterator[str]:
    model = cast("QAbstractItemModel | None", view.model())
    if model is None or isinstance(view, QHeaderView):
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), _ROWS)):
        enabled = model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
        if enabled and not any(_words(model.index(row, column)) for column in range(columns)):
            yield f"row {row} says nothing"


def _words(index: QModelIndex) -> str:
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
        if said := index.data(role):
            return str(said).strip()
    return ""


def _path(widget: QWidget, root: QWidget) -> str:
    names = []
    while widget is not root and widget is not None:
        names.append(type(widget).__name__)
        widget = cast("QWidget", widget.parentWidget())
    return " < ".join(names[:4])


def disordered(root: QWidget) -> list[str]:
    """Neighbours that a screen reader reads in another order than they stand on the screen: from top to bottom, and on a line from
    left to right. A column further right may begin above.
    """
    found = []
    for widget in shown_widgets(root):
        if not isinstance(widget, _ONE_PIECE):
            places = list(_read_children(widget))
            pairs = itertools.pairwise(places)
            found += [
                f"{_path(widget, root)}: {a} before {b}"
                for (a, one), (b, other) in pairs
                if _turned(one, other)
            ]
    return found


def _read_children(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    """Name and place of what a screen reader finds in `widget`, without empty frames."""
    said = QAccessible.queryAccessibleInterface(widget)
    for number in range(said.childCount()):
        child = said.child(number)
        own = child.object()
        if isinstance(own, QWidget) and own.isVisible() and (child.childCount() or name_of(own)):
            yield f"{type(own).__name__} “{name_of(own)[:20]}”", child.rect()


def _turned(one: QRect, other: QRect) -> bool:
    above = other.bottom() <= one.top() and other.left() <= one.left()
    on_one_line = (
        one.top() <= other.center().y() <= one.bottom() and other.top() <= one.center().y() <= other.bottom()
    )
    beside = other.right() <= one.left() and on_one_line
    return above or beside


def without_keyboard(window: QWidget) -> list[str]:
    """Whether the keyboard is somewhere in `window` that can be seen and used; [] if so."""
    focus = QApplication.focusWidget()
    if focus is not None and focus.window() is window and focus.isVisible() and focus.isEnabled():
        return []
    return [f"the focus is at {type(focus).__name__}"]
