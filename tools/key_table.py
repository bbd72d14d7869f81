"""Writes the table of keys into the manual: `python -m tools.key_table`. tests/ui/parts/test_keys.py compares the two."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.ui.parts.keys import listed

MANUAL = Path(__file__).resolve().parent.parent / "docs/MANUAL.zh.md"
_PART = re.compile(r"(?<=\n## 键盘\n\n).*?(?=\n\n## )", re.DOTALL)
_HEAD = """每一页都可以按 Ctrl+/ 列出这一页的按键，输入“保存”“Ctrl+S”一类的字就找到。按住不放，只有翻页、换栏一类会连着做。

| 在哪里 | 按键 | 做什么 |
|---|---|---|"""


def table() -> str:
    """The part 「键盘」 of the manual, without its heading; a place is named in its first line."""
    lines, told = [_HEAD], ""
    for area, keys, meaning in listed():
        lines.append(f"| {'' if area == told else area} | {keys} | {meaning} |")
        told = area
    return "\n".join(lines)


if __name__ == "__main__":
    MANUAL.write_text(_PART.sub(lambda _old: table(), MANUAL.read_text(encoding="utf-8")), encoding="utf-8")
