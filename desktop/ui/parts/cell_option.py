"""What Qt tells a delegate of the cell it paints, in types: PySide's stubs leave these attributes out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget


@dataclass(frozen=True, slots=True)
class CellOption:
    """Place and state of one cell."""

    place: QRect
    selected: bool
    hovered: bool
    view: QWidget | None


def cell_option(option: QStyleOptionViewItem) -> CellOption:
    """Read `option`."""
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
    return CellOption(
        QRect(option.rect),  # type: ignore[attr-defined]
        bool(state & QStyle.StateFlag.State_Selected),
        bool(state & QStyle.StateFlag.State_MouseOver),
        option.widget,  # type: ignore[attr-defined]
    )
