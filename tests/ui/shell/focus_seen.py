"""Where the keyboard is must be seen: a widget with the focus looks other than without it, in enough pixels and clearly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from tests.ui.shell.spoken import name_of, shown_widgets, takes_focus

LEAST_PIXELS = 100
"""A ring of two pixels around the smallest button has twice that."""
TEXT_CURSOR = 16
"""In a text the cursor is enough."""
LEAST_CONTRAST = 3.0
"""Between the same pixel with and without focus: WCAG 2.2, 2.4.13."""


def unseen(root: QWidget, looked_at: set[QWidget] | None = None) -> list[str]:
    """Each visible widget of `root` that takes the focus without showing it; [] for a good window. Those in `looked_at`, to which
    all are added, are left out.
    """
    return list(_unseen(root, looked_at if looked_at is not None else set()))


def _unseen(root: QWidget, looked_at: set[QWidget]) -> Iterator[str]:
    before = QApplication.focusWidget()
    for widget in list(shown_widgets(root)):
        if widget is root or not takes_focus(widget) or widget.visibleRegion().isEmpty():
            continue
        if widget in looked_at:
            continue
        looked_at.add(widget)
        if (focused := QApplication.focusWidget()) is not None:
            focused.clearFocus()
        without = _look(widget, root)
        widget.setFocus()
        if not widget.hasFocus():
            continue
        pixels = clearly_different(without, _look(widget, root))
        if pixels < (TEXT_CURSOR if _is_text(widget) else LEAST_PIXELS):
            yield f"{type(widget).__name__} “{name_of(widget)[:30]}”: {pixels} pixels"
    if before is not None:
        before.setFocus()


def _is_text(widget: QWidget) -> bool:
    return isinstance(widget, QTextEdit | QPlainTextEdit) and not widget.isReadOnly()


def _look(widget: QWidget, root: QWidget) -> QImage:
    """The widget as it is seen in the window, on the ground of what lies below it."""
    place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    return root.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)


def clearly_different(one: QImage, other: QImage) -> int:
    """The number of pixels in which two pictures of the same size differ by a contrast of 3 : 1 or more."""
    pairs = Counter(pair for pair in zip(_pixels(one), _pixels(other), strict=False) if pair[0] != pair[1])
    return sum(count for (a, b), count in pairs.items() if _contrast(a, b) >= LEAST_CONTRAST)


def _pixels(picture: QImage) -> memoryview:
    return memoryview(bytes(picture.constBits())).cast("I")


def _contrast(one: int, other: int) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(pixel: int) -> float:
    """Relative luminance as defined by WCAG 2."""
    colour = QColor.fromRgb(pixel)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
