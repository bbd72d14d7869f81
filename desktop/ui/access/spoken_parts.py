"""What a screen reader reads in a widget that paints its contents: a list of parts, each with its words and its place.

Qt knows such a widget only as a blank area. `let_speak` gives it a role and children; nothing runs until a screen reader asks.
"""

# ruff: noqa: N802 - Qt spelling

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class SpokenRole(StrEnum):
    """What a painted widget is; its parts are lines of it."""

    LIST = "list"
    CHART = "chart"
    DOCUMENT = "document"


class SpokenPart(NamedTuple):
    """A bar, a day, a step or a page. `place` is in the widget; `chosen` marks where the arrow keys are."""

    words: str
    place: QRect
    chosen: bool = False


W = TypeVar("W", bound=QWidget)
AskParts = Callable[[Any], Sequence[SpokenPart]]
"""Takes the widget: a bound method would keep it alive."""


def no_parts(_widget: QWidget) -> Sequence[SpokenPart]:
    """For a widget that paints nothing itself and only needs a role: its children are its widgets, as Qt finds them."""
    return ()


_ROLES = {
    SpokenRole.LIST: (QAccessible.Role.List, QAccessible.Role.ListItem),
    SpokenRole.CHART: (QAccessible.Role.Chart, QAccessible.Role.ListItem),
    SpokenRole.DOCUMENT: (QAccessible.Role.Document, QAccessible.Role.Paragraph),
}
_speakers: WeakKeyDictionary[QObject, tuple[SpokenRole, AskParts]] = WeakKeyDictionary()
_made: WeakKeyDictionary[QObject, QAccessibleWidget] = WeakKeyDictionary()
"""Qt owns the interfaces, Python must keep what is overridden in them as long as the widget lives."""
_parts: dict[int, QAccessibleInterface] = {}
"""Those of parts by Qt's number, kept until Qt is told to delete them: it would delete those that Python has deleted again."""


def let_speak(widget: W, role: SpokenRole, parts: Callable[[W], Sequence[SpokenPart]] = no_parts) -> None:
    """From now on `widget` has this role and these parts for screen readers; its name is its accessible name."""
    if not _speakers:
        QAccessible.installFactory(_interface_of)
    _speakers[widget] = role, parts


def tell_chosen(widget: QWidget, place: int) -> None:
    """Tell a screen reader that the arrow keys have come to that part."""
    if QAccessible.isActive():
        event = QAccessibleEvent(widget, QAccessible.Event.Focus)
        event.setChild(place)
        QAccessible.updateAccessibility(event)


def _forget(number: int, _widget: object = None) -> None:
    if number in _parts:
        QAccessible.deleteAccessibleInterface(number)
        del _parts[number]


@atexit.register
def _forget_all() -> None:
    """Before the end of Python, which is before that of Qt."""
    for number in list(_parts):
        _forget(number)


def _interface_of(_kind: str, widget: QObject) -> QAccessibleInterface | None:
    """Called by Qt for every object that a screen reader asks about; None leaves it to Qt."""
    if not isinstance(widget, QWidget) or widget not in _speakers:
        return None
    role, parts = _speakers[widget]
    plain = parts is no_parts
    _made[widget] = (
        QAccessibleWidget(widget, _ROLES[role][0], "") if plain else _PaintedInterface(widget, role, parts)
    )
    return _made[widget]


class _PaintedInterface(QAccessibleWidget):
    """The widget, with its parts as children."""

    def __init__(self, widget: QWidget, role: SpokenRole, parts: AskParts) -> None:
        super().__init__(widget, _ROLES[role][0], "")
        self._widget, self._role, self._ask = ref(widget), role, parts
        self._children: list[_PartInterface] = []

    def _parts(self) -> Sequence[SpokenPart]:
        widget = self._widget()
        return self._ask(widget) if widget is not None else ()

    def childCount(self) -> int:
        return len(self._parts())

    def child(self, place: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes None
        widget = self._widget()
        if widget is None or not 0 <= place < len(self._parts()):
            return None
        while len(self._children) <= place:
            part = _PartInterface(widget, self._ask, len(self._children), _ROLES[self._role][1])
            number = QAccessible.registerAccessibleInterface(part)
            _parts[number] = part
            widget.destroyed.connect(partial(_forget, number))
            self._children.append(part)
        return self._children[place]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes None
        widget = self._widget()
        if widget is None:
            return None
        point = widget.mapFromGlobal(QPoint(x, y))
        found = (place for place, part in enumerate(self._parts()) if part.place.contains(point))
        return self.child(next(found, -1))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((place for place, one in enumerate(self._children) if one is child), -1)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes None
        chosen = (place for place, part in enumerate(self._parts()) if part.chosen)
        widget = self._widget()
        return self.child(next(chosen, -1)) if widget is not None and widget.hasFocus() else None


_NO_PART = SpokenPart("", QRect())


class _PartInterface(QAccessibleInterface):
    """One part. It is no object of Qt, and gone when its widget has fewer parts."""

    def __init__(self, widget: QWidget, parts: AskParts, place: int, role: QAccessible.Role) -> None:
        super().__init__()
        self._widget, self._ask, self._place, self._role = ref(widget), parts, place, role

    @property
    def _part(self) -> SpokenPart:
        widget = self._widget()
        parts = self._ask(widget) if widget is not None else ()
        return parts[self._place] if self._place < len(parts) else _NO_PART

    def isValid(self) -> bool:
        return self._part is not _NO_PART

    def object(self) -> QObject | None:  # type: ignore[override]  # Qt takes None
        return None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes None
        widget = self._widget()
        return QAccessible.queryAccessibleInterface(widget) if widget is not None else None

    def child(self, _place: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes None
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes None
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def text(self, what: QAccessible.Text) -> str:
        return self._part.words if what == QAccessible.Text.Name else ""

    def setText(self, _what: QAccessible.Text, _words: str) -> None:
        """Nothing of it can be changed by a screen reader."""

    def rect(self) -> QRect:
        widget, place = self._widget(), self._part.place
        return QRect(widget.mapToGlobal(place.topLeft()), place.size()) if widget is not None else QRect()

    def role(self) -> QAccessible.Role:
        return self._role

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True  # type: ignore[attr-defined]  # not in the stubs
        state.selected = state.focused = self._part.chosen  # type: ignore[attr-defined]
        return state
