"""The focus stays at its place when the widgets there are made anew, as the rows of a card are at each change."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.focus.tab_order import stops


def keep_focus(box: QWidget, doomed: Iterable[QWidget]) -> None:
    """Before the `doomed` children of `box` are removed: if the focus is in them, the new child at its place gets it.

    That is the one of the same name, else the one that is the same in number, else the stop nearest to the box. A focus
    that has been put elsewhere meanwhile stays there.
    """
    focused: QWidget | None = box.window().focusWidget()
    if focused is None or not any(one is focused or one.isAncestorOf(focused) for one in doomed):
        return
    before = stops(box)
    place = before.index(focused) if focused in before else 0
    name = name_of(focused)
    focused.clearFocus()  # hiding it would send the focus on to whatever comes next
    QTimer.singleShot(0, box, lambda: _give_back(box, name, place))


def name_of(widget: QWidget) -> str:
    """The name by which a control is known: its accessible name, else its text."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _give_back(box: QWidget, name: str, place: int) -> None:
    now: QWidget | None = box.window().focusWidget()
    if now is not None:
        return
    for child in box.children():
        if isinstance(child, QWidget) and not child.testAttribute(
            Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        ):
            child.setVisible(
                True
            )  # its layout would show it a moment later, and what is hidden gets no focus
    around: QWidget | None = box
    while around is not None:
        found = stops(around)
        if found:
            same = next((one for one in found if name and name_of(one) == name), None)
            (same or found[min(place, len(found) - 1)]).setFocus()
            return
        around, place = around.parentWidget(), 0
