"""Which office program of this PC can turn an old file into .docx: LibreOffice, WPS or Word, found at run time."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

_FOLDERS = (
    "/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/usr/local/bin", "/snap/bin",
    "/Applications/LibreOffice.app/Contents/MacOS",
)  # fmt: skip
_COM_NAMES = ("KWPS.Application", "WPS.Application", "Word.Application")
"""WPS first: where both are installed in these offices, WPS is the licensed one."""


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """The headless converter `soffice`."""

    program: Path


@dataclass(frozen=True, slots=True)
class ComOffice:
    """WPS or Word on Windows, driven through COM by the script host that Windows brings along."""

    application: str
    script_host: Path


OfficeProgram = LibreOffice | ComOffice


def find_office_program() -> OfficeProgram | None:
    """Return the program to convert with; None where this PC has none. LibreOffice first: it shows no window."""
    return _find_libreoffice() or _find_com_office()


def _find_libreoffice() -> LibreOffice | None:
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return LibreOffice(Path(found))
    for folder in (*map(Path, _FOLDERS), *_folders_by_version()):
        for name in ("soffice.com", "soffice.exe", "soffice"):
            program = folder / name
            if program.is_file():
                return LibreOffice(program)
    return None


def _folders_by_version() -> list[Path]:
    """`/opt/libreoffice24.2/program` and its like; on Windows the program folders of both widths."""
    found = sorted(Path("/opt").glob("libreoffice*/program"), reverse=True)
    for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        root = os.environ.get(variable)
        if root:
            found += sorted(Path(root).glob("LibreOffice*/program"), reverse=True)
    return found


def _find_com_office() -> ComOffice | None:
    if sys.platform == "win32":
        import winreg

        host = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "cscript.exe"
        for name in _COM_NAMES if host.is_file() else ():
            try:
                winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{name}\CLSID"))
            except OSError:
                continue
            return ComOffice(name, host)
    return None
