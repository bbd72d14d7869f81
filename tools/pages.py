"""Pictures of printed pages: `python -m tools.pages FILE.pdf [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QImage

PIXELS_PER_POINT = 110 / 72


def save_pages(pdf: Path, folder: Path) -> list[Path]:
    """Write each page of `pdf` as folder/NAME-N.png at 110 dpi and return the files in order."""
    document = pypdfium2.PdfDocument(str(pdf))
    files = []
    try:
        for number in range(len(document)):
            bitmap = document[number].render(scale=PIXELS_PER_POINT, rev_byteorder=False, prefer_bgrx=True)
            form = QImage.Format.Format_RGB32
            image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form)
            file = folder / f"{pdf.stem}-{number + 1}.png"
            if not image.save(str(file)):
                raise OSError(f"could not write {file}")
            files.append(file)
    finally:
        document.close()
    return files


def main(arguments: list[str]) -> int:
    pdf = Path(arguments[0])
    for file in save_pages(pdf, Path(arguments[1]) if len(arguments) > 1 else pdf.parent):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
