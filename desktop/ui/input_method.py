"""Which input-method plug-in Qt shall load, decided before the application is made.

Qt's wheels carry the ibus plug-in and none for fcitx (TRAPS 16). On UOS and Kylin fcitx is usual, and fcitx answers on
ibus's D-Bus name, so under fcitx the ibus plug-in is the one that lets an officer type Chinese.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, MutableMapping
from pathlib import Path

_VARIABLE = "QT_IM_MODULE"
_PLUGINS = {
    "fcitx": "libfcitxplatforminputcontextplugin.so",
    "fcitx5": "libfcitx5platforminputcontextplugin.so",
    "ibus": "libibusplatforminputcontextplugin.so",
}


_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def choose_input_method(
    environment: MutableMapping[str, str],
    plugins: Path,
    platform: str = sys.platform,
    machine_ids: Iterable[Path] = _MACHINE_IDS,
) -> str:
    """Set and return QT_IM_MODULE for this process; "" where the system needs none (Windows, macOS).

    A wish for a plug-in that is not shipped in `plugins` (Qt's folder of that name) becomes ibus; other wishes stand.
    Where no D-Bus can be found, as in a container, ibus becomes compose: its library would end the process.
    """
    if not platform.startswith("linux"):
        return ""
    wanted = environment.get(_VARIABLE, "") or _wish_of_desktop(environment)
    if wanted in _PLUGINS and not (plugins / "platforminputcontexts" / _PLUGINS[wanted]).exists():
        wanted = "ibus"
    has_bus = "DBUS_SESSION_BUS_ADDRESS" in environment or any(file.exists() for file in machine_ids)
    if wanted == "ibus" and not has_bus:
        wanted = "compose"
    if wanted:
        environment[_VARIABLE] = wanted
    return wanted


def _wish_of_desktop(environment: MutableMapping[str, str]) -> str:
    """What the desktop says to other programs (XMODIFIERS=@im=fcitx); ibus if it says nothing."""
    modifiers = environment.get("XMODIFIERS", "")
    name = modifiers.partition("@im=")[2]
    return name if name in _PLUGINS else "ibus"
