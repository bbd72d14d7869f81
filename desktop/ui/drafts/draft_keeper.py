"""By this the parts and dialogs of a window find the store for what is half typed in them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.store_worker import StoreWorker


class DraftKeeper(QObject):
    """The window's: whatever stands under it finds the store by it, and the end of the program keeps all that is typed."""

    failed = Signal(object)
    keeping = Signal()
    """Asks all that is half typed to be sent to the store."""

    def __init__(self, worker: StoreWorker, window: QWidget) -> None:
        super().__init__(window)
        self.worker = worker

    @staticmethod
    def of(widget: QWidget | None) -> DraftKeeper | None:
        """The keeper of the window that the widget stands in or belongs to; None in no window of the program."""
        while widget is not None:
            found: DraftKeeper | None = widget.findChild(
                DraftKeeper, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if found is not None:
                return found
            widget = widget.parentWidget()
        return None
