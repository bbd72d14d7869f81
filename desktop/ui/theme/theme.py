"""The theme of the window: colours, sizes, fonts and icons, and their application to Qt."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection
from enum import StrEnum
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.painting.bundled_fonts import bundled_family, load_bundled_fonts
from desktop.ui.theme.tokens import Colours, Sizes, read_tokens

# The Qt palette, for everything that the style sheet does not paint.
_Role = QPalette.ColorRole


def make_palette(colours: Colours) -> QPalette:
    """Return a palette with every role that Fusion uses, disabled text included."""
    palette = QPalette()
    for role, name in _roles(colours).items():
        palette.setColor(role, QColor(name))
    faded = QColor(colours.text_secondary)
    faded.setAlphaF(0.8)  # 3 : 1 and more: what cannot be used now can still be read
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


def _roles(colours: Colours) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: colours.surface,
        _Role.WindowText: colours.text,
        _Role.Base: colours.surface,
        _Role.AlternateBase: colours.background,
        _Role.Text: colours.text,
        _Role.PlaceholderText: colours.text_secondary,
        _Role.Button: colours.surface,
        _Role.ButtonText: colours.text,
        _Role.BrightText: colours.on_accent,
        _Role.Light: colours.surface,
        _Role.Midlight: colours.line,
        _Role.Mid: colours.line,
        _Role.Dark: colours.text_secondary,
        _Role.Shadow: colours.line,
        _Role.Highlight: colours.accent,
        _Role.HighlightedText: colours.on_accent,
        _Role.Accent: colours.accent,
        _Role.Link: colours.accent,
        _Role.LinkVisited: colours.accent,
        _Role.ToolTipBase: colours.surface,
        _Role.ToolTipText: colours.text,
    }


_LENGTH = re.compile(r"\b(\d+)px")
_THICKEST_LINE = 2
"""Pixels: what is no thicker is a border or a hairline and keeps its width in large print."""


class StyleSheet:
    """The style sheet resources/theme/window.qss, read once.

    `$name` in it is a field of Colours or Sizes, `$theme` its folder, `$check` the tick icon that is visible on the accent colour.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._text = (folder / "window.qss").read_text(encoding="utf-8")

    def with_tokens(self, colours: Colours, size: Sizes, scale: float = 1.0) -> str:
        """Return the sheet with every `$name` replaced and the lengths in it times `scale`. Raises KeyError for an unknown name."""
        names = colours._asdict() | {name: str(value) for name, value in size._asdict().items()}
        folder = self._folder.as_posix()
        check = f"{folder}/check-{'light' if QColor(colours.on_accent).lightness() > 128 else 'dark'}.svg"
        text = self._text if scale == 1.0 else _LENGTH.sub(lambda found: _scaled(found, scale), self._text)
        return Template(text).substitute(names, theme=folder, check=check)


def _scaled(length: re.Match[str], scale: float) -> str:
    pixels = int(length.group(1))
    return length.group() if pixels <= _THICKEST_LINE else f"{round(pixels * scale)}px"


# The font of the interface, chosen by name: Qt's own choice for Chinese may be any installed font, even a brush script.
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "HarmonyOS Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
    "SimHei",
    "FandolHei",
)
"""Sans-serif fonts for simplified Chinese, the preferred one first."""

WINDOWS_FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", *FAMILIES)
"""The same for Windows: its own font first, which is hinted for its screens."""


def choose_family(installed: Collection[str], platform: str = sys.platform) -> str:
    """Return the preferred family among the installed ones; "" if there is none, and Qt chooses."""
    wanted = WINDOWS_FAMILIES if platform == "win32" else FAMILIES
    return next((family for family in wanted if family in installed), "")


# The fonts of the letter in the editor: the official ones if installed, else the bundled ones.
_WANTED = {
    "title": (
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "方正小标宋_GBK",
        bundled_family("FandolSong", bold=True),
    ),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "FandolFang"),
    "h1": ("黑体", "SimHei", "FandolHei"),
    "h2": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "FandolKai"),
}


class LetterFonts:
    """Loads the bundled fonts at first use: they are large, and the work list does not need them."""

    def __init__(self) -> None:
        self._families: dict[str, str] = {}

    def font(self, role: str, pixels: int) -> QFont:
        """The font for `role` (title, body, h1 一、, h2 （一）) in device-independent pixels."""
        if not self._families:
            load_bundled_fonts()
            installed = frozenset(QFontDatabase.families())
            for each, names in _WANTED.items():
                self._families[each] = next((name for name in names if name in installed), "")
        font = QFont(self._families[role])
        font.setPixelSize(pixels)
        return font


# Icons of the interface: Lucide drawings (ISC licence), tinted with a colour of the theme.
_SCALES = (1.0, 2.0)  # for scales in between, Qt shrinks the larger one, which stays sharp at these sizes
_STROKE = 'stroke-width="1.75"'  # thinner than Lucide's 2, to match text of 13 px


