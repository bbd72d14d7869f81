"""The system packages that the program needs: shared libraries, fonts, Python's venv.

Standard library only, Python 3.11: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Need:
    """One Debian package, its purpose, and a probe that tells whether it is installed."""

    package: str
    reason: str
    is_there: Callable[[], bool]


def library(soname: str) -> Callable[[], bool]:
    """Return a probe: whether the dynamic linker can load `soname`."""

    def can_be_loaded() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return can_be_loaded


def program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def font(*families: str) -> Callable[[], bool]:
    """Return a probe: whether fontconfig has a family whose name begins with one of these."""

    def is_known() -> bool:
        if not shutil.which("fc-list"):
            return False
        listed = subprocess.run(
            ["fc-list", ":", "family"], capture_output=True, text=True, check=False
        ).stdout
        names = {name.strip() for line in listed.splitlines() for name in line.split(",")}
        return any(name.startswith(families) for name in names)

    return is_known


def calc() -> bool:
    """Whether LibreOffice can open sheets: its own program is the same for all kinds of documents."""
    return Path("/etc/libreoffice/registry/calc.xcd").exists()


def python_can_make_environments() -> bool:
    return importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None


TO_SET_UP = (Need("python3-venv", "makes the Python environment", python_can_make_environments),)

# One of these is enough; desktop/ui/theme/theme.py chooses among them.
WINDOW_FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans",
    "Microsoft YaHei",
    "HarmonyOS Sans",
    "WenQuanYi",
)

# Qt 6 loads these at its start; the xcb ones are for the X11 platform plug-in.
TO_RUN = (
    Need("libgl1", "Qt: OpenGL", library("libGL.so.1")),
    Need("libegl1", "Qt: OpenGL without X", library("libEGL.so.1")),
    Need("libdbus-1-3", "Qt: input methods speak D-Bus", library("libdbus-1.so.3")),
    Need("libglib2.0-0", "Qt: event loop", library("libglib-2.0.so.0")),
    Need("libfontconfig1", "Qt: finds fonts", library("libfontconfig.so.1")),
    Need("libxkbcommon0", "Qt: keyboard", library("libxkbcommon.so.0")),
    Need("libxkbcommon-x11-0", "Qt: keyboard on X11", library("libxkbcommon-x11.so.0")),
    Need("libx11-xcb1", "Qt: window on X11", library("libX11-xcb.so.1")),
    Need("libxcb-cursor0", "Qt: window on X11", library("libxcb-cursor.so.0")),
    Need("libxcb-icccm4", "Qt: window on X11", library("libxcb-icccm.so.4")),
    Need("libxcb-image0", "Qt: window on X11", library("libxcb-image.so.0")),
    Need("libxcb-keysyms1", "Qt: window on X11", library("libxcb-keysyms.so.1")),
    Need("libxcb-randr0", "Qt: window on X11", library("libxcb-randr.so.0")),
    Need("libxcb-render-util0", "Qt: window on X11", library("libxcb-render-util.so.0")),
    Need("libxcb-shape0", "Qt: window on X11", library("libxcb-shape.so.0")),
    Need("libxcb-sync1", "Qt: window on X11", library("libxcb-sync.so.1")),
    Need("libxcb-xfixes0", "Qt: window on X11", library("libxcb-xfixes.so.0")),
    Need("libxcb-xkb1", "Qt: keyboard on X11", library("libxcb-xkb.so.1")),
    Need("libwayland-cursor0", "Qt: window on Wayland", library("libwayland-cursor.so.0")),
    Need("libwayland-egl1", "Qt: window on Wayland", library("libwayland-egl.so.1")),
    Need("libcups2", "Qt: printers", library("libcups.so.2")),
    Need("fontconfig", "finds fonts by name", program("fc-list")),
    Need("fonts-noto-cjk", "the window's own letters", font(*WINDOW_FAMILIES)),
    Need(
        "fonts-liberation", "digits and Latin letters on paper", font("Liberation Serif", "Times New Roman")
    ),
)

TO_BUILD = (
    Need("binutils", "PyInstaller reads libraries with objdump", program("objdump")),
    Need("dpkg", "writes the .deb", program("dpkg-deb")),
)

TO_RENDER = (
    Need(
        "libreoffice-writer-nogui",
        "prints exported documents so that tests can measure the paper",
        program("soffice"),
    ),
    Need("libreoffice-calc-nogui", "calculates filled sheets so that tests can read the sums", calc),
    Need("poppler-utils", "turns printed pages into pictures", program("pdftoppm")),
    Need("qpdf", "checks that a PDF is sound", program("qpdf")),
)


class MachineError(RuntimeError):
    """Something is missing and this process may not install it; the text says what to do."""


def missing(needs: Iterable[Need]) -> list[Need]:
    return [need for need in needs if not need.is_there()]


def provide(needs: Iterable[Need], say: Say) -> None:
    """Install missing packages with apt, as root or with a sudo that needs no password.

    Raises MachineError with the command to run where that is not possible.
    """
    if sys.platform != "linux":
        return
    wanted = missing(needs)
    if not wanted:
        return
    packages = sorted({need.package for need in wanted})
    say(f"The system lacks {len(packages)} packages:")
    for reason in dict.fromkeys(need.reason for need in wanted):
        print(
            f"    {reason}: {' '.join(need.package for need in wanted if need.reason == reason)}", flush=True
        )
    prefix = _prefix_of_root()
    if prefix is None or not shutil.which("apt-get"):
        raise MachineError(_advice(packages))
    _install(prefix, packages, say)
    still = missing(wanted)
    if still:
        say("Still not found, though apt-get was content: " + ", ".join(need.package for need in still))


def _prefix_of_root() -> list[str] | None:
    """The prefix of a command that needs root: [] or sudo; None if a password would be needed."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asks_nothing = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo", "-n"] if asks_nothing else None


