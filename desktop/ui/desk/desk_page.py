"""stub"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class DeskPage(QWidget):
    left = Signal()
    facts_changed = Signal(object)
    failed = Signal(object)
    notice_offered = Signal(str, str, object)
    case_id = 0

    def __init__(self, theme, clerk, settings):
        super().__init__()

    def open_case(self, case_id):
        self.case_id = case_id

    def flush(self):
        return True