class IconDrawer:
    """Draws the icons of one folder. Drawings and finished icons are cached."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawings: dict[str, str] = {}
        self._icons: dict[tuple[str, str, str, int, int], QIcon] = {}

    def icon(self, name: str, colour: str, off: str, size: int, gap: int = 0) -> QIcon:
        """Return the icon `name` in `colour` (#RRGGBB), in `off` on a disabled control: what Qt would make of a white icon
        cannot be seen there. Sharp at 100 % to 300 %; lengths in device-independent pixels.

        `gap` is empty room after the drawing (before it if negative): Qt leaves too little between icon and text.
        """
        key = (name, colour, off, size, gap)
        if key not in self._icons:
            icon = QIcon()
            for scale in _SCALES:
                icon.addPixmap(self._pixmap(name, colour, size, gap, scale))
                icon.addPixmap(self._pixmap(name, off, size, gap, scale), QIcon.Mode.Disabled)
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


PRINT_SIZES = (100, 120, 150, 175, 200)
"""The choices of the setting 「大字」, in percent of the usual size. Paper is not enlarged: it has a zoom of its own."""


class Scheme(StrEnum):
    """The setting 「外观」: follow the system, or always light, dark or of high contrast."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


# The look that the system asks for. Qt tells of high contrast from 6.10 on (QAccessibilityHints); the program runs on 6.8.
_GET_HIGH_CONTRAST = 0x0042  # SPI_GETHIGHCONTRAST
_IS_ON = 0x00000001  # HCF_HIGHCONTRASTON


def system_look() -> str:
    """What the system asks for now: "contrast" while a contrast theme of Windows is on, else "dark" or "light".

    Elsewhere than on Windows Qt 6.8 does not know of high contrast; the officer chooses that scheme in the settings.
    Source: SystemParametersInfoW and HIGHCONTRASTW, Windows API; QStyleHints::colorScheme.
    """
    if sys.platform == "win32" and _windows_wants_contrast():
        return "contrast"
    return "dark" if QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _windows_wants_contrast() -> bool:
    import ctypes

    class HighContrast(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint32), ("flags", ctypes.c_uint32), ("scheme", ctypes.c_wchar_p))

    asked = HighContrast(size=ctypes.sizeof(HighContrast))
    library = getattr(ctypes, "windll", None)
    if library is None:
        return False
    answered = library.user32.SystemParametersInfoW(_GET_HIGH_CONTRAST, asked.size, ctypes.byref(asked), 0)
    return bool(answered) and bool(asked.flags & _IS_ON)


STYLED = "styled"
"""Property of an application that was created with the style: setting it again lets PySide build the enums of QStyle, 4 ms."""


class Theme(QObject):
    """The current colours, sizes, fonts and icons, for widgets that paint; they repaint on `changed`.

    `system` answers which scheme the system asks for.
    """

    changed = Signal()

    def __init__(
        self, resources: Path, parent: QObject | None = None, system: Callable[[], str] = system_look
    ) -> None:
        super().__init__(parent)
        self._system = system
        self._tokens = read_tokens(resources / "theme" / "tokens.toml")
        self._sheet = StyleSheet(resources / "theme")
        self._icons = IconDrawer(resources / "icons")
        self.letter_fonts = LetterFonts()
        self._family = choose_family(set(QFontDatabase.families()))
        self._scheme = Scheme.SYSTEM
        self._scale = 1.0
        self._size = self._tokens.size
        self._colours = self._tokens.light
        self.is_practice = False
        """True in a window of the practice 「练习」, which has another accent."""

    @property
    def scheme(self) -> Scheme:
        """The scheme that is shown, never SYSTEM: with that setting high contrast, dark or light, as the system says now."""
        return Scheme(self._system()) if self._scheme is Scheme.SYSTEM else self._scheme

    @property
    def colours(self) -> Colours:
        return self._colours

    @property
    def print_colours(self) -> Colours:
        """The colours for printed or copied charts: always the light ones."""
        return self._tokens.light

    @property
    def size(self) -> Sizes:
        return self._size

    @property
    def scale(self) -> float:
        """1.0, or the factor of large print."""
        return self._scale

    def px(self, pixels: float) -> int:
        """A length that is given for the usual print size, in the present one; device-independent pixels."""
        return round(pixels * self._scale)

    def choose(self, scheme: Scheme, percent: int = 100) -> None:
        """Apply a scheme and a print size in percent, and emit `changed`."""
        self._scheme, self._scale = scheme, percent / 100
        self._size = self._tokens.size.scaled(self._scale)
        self.apply()

    def follow_system(self) -> None:
        """From now on, follow changes of the system's scheme while the setting is 「跟随系统」."""
        QApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def apply(self) -> None:
        """Set font, palette and style sheet of the application."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._colours = self._tokens.of(self.scheme, practice=self.is_practice)
        if application.property(STYLED) is None:
            application.setStyle(QStyleFactory.create("Fusion"))
        application.setProperty(STYLED, None)
        application.setFont(self.font(self.size.font_base))
        application.setPalette(make_palette(self.colours))
        application.setStyleSheet(self._sheet.with_tokens(self.colours, self.size, self._scale))
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
        """The Lucide icon `name`, tinted with the colour of `role`; `size` at 100 %, `gap` as in IconDrawer.icon."""
        colours = self.colours
        return self._icons.icon(
            name, getattr(colours, role), colours.text_secondary, self.px(size), self.px(gap)
        )

    def picture(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        """The icon as a picture for a label; `ratio` is the device pixel ratio of the label."""
        side = self.px(size)
        return self.icon(name, role, size).pixmap(QSize(side, side), ratio)

    def paint_icon(self, painter: QPainter, name: str, role: str, place: QRectF) -> None:
        """Paint the icon into `place`, for delegates and custom-painted widgets."""
        self._icons.paint(painter, name, getattr(self.colours, role), place)

    def _on_system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self.apply()
