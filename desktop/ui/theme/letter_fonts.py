"""The fonts in which the letter is shown while it is written: the official ones where the system has them, else the bundled."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from desktop.painting.bundled_fonts import bundled_family, load_bundled_fonts

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
    """Loads the bundled fonts at first use; they are large and the work list does not need them."""

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