def _advice(packages: list[str]) -> str:
    if not shutil.which("apt-get"):
        return "This is no Debian. Install what these Debian packages hold, then start again: " + " ".join(
            packages
        )
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    by_sudo = shutil.which("sudo") is not None
    return "Installing them needs root. Paste this, then start again:\n\n    " + (
        f"sudo sh -c '{command}'\n" if by_sudo else f"su -c '{command}'\n"
    )


def _install(prefix: list[str], packages: list[str], say: Say) -> None:
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    # A half-configured package of an interrupted run would make every later run fail.
    subprocess.run(
        [*prefix, *environment, "dpkg", "--configure", "-a"], stdin=subprocess.DEVNULL, check=False
    )
    # Waits for another apt process, retries after a lost connection, and prints lines instead of a progress bar.
    wait = ["-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3", "-o", "Dpkg::Use-Pty=0"]
    for step, words in (
        ("Reading the list of packages", ["apt-get", *wait, "update"]),
        ("Installing them", ["apt-get", *wait, "install", "-y", "--no-install-recommends", *packages]),
    ):
        say(f"{step}: {' '.join([*prefix, *words])}")
        done = subprocess.run([*prefix, *environment, *words], stdin=subprocess.DEVNULL, check=False)
        if done.returncode and step == "Installing them":
            raise MachineError(f"apt-get ended with {done.returncode}. Its last lines above say why.")


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a display answers; a DISPLAY variable without a server does not count."""
    if sys.platform != "linux":
        return True
    wayland = environment.get("WAYLAND_DISPLAY")
    if wayland and (Path(environment.get("XDG_RUNTIME_DIR", "/run")) / wayland).exists():
        return True
    host, colon, number = environment.get("DISPLAY", "").rpartition(":")
    screen = number.split(".")[0]
    if not colon or not screen.isdigit():
        return False
    return _answers(host, int(screen))


def _answers(host: str, screen: int) -> bool:
    try:
        if host in ("", "unix"):
            with socket.socket(socket.AF_UNIX) as door:
                door.settimeout(3)
                door.connect(f"/tmp/.X11-unix/X{screen}")
        else:
            socket.create_connection((host, 6000 + screen), timeout=3).close()
    except OSError:
        return False
    return True
