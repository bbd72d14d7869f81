"""The keys that work wherever one is in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.shell.place import UPPER, Place

if TYPE_CHECKING:
    from desktop.ui.shell.main_window import MainWindow


def bind_window_keys(window: MainWindow) -> None:
    """Places by number, and what a day consists of; pasting takes files in only while the list has the keyboard."""
    places = {f"Ctrl+{number}": partial(window.show_place, place) for number, place in enumerate(UPPER, 1)}
    actions: dict[str, Callable[[], object]] = {
        "Ctrl+N": window.new_case,
        "Ctrl+O": window.take_in,
        "Ctrl+K": partial(window.show_place, Place.SEARCH),
        "Ctrl+B": partial(window.show_place, Place.BOARD),
        "Ctrl+L": window.inbox.export_list,
        "Ctrl+,": partial(window.show_place, Place.SETTINGS),
    }
    _bind(window, {**places, **actions}, Qt.ShortcutContext.WindowShortcut)
    paste = QKeySequence(QKeySequence.StandardKey.Paste).toString()
    _bind(window.inbox, {paste: window.paste_in}, Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _bind(widget: QWidget, actions: Mapping[str, Callable[[], object]], reach: Qt.ShortcutContext) -> None:
    for keys, act in actions.items():
        QShortcut(QKeySequence(keys), widget, context=reach).activated.connect(act)
