"""The order in which a screen reader goes through a window: Qt takes that in which widgets came in, an eye that of the layout."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

from PySide6.QtWidgets import QGridLayout, QLayout, QLayoutItem, QStackedLayout, QWidget


def read_as_laid_out(root: QWidget) -> None:
    """Let everything in `root` be read in the order of its layouts, grids row by row; what is in no layout comes first.

    To be called when the widgets are there: what is added later is read last.
    """
    for widget in (root, *cast("list[QWidget]", root.findChildren(QWidget))):
        layout = widget.layout()
        if layout is not None and not isinstance(layout, QStackedLayout):
            for child in _in_order(layout):
                child.raise_()  # to the end of the children; nothing of one layout lies on top of another


def _in_order(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=partial(_cell, layout))
    for place in places:
        item = cast("QLayoutItem", layout.itemAt(place))
        inner, widget = cast("QLayout | None", item.layout()), cast("QWidget | None", item.widget())
        if inner is not None:
            yield from _in_order(inner)
        elif widget is not None:
            yield widget


def _cell(grid: QGridLayout, place: int) -> tuple[int, int]:
    row, column, *_ = cast("tuple[int, int, int, int]", grid.getItemPosition(place))
    return row, column
