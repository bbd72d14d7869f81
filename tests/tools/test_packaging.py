"""The Debian package installs program, menu entry and icon, and is built without root."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tools.packaging.debian import pack
from tools.packaging.frozen import FrozenProgramError, prove

pytestmark = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is not installed")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder like the frozen program's, with a program that fails."""
    folder = tmp_path / "chengban"
    (folder / "_internal").mkdir(parents=True)
    (folder / "_internal" / "library.so").write_bytes(b"library")
    (folder / "chengban").write_text("#!/bin/sh\necho no templates >&2\nexit 1\n", encoding="utf-8")
    (folder / "chengban").chmod(0o755)
    return folder


def listed(package: Path) -> dict[str, str]:
    """The files of the package: path -> mode and owner."""
    done = subprocess.run(["dpkg-deb", "-c", str(package)], capture_output=True, text=True, check=True)
    lines = [line.split(maxsplit=5) for line in done.stdout.splitlines()]
    return {words[5].split(" -> ")[0]: f"{words[0]} {words[1]}" for words in lines}


def test_the_package_brings_program_command_menu_entry_icon_and_licence(
    program: Path, tmp_path: Path
) -> None:
    package = pack(program, "1.2.3", tmp_path)
    files = listed(package)
    assert package.name.startswith("chengban_1.2.3_")
    assert files["./opt/chengban/chengban"] == "-rwxr-xr-x root/root"
    assert files["./usr/bin/chengban"].startswith("l")
    for place in (
        "opt/chengban/_internal/library.so",
        "usr/share/applications/chengban.desktop",
        "usr/share/icons/hicolor/scalable/apps/chengban.svg",
        "usr/share/doc/chengban/copyright",
    ):
        assert files[f"./{place}"] == "-rw-r--r-- root/root"


def test_the_package_depends_on_qts_libraries_and_recommends_fonts(program: Path, tmp_path: Path) -> None:
    package = pack(program, "1.2.3", tmp_path)

    def field(name: str) -> str:
        done = subprocess.run(
            ["dpkg-deb", "-f", str(package), name], capture_output=True, text=True, check=True
        )
        return done.stdout

    assert "libegl1" in field("Depends")
    assert "fonts" not in field("Depends")
    assert "fonts-noto-cjk" in field("Recommends")


def test_a_frozen_program_that_fails_is_not_packed(program: Path) -> None:
    with pytest.raises(FrozenProgramError, match="no templates"):
        prove(program)
