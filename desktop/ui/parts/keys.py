"""Keys that mean the same in every list, table and form of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt

ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
OPEN_KEYS = ENTER_KEYS | {Qt.Key.Key_Space}
"""Keys that open or choose the current item where nothing is typed."""
