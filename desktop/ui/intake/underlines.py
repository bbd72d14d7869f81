"""Where the underline of a stretch of text runs, two pixels thick, whatever the font thinks of underlines."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextDocument

_THICK = 2


def underlines(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """One rectangle for each line that [start:end] of one paragraph runs over, in the document's own coordinates."""
    block = document.findBlock(start)
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    layout, first, last = block.layout(), start - block.position(), end - block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        left, right = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if left < right:
            from_x, to_x = _x(line.cursorToX(left)), _x(line.cursorToX(right))
            foot = corner.y() + line.y() + line.ascent() + line.descent()
            yield QRectF(corner.x() + from_x, foot, to_x - from_x, _THICK)


def _x(found: object) -> float:
    """CursorToX gives (x, position) in PySide, where C++ gives x alone."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
