"""The look of the window: which scheme and sizes are in force, and how they reach Qt."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.ui.theme.icons import IconDrawer
from desktop.ui.theme.interface_font import choose_family
from desktop.ui.theme.letter_fonts import LetterFonts
from desktop.ui.theme.palette import make_palette
from desktop.ui.theme.style_sheet import StyleSheet
from desktop.ui.theme.tokens import Colours, Sizes, read_tokens

LARGE_PRINT = 1.25
"""Factor of the large print setting 「大字」."""


class Scheme(StrEnum):
    """「外观」: as the system has it, or always one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, sizes, fonts and icons in force. Widgets that paint ask here; `changed` tells them to paint again."""

    changed = Signal()

    def __init__(self, resources: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = read_tokens(resources / "theme" / "tokens.toml")
        self._sheet = StyleSheet(resources / "theme")
        self._icons = IconDrawer(resources / "icons")
        self.letter_fonts = LetterFonts()
        self._family = choose_family(set(QFontDatabase.families()))
        self._scheme = Scheme.SYSTEM
        self._large = False

    @property
    def dark(self) -> bool:
        """True while the dark scheme is in force."""
        if self._scheme is Scheme.SYSTEM:
            return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    @property
    def colours(self) -> Colours:
        return self._tokens.dark if self.dark else self._tokens.light

    @property
    def print_colours(self) -> Colours:
        """The colours for what is printed or copied: light, whatever the window looks like."""
        return self._tokens.light

    @property
    def size(self) -> Sizes:
        return self._tokens.size.scaled(LARGE_PRINT) if self._large else self._tokens.size

    def choose(self, scheme: Scheme, large: bool) -> None:
        """Put a scheme and print size in force, and tell every widget."""
        self._scheme, self._large = scheme, large
        self.apply()

    def follow_system(self) -> None:
        """Change with the system from now on, as long as the scheme is 「跟随系统」."""
        QApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def apply(self) -> None:
        """Give font, palette and style sheet to the application."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(self.font(self.size.font_base))
        application.setPalette(make_palette(self.colours))
        application.setStyleSheet(self._sheet.with_tokens(self.colours, self.size, dark=self.dark))
        self.changed.emit()

    def font(self, pixels: int, bold: bool = False) -> QFont:
        """The interface font of that size in device-independent pixels."""
        font = QFont(self._family) if self._family else QFont()
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font

    def colour(self, role: str) -> QColor:
        """The colour of that role, a field name of Colours."""
        return QColor(getattr(self.colours, role))

    def icon(self, name: str, role: str = "text", size: int = 18, gap: int = 0) -> QIcon:
        """The Lucide icon `name`, tinted with the colour of `role`; `gap` as in IconDrawer.icon."""
        return self._icons.icon(name, getattr(self.colours, role), size, gap)

    def paint_icon(self, painter: QPainter, name: str, role: str, place: QRectF) -> None:
        """Paint the icon into `place`, for delegates and hand-painted widgets."""
        self._icons.paint(painter, name, getattr(self.colours, role), place)

    def _on_system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self.apply()
