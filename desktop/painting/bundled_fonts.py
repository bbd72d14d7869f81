"""Load the bundled open Fandol fonts into Qt."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QFontDatabase

BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_TABLE = struct.Struct(">4sIII")  # tag, checksum, offset, length of one table of an OpenType file
_BOLD_NAMES = {"FandolSong": "FandolBiao"}
"""Family -> new family name of its bold face, of equal length. Qt keeps only one of two faces of the same family."""


def load_bundled_fonts(folder: Path = BUNDLED) -> frozenset[str]:
    """Load the fonts of `folder` unless already loaded; return the available families.

    Files that Qt cannot read are skipped. Only fonts loaded into Qt's database are embedded in a PDF.
    """
    return frozenset(filter(None, load_one_by_one(folder)))


def load_one_by_one(folder: Path = BUNDLED) -> Iterator[str]:
    """As `load_bundled_fonts`, with the family after each font, "" for one that Qt cannot read: each takes 20 ms."""
    known = frozenset(QFontDatabase.families())
    for file in sorted(folder.glob("*.otf")):
        family = _family(file)
        yield family if family in known or _load(file, family) >= 0 else ""


def bundled_family(family: str, *, bold: bool) -> str:
    """The family name under which that face of a bundled font is loaded."""
    return _BOLD_NAMES.get(family, family) if bold else family


def _family(file: Path) -> str:
    family, _, style = file.stem.partition("-")
    return bundled_family(family, bold=style == "Bold")


def _load(file: Path, family: str) -> int:
    data = file.read_bytes()
    original = file.stem.partition("-")[0]
    return QFontDatabase.addApplicationFontFromData(
        _renamed(data, original, family) if family != original else data
    )


def _renamed(font: bytes, old: str, new: str) -> bytes:
    """The font file with its family name replaced by one of the same length."""
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        tag, _, offset, length = _TABLE.unpack_from(font, 12 + _TABLE.size * index)
        if tag == b"name":
            names = font[offset : offset + length]
            for code in ("ascii", "utf-16-be"):
                names = names.replace(old.encode(code), new.encode(code))
            return font[:offset] + names + font[offset + length :]
    return font
