"""Marks of secrecy 「密级标志」. The program handles no classified matter and refuses a file that bears one (DOMAIN 7.1)."""

from __future__ import annotations

import re

from desktop.domain.errors import Refused

_MARK = re.compile(
    r"[\s　【\[（(]*(?:密级[:：\s　]*)?(绝\s*密|机\s*密|秘\s*密|内\s*部)\s*(?:[★☆].{0,12}|[】\]）)]*|[:：].{0,6})"
)
_HEAD_LINES = 20
"""A mark stands at the head of page 1 (GB/T 9704-2012 7.2.2); further down the words may be meant otherwise."""


def secrecy_mark(text: str) -> str:
    """The mark that the head of the text bears, such as 机密; "" for a text without one.

    「内部」 counts only with its star. 保密 in running text is no mark, nor is 无密级.
    """
    lines = [line for line in text.splitlines() if line.strip()][:_HEAD_LINES]
    for line in lines:
        match = _MARK.fullmatch(line.strip())
        if match:
            word = re.sub(r"\s", "", match[1])
            if word != "内部" or "★" in line:
                return word
    return ""


def refuse_classified(text: str) -> None:
    """Raise Refused for a text that bears a mark of secrecy."""
    mark = secrecy_mark(text)
    if mark:
        raise Refused(f"文件标有“{mark}”，本软件不处理涉密文件，没有导入", "请在规定的涉密设备上办理")
