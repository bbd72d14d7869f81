"""Characters that file and folder names must not have."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def without_forbidden(text: str) -> str:
    """The text without the characters that a file name must not have on some system; blanks stay."""
    return _FORBIDDEN.sub("", text)
