"""The fonts in which the letter is shown while it is written: the official ones if the system has them, else the bundled ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_WANTED = {
    "body": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "FandolFang"),
    "h1": ("黑体", "SimHei", "FandolHei"),
    "h2": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "FandolKai"),
}
_FILES = ("FandolFang-Regular.otf", "FandolHei-Regular.otf", "FandolKai-Regular.otf")


class LetterFonts:
    """Loads the bundled fonts at first use; they are large and the work list does not need them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._families: dict[str, str] = {}

    def font(self, role: str, pixels: int) -> QFont:
        """The font for `role` (body, h1 一、, h2 （一）) in device-independent pixels."""
        if not self._families:
            self._choose()
        font = QFont(self._families[role])
        font.setPixelSize(pixels)
        return font

    def _choose(self) -> None:
        installed = set(QFontDatabase.families())
        if not all(installed.intersection(names) for names in _WANTED.values()):
            for name in _FILES:
                QFontDatabase.addApplicationFont(str(self._folder / name))
            installed = set(QFontDatabase.families())
        for role, names in _WANTED.items():
            self._families[role] = next((name for name in names if name in installed), "")
