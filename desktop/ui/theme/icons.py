"""Icons of the interface: Lucide drawings (ISC licence), tinted with a colour of the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SCALES = (1.0, 2.0)  # Qt shrinks the larger one for the scales between, which stays sharp at these sizes
_STROKE = 'stroke-width="1.75"'  # a little lighter than Lucide's 2: it sits beside 13 px text


class IconDrawer:
    """Draws icons of one folder. Drawings and finished icons are kept, so asking again costs nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawings: dict[str, str] = {}
        self._icons: dict[tuple[str, str, int, int], QIcon] = {}

    def icon(self, name: str, colour: str, size: int, gap: int = 0) -> QIcon:
        """Return the icon `name` in `colour` (#RRGGBB), sharp at 100 % to 300 %; lengths in device-independent pixels.

        `gap` is empty room behind the drawing (before it if negative): Qt leaves too little between icon and words.
        """
        key = (name, colour, size, gap)
        if key not in self._icons:
            icon = QIcon()
            for scale in _SCALES:
                icon.addPixmap(self._pixmap(name, colour, size, gap, scale))
            self._icons[key] = icon
        return self._icons[key]

    def _pixmap(self, name: str, colour: str, size: int, gap: int, scale: float) -> QPixmap:
        pixmap = QPixmap(QSize(round((size + abs(gap)) * scale), round(size * scale)))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, name, colour, QRectF(max(-gap, 0) * scale, 0, size * scale, size * scale))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def paint(self, painter: QPainter, name: str, colour: str, place: QRectF) -> None:
        """Paint the icon into `place`."""
        QSvgRenderer(QByteArray(self._drawing(name).replace("currentColor", colour).encode())).render(
            painter, place
        )

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            text = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            self._drawings[name] = text.replace('stroke-width="2"', _STROKE)
        return self._drawings[name]
