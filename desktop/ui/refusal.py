"""The small window that says why the program cannot start."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from desktop.domain.errors import DeskError


def refuse_to_start(error: DeskError) -> None:
    """Say what happened and what to do, and wait until it is read."""
    box = QMessageBox(QMessageBox.Icon.Warning, "承办", error.what)
    box.setInformativeText(error.remedy)
    box.exec()
