"""Print a document with LibreOffice, as it would look in Word, without touching the user's profile.

The official font families (仿宋_GB2312 and others) do not exist on Linux. A private fontconfig file substitutes the open
Fandol fonts of resources/fonts for them, in the printing process only.

    python3 tools/rendering.py FILE.docx [FOLDER]      writes FOLDER/FILE.pdf (FOLDER: beside the file)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
SECONDS_FOR_ONE_DOCUMENT = 180

# Official family name -> (substitute family, weight or "").
STAND_INS = {
    "方正小标宋简体": ("FandolSong", "bold"),
    "方正小标宋_GBK": ("FandolSong", "bold"),
    "小标宋体": ("FandolSong", "bold"),
    "华文中宋": ("FandolSong", "bold"),
    "仿宋_GB2312": ("FandolFang", ""),
    "仿宋": ("FandolFang", ""),
    "FangSong": ("FandolFang", ""),
    "楷体_GB2312": ("FandolKai", ""),
    "楷体": ("FandolKai", ""),
    "KaiTi": ("FandolKai", ""),
    "黑体": ("FandolHei", ""),
    "SimHei": ("FandolHei", ""),
    "宋体": ("FandolSong", ""),
    "SimSun": ("FandolSong", ""),
}

_RULE = (
    '<match target="pattern"><test name="family"><string>{name}</string></test>'
    '<edit name="family" mode="assign" binding="same"><string>{family}</string></edit>{weight}</match>'
)
_WEIGHT = '<edit name="weight" mode="assign"><const>{}</const></edit>'


class RenderingError(RuntimeError):
    """LibreOffice wrote no PDF; the text is its output."""


def write_font_config(folder: Path) -> Path:
    """Write a fontconfig file into `folder` and return it; FONTCONFIG_FILE must name it to print with the official names.

    It includes the system's own configuration; its cache is in `folder`, too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rules = "\n".join(
        _RULE.format(name=name, family=family, weight=_WEIGHT.format(weight) if weight else "")
        for name, (family, weight) in STAND_INS.items()
    )
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"<dir>{escape(str(FONTS))}</dir>\n<cachedir>{escape(str(folder / 'cache'))}</cachedir>\n{rules}\n"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n</fontconfig>\n',
        encoding="utf-8",
    )
    return file


class LibreOffice:
    """LibreOffice Writer with a separate profile and fonts below `folder`; one instance prints one file at a time."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / "profile"
        self._fonts = write_font_config(folder / "fonts")

    @staticmethod
    def is_installed() -> bool:
        return shutil.which("soffice") is not None

    def __call__(self, document: Path, folder: Path | None = None) -> Path:
        """Print `document` (docx, odt, …) and return the PDF, written into `folder` (default: beside the document).

        Raises RenderingError when no PDF came out within three minutes.
        """
        target = folder or document.parent
        pdf = target / f"{document.stem}.pdf"
        pdf.unlink(missing_ok=True)
        said = self._run(["--convert-to", "pdf", "--outdir", str(target), str(document)])
        if not pdf.exists():
            raise RenderingError(said or "no PDF came out")
        return pdf

    def print_all(self, documents: Sequence[Path], folder: Path) -> list[Path]:
        """Print many documents in one run into `folder`; the PDFs in the same order. Raises RenderingError if one is missing."""
        pdfs = [folder / f"{document.stem}.pdf" for document in documents]
        said = self._run(["--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)])
        for pdf in pdfs:
            if not pdf.exists():
                raise RenderingError(f"{pdf.name}: {said or 'no PDF came out'}")
        return pdfs

    def recalculated(self, sheet: Path, folder: Path) -> Path:
        """A copy of an .xlsx in `folder` with every formula calculated anew. Raises RenderingError."""
        said = self._run(["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(sheet)])
        copy = folder / sheet.name
        if not copy.exists():
            raise RenderingError(said or "no sheet came out")
        return copy

    def _run(self, arguments: list[str]) -> str:
        profile = f"-env:UserInstallation={self._profile.resolve().as_uri()}"
        try:
            done = subprocess.run(
                ["soffice", profile, "--headless", "--norestore", *arguments],
                env=os.environ | {"FONTCONFIG_FILE": str(self._fonts)},
                capture_output=True,
                text=True,
                timeout=SECONDS_FOR_ONE_DOCUMENT,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise RenderingError(f"LibreOffice was not done after {SECONDS_FOR_ONE_DOCUMENT} s") from late
        return (done.stderr or done.stdout).strip()


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 2
    document = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        print(LibreOffice(Path(folder))(document, target))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
