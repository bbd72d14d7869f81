"""Which input-method plug-in Qt shall load, decided before the application is made.

Qt's wheels carry the ibus plug-in and none for fcitx (TRAPS 16). On UOS and Kylin fcitx is usual, and fcitx answers on
ibus's D-Bus name, so under fcitx the ibus plug-in is the one that lets an officer type Chinese.
"""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from pathlib import Path

_VARIABLE = "QT_IM_MODULE"
_PLUGINS = {
    "fcitx": "libfcitxplatforminputcontextplugin.so",
    "fcitx5": "libfcitx5platforminputcontextplugin.so",
    "ibus": "libibusplatforminputcontextplugin.so",
}


def choose_input_method(
    environment: MutableMapping[str, str], plugins: Path, platform: str = sys.platform
) -> str:
    """Set and return QT_IM_MODULE for this process; "" where the system needs none (Windows, macOS).

    A wish for a plug-in that is not shipped in `plugins` (Qt's folder of that name) becomes ibus; other wishes stand.
    """
    if not platform.startswith("linux"):
        return ""
    wanted = environment.get(_VARIABLE, "") or _wish_of_desktop(environment)
    if wanted in _PLUGINS and not (plugins / "platforminputcontexts" / _PLUGINS[wanted]).exists():
        wanted = "ibus"
    if wanted:
        environment[_VARIABLE] = wanted
    return wanted


def _wish_of_desktop(environment: MutableMapping[str, str]) -> str:
    """What the desktop says to other programs (XMODIFIERS=@im=fcitx); ibus if it says nothing."""
    modifiers = environment.get("XMODIFIERS", "")
    name = modifiers.partition("@im=")[2]
    return name if name in _PLUGINS else "ibus"
