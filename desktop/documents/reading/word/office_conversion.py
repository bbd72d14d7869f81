"""Convert old files (.doc, .wps, .rtf, .odt) to .docx with an office program, a time limit and a separate profile."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.reading.document import ReadingLimits
from desktop.domain.errors import FileProblem

# Office programs for the conversion: LibreOffice, WPS or Word, detected at run time.
_FOLDERS = (
    "/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/usr/local/bin", "/snap/bin",
    "/Applications/LibreOffice.app/Contents/MacOS",
)  # fmt: skip
_COM_NAMES = ("KWPS.Application", "WPS.Application", "Word.Application")
"""WPS first: if both are installed, usually only WPS is licensed."""


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """The headless converter `soffice`."""

    program: Path


@dataclass(frozen=True, slots=True)
class ComOffice:
    """WPS or Word on Windows, automated through COM by the Windows script host."""

    application: str
    script_host: Path


OfficeProgram = LibreOffice | ComOffice


def find_office_program() -> OfficeProgram | None:
    """Return the program for the conversion; None if there is none. LibreOffice is preferred because it opens no window."""
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
    """`/opt/libreoffice24.2/program` and similar; on Windows the 32-bit and 64-bit program folders."""
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


# The conversion.
_SAVE_AS = "请用 WPS 或 Word 打开它，选“另存为”，类型选 .docx，再导入新文件。"

_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""  # macros off, links not updated, no network access

_COM_SCRIPT = """
var app = new ActiveXObject(WScript.Arguments(0));
app.Visible = false;
try { app.DisplayAlerts = 0; } catch (e) {}
try { app.AutomationSecurity = 3; } catch (e) {}
var doc = null;
try {
  doc = app.Documents.Open(WScript.Arguments(1), false, true, false, "-");
  doc.SaveAs(WScript.Arguments(2), 12);
} finally {
  if (doc !== null) { doc.Close(0); }
  app.Quit(0);
}
"""  # 12 is wdFormatXMLDocument; the wrong password "-" makes an encrypted file fail without a prompt


def convert_to_docx(data: bytes, suffix: str, program: OfficeProgram | None, limits: ReadingLimits) -> bytes:
    """Return the file as .docx; `suffix` (`.doc`) tells the program the input format.

    Raises FileProblem, with instructions for saving as .docx by hand, if no program is installed, if it fails, or if
    it takes longer than `limits.converting_seconds`.
    """
    if program is None:
        raise FileProblem("这是旧格式文件，本机没有找到可以代为转换的 WPS、Word 或 LibreOffice", _SAVE_AS)
    with tempfile.TemporaryDirectory(prefix="chengban-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        source, target = scratch / f"source{suffix}", scratch / "converted" / "source.docx"
        source.write_bytes(data)
        target.parent.mkdir()
        _run(_command(program, source, target), limits.converting_seconds)
        if not target.is_file():
            raise FileProblem("旧格式文件转换失败，文件可能已损坏或加了密码", _SAVE_AS)
        with target.open("rb") as stream:
            return stream.read(limits.file_bytes)


def _command(program: OfficeProgram, source: Path, target: Path) -> list[str]:
    scratch = source.parent
    if isinstance(program, ComOffice):
        script = scratch / "convert.js"
        script.write_text(_COM_SCRIPT, encoding="ascii")
        return [
            str(program.script_host), "//nologo", "//B", "//E:JScript", str(script), program.application,
            str(source), str(target),
        ]  # fmt: skip
    return _libreoffice_command(program, source, target.parent)


def _libreoffice_command(program: LibreOffice, source: Path, folder: Path) -> list[str]:
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    return [
        str(program.program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo",
        "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source),
    ]  # fmt: skip


def _run(command: list[str], seconds: float) -> None:
    """Run the converter in its own process group, so that its child processes end with it, also when reading is stopped."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, creationflags=_NO_WINDOW, env=_environment(),
        )  # fmt: skip
    except OSError as error:
        raise FileProblem("旧格式文件没能转换，办公软件启动不了", _SAVE_AS) from error
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise FileProblem("旧格式文件转换太久，已停止", _SAVE_AS) from error
    finally:
        _end_with_helpers(process)


def _environment() -> dict[str, str]:
    """The environment without the library path of a frozen program, which would break the converter."""
    environment = dict(os.environ)
    original = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if getattr(sys, "frozen", False):
        environment.pop("LD_LIBRARY_PATH", None)
    return environment | ({"LD_LIBRARY_PATH": original} if original else {})


def _end_with_helpers(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
