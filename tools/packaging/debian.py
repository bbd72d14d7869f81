"""The Debian package: the one-dir program in /opt/chengban, a command, a menu entry and an icon."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.machine import TO_RUN

ROOT = Path(__file__).resolve().parent.parent.parent
ICON = ROOT / "resources" / "icons" / "chengban.svg"

# Fonts are only recommended: the program ships its own for paper, and any desktop has one for the window.
_WISHED = [need.package for need in TO_RUN if need.package.startswith("font")]
_NEEDED = [need.package for need in TO_RUN if not need.package.startswith("font")]

_CONTROL = """\
Package: chengban
Version: {version}
Architecture: {architecture}
Maintainer: Chengban contributors <noreply@example.invalid>
Section: editors
Priority: optional
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Description: 承办 handles CPPCC proposals and deputies' suggestions offline
 An officer takes a proposal in, writes the reply section by section beside a true
 picture of the paper, follows its status and deadlines, and exports the letter
 as .docx or PDF in the official format (GB/T 9704-2012). No network is used.
"""

_DESKTOP_ENTRY = """\
[Desktop Entry]
Type=Application
Name=Chengban
Name[zh_CN]=承办
Comment=Handle CPPCC proposals and deputies' suggestions
Comment[zh_CN]=政协提案、人大代表建议办理
Exec=/opt/chengban/chengban
Icon=chengban
Terminal=false
Categories=Office;WordProcessor;
StartupWMClass=chengban
"""


def pack(program: Path, version: str, target: Path) -> Path:
    """Write target/chengban_VERSION_ARCHITECTURE.deb from the one-dir `program` and return it. Needs no root."""
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    file = target / f"chengban_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory(prefix="chengban-deb-") as place:
        tree = Path(place) / "tree"
        _lay_out(tree, program)
        kilobytes = (
            sum(f.stat().st_size for f in tree.rglob("*") if f.is_file() and not f.is_symlink()) // 1024
        )
        _write(
            tree / "DEBIAN" / "control",
            _CONTROL.format(
                version=version,
                architecture=architecture,
                kilobytes=kilobytes,
                depends=", ".join(_NEEDED),
                recommends=", ".join(_WISHED),
            ),
        )
        # xz, because the dpkg of older systems cannot read zstd.
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(file)], check=True
        )
    return file


def _lay_out(tree: Path, program: Path) -> None:
    tree.mkdir(mode=0o755)
    shutil.copytree(program, tree / "opt" / "chengban", symlinks=True)
    command = tree / "usr" / "bin" / "chengban"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/chengban/chengban")
    _write(tree / "usr" / "share" / "applications" / "chengban.desktop", _DESKTOP_ENTRY)
    _write(
        tree / "usr" / "share" / "icons" / "hicolor" / "scalable" / "apps" / "chengban.svg",
        ICON.read_text(encoding="utf-8"),
    )
    _write(
        tree / "usr" / "share" / "doc" / "chengban" / "copyright",
        (ROOT / "LICENSE").read_text(encoding="utf-8"),
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o644)
