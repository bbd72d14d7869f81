"""The font of the interface, chosen by name: Qt's own choice for Chinese may be any installed one, even a brush."""

from __future__ import annotations

import sys
from collections.abc import Collection

FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "HarmonyOS Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
    "SimHei",
    "FandolHei",
)
"""Upright sans-serif fonts with simplified forms, the best first."""

WINDOWS_FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", *FAMILIES)
"""On Windows its own font first: its hinting is made for that screen."""


def choose_family(installed: Collection[str], platform: str = sys.platform) -> str:
    """Return the first wanted family among the installed ones; "" if there is none, then Qt chooses."""
    wanted = WINDOWS_FAMILIES if platform == "win32" else FAMILIES
    return next((family for family in wanted if family in installed), "")
