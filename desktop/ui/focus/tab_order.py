"""The order in which Tab goes through a page: as it is read, from top to bottom and from left to right.

Qt's own order is that in which widgets were made: cards that are made anew come last in it, after everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea, QTextEdit, QWidget


def stops(root: QWidget) -> list[QWidget]:
    """The visible, enabled widgets at which Tab stops, `root` among them, in reading order."""
    found = [root] if root.focusPolicy() & Qt.FocusPolicy.TabFocus and root.focusProxy() is None else []
    children = [child for child in root.children() if isinstance(child, QWidget) and _is_open(child)]
    for child in reading_order(children):
        found += stops(child)
    return found


def _is_open(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and not widget.isWindow()


def reading_order(widgets: Iterable[QWidget]) -> list[QWidget]:
    """Siblings line by line. What stands side by side with something tall belongs to its line, which goes column by column."""
    lines: list[tuple[QRect, list[QWidget]]] = []
    for widget in sorted(widgets, key=lambda one: (one.y(), one.x())):
        place = widget.geometry()
        if lines and _beside(lines[-1][0], place):
            lines[-1] = (lines[-1][0].united(place), [*lines[-1][1], widget])
        else:
            lines.append((place, [widget]))
    return [one for _place, line in lines for one in sorted(line, key=lambda one: (one.x(), one.y()))]


def _beside(line: QRect, place: QRect) -> bool:
    """True if more than half of the lower one of the two stands beside the other."""
    common = min(line.bottom(), place.bottom()) - max(line.top(), place.top()) + 1
    return 2 * common > min(line.height(), place.height())


def next_stop(order: Sequence[QWidget], focused: QWidget | None, step: int) -> QWidget | None:
    """The stop `step` further in a circle; the first, or the last for a step back, if the focus is at none. None without any."""
    if not order:
        return None
    if focused in order:
        return order[(order.index(focused) + step) % len(order)]
    return order[0 if step > 0 else -1]


def focus_on(widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
    """Give the focus to a widget and scroll to it."""
    widget.setFocus(reason)
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 8, 8)
        above = above.parentWidget()


def next_column(columns: Iterable[QWidget], focused: QWidget | None, step: int) -> QWidget | None:
    """The first stop of the column after (-1: before) that with the focus, editors before buttons; None if there is no other."""
    shown = [column for column in columns if column.isVisible()]
    here = next(
        (i for i, one in enumerate(shown) if focused and (one is focused or one.isAncestorOf(focused))), None
    )
    start = (-1 if step > 0 else len(shown)) if here is None else here
    for distance in range(1, len(shown) + 1):
        takers = stops(shown[(start + step * distance) % len(shown)])
        editors = [one for one in takers if isinstance(one, QTextEdit) and not one.isReadOnly()]
        if takers:
            return (editors or takers)[0]
    return None
