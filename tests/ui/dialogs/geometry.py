"""What is wrong with the geometry of a window: cut text, widgets outside or on top of others. Only what is visible counts."""

from __future__ import annotations

from itertools import combinations
from typing import cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.parts.labels import ElidedLabel

_SLACK = 1
"""Pixels by which rounding may make a width or a place differ."""
_ARROW = 14
"""Room in pixels of a button's menu arrow."""
_BESIDE = (QScrollBar, QSplitterHandle, QSizeGrip, QHeaderView)
"""Widgets that Qt itself lays over or beside others."""


def faults(root: QWidget) -> list[str]:
    """One line for each fault in `root`, a window or a dialog that is shown; [] for a good one."""
    found: list[str] = []
    for widget in _visible(root):
        found += [f"{_path(widget, root)}: {fault}" for fault in _of_one(widget)]
        found += [f"{_path(widget, root)}: {fault}" for fault in _of_children(widget)]
    return found


def _visible(root: QWidget) -> list[QWidget]:
    """`root` and all visible widgets in it; not those that Qt makes for itself inside a view or a text."""
    taken, ahead = [], [root]
    while ahead:
        widget = ahead.pop()
        taken.append(widget)
        ahead += _children(widget)
    return taken


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, (QComboBox, QLineEdit, QAbstractButton, QTabBar)):
        return []
    if isinstance(widget, QScrollArea):
        return [one for one in (widget.viewport(),) if one.isVisible()]
    if isinstance(widget, QAbstractScrollArea):
        heads = cast("list[QWidget]", widget.findChildren(QHeaderView))
        return [one for one in heads if one.isVisible()]
    children = cast(
        "list[QWidget]", widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    )
    return [
        one for one in children if one.isVisible() and not one.isWindow() and not isinstance(one, _BESIDE)
    ]


def _of_one(widget: QWidget) -> list[str]:
    """The faults of the text of one widget."""
    match widget:
        case ElidedLabel():
            return []
        case QLabel():
            return _cut_label(widget)
        case QTabBar():
            return _cut_tabs(widget)
        case QHeaderView():
            return _cut_headers(widget)
        case ChoiceBox():
            return _narrower_than_least(widget)
        case QComboBox():
            return _cut_choice(widget)
        case QLineEdit():
            return _cut_placeholder(widget)
        case QAbstractButton():
            return _cut_button(widget)
        case QScrollArea():
            return _unreachable(widget)
        case _:
            return []


def _cut_label(label: QLabel) -> list[str]:
    if not label.text():
        return []
    if not label.wordWrap():
        return _smaller_than_hint(label, label.text())
    needed = label.heightForWidth(label.width())
    too_low = needed > label.height() + _SLACK
    return [f"text cut, needs {needed} of {label.height()} px: {label.text()[:30]!r}"] if too_low else []


def _smaller_than_hint(widget: QWidget, text: str) -> list[str]:
    hint = widget.sizeHint()
    if hint.width() > widget.width() + _SLACK:
        return [f"text cut, needs {hint.width()} of {widget.width()} px: {text[:30]!r}"]
    if hint.height() > widget.height() + _SLACK:
        return [f"too low, needs {hint.height()} of {widget.height()} px: {text[:30]!r}"]
    return []


def _too_wide(text: str, widget: QWidget, room: int) -> list[str]:
    needed = widget.fontMetrics().horizontalAdvance(text)
    return [f"text cut, needs {needed} of {room} px: {text[:30]!r}"] if needed > room + _SLACK else []


def _cut_button(button: QAbstractButton) -> list[str]:
    if isinstance(button, (QCheckBox, QRadioButton)):
        return _smaller_than_hint(button, button.text())
    style = button.toolButtonStyle() if isinstance(button, QToolButton) else None
    if style is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return []
    beside = style is not Qt.ToolButtonStyle.ToolButtonTextUnderIcon and not button.icon().isNull()
    icon = button.iconSize().width() if beside else 0
    arrow = _ARROW if isinstance(button, QPushButton) and button.menu() is not None else 0
    lines = button.text().replace("&", "").split("\n")
    return _too_wide(max(lines, key=len), button, button.width() - icon - arrow)


def _cut_tabs(tabs: QTabBar) -> list[str]:
    found = []
    for place in range(tabs.count()):
        if not tabs.isTabVisible(place):
            continue
        rect = tabs.tabRect(place)
        found += _too_wide(tabs.tabText(place), tabs, rect.width())
        if not tabs.rect().adjusted(-1, -1, 1, 1).contains(rect):
            found.append(f"tab outside: {tabs.tabText(place)!r}")
    return found


def _cut_headers(header: QHeaderView) -> list[str]:
    found = []
    if header.orientation() is not Qt.Orientation.Horizontal:
        return []
    for place in range(header.count()):
        text = str(header.model().headerData(place, header.orientation()) or "")
        width = header.sectionSize(place)
        needed = header.fontMetrics().horizontalAdvance(text)
        if not header.isSectionHidden(place) and text and needed > width:
            found.append(f"header cut, needs {needed} of {width} px: {text!r}")
    return found


def _cut_placeholder(line: QLineEdit) -> list[str]:
    """Only where the tool tip does not have the hint in full."""
    words = line.placeholderText()
    return [] if line.text() or words in line.toolTip() else _too_wide(words, line, line.width() - 8)


def _narrower_than_least(box: ChoiceBox) -> list[str]:
    """It elides its text itself."""
    least = box.minimumSizeHint().width()
    return [f"text cut, needs {least} of {box.width()} px"] if box.width() < least else []


def _cut_choice(box: QComboBox) -> list[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    return _too_wide(box.currentText(), box, room.width() + 4)


def _unreachable(area: QScrollArea) -> list[str]:
    inside = cast("QWidget | None", area.widget())
    if inside is None or area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return []
    room = area.viewport().width()
    return (
        [f"content {inside.width()} px wide in {room} px, without a scroll bar"]
        if inside.width() > room
        else []
    )


def _of_children(parent: QWidget) -> list[str]:
    """Children outside of `parent`, and children that overlap."""
    if isinstance(parent, (QAbstractScrollArea, QAbstractItemView)):
        return []
    children = _children(parent)
    room = parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    outside = [] if isinstance(parent.parentWidget(), QScrollArea) else children
    found = [
        f"outside: {_name(child)} {_words(child.geometry())} in {parent.width()}x{parent.height()}"
        for child in outside
        if not child.geometry().isEmpty() and not room.contains(child.geometry())
    ]
    for one, other in combinations(children, 2):
        common = one.geometry().intersected(other.geometry())
        if common.width() > _SLACK and common.height() > _SLACK:
            found.append(
                f"overlap: {_name(one)} {_words(one.geometry())} and {_name(other)} {_words(other.geometry())}"
            )
    return found


def _words(rect: QRect) -> str:
    return f"({rect.x()},{rect.y()} {rect.width()}x{rect.height()})"


def _name(widget: QWidget) -> str:
    said = widget.accessibleName()
    if not said and isinstance(widget, (QLabel, QAbstractButton)):
        said = widget.text()
    return f"{type(widget).__name__}[{said[:16]}]" if said else type(widget).__name__


def _path(widget: QWidget, root: QWidget) -> str:
    names = [_name(widget)]
    above = widget.parentWidget()
    while above is not None and above is not root and widget is not root:
        if type(above).__module__.startswith("desktop"):
            names.append(type(above).__name__)
        above = above.parentWidget()
    return " < ".join(names[:3])
