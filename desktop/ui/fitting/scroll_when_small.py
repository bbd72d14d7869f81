"""Areas that scroll only where there is not room enough: nothing in them is cut, and nothing is out of reach."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class FrontStack(QStackedWidget):
    """Asks for the room that the widget in front needs, not for that of the largest one behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return self.currentWidget().sizeHint() if self.count() else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.currentWidget().minimumSizeHint() if self.count() else super().minimumSizeHint()

    def heightForWidth(self, _width: int) -> int:
        """No more than the least height: its pages scroll themselves."""
        return self.minimumSizeHint().height()


class ScrollWhenSmall(QScrollArea):
    """Fills itself with one widget; below the least size of that widget it scrolls, in both directions."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 60)

    def height_for(self, width: int) -> int:
        """The height in pixels that the widget takes on that width."""
        inside = self.widget()
        return inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A widget that has changed its wishes is a reason to ask for another size."""
        taken = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return taken
