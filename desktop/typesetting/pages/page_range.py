"""Which pages to print 「页码范围」, as people type it: 1-3，5."""

from __future__ import annotations

import re

from desktop.domain.errors import Refused

_PART = re.compile(r"(\d{1,5})(?:[-－—–~～至到](\d{1,5}))?")
_APART = re.compile(r"[,，、;；\s]+")


def read_page_range(text: str, total: int) -> tuple[int, ...]:
    """The page numbers in rising order, each once; () for "" or 全部, which mean all pages.

    Raises Refused for what is no range, and for one of which no page lies between 1 and `total`.
    """
    words = text.strip()
    if not words or words == "全部":
        return ()
    chosen: set[int] = set()
    for part in filter(None, _APART.split(words)):
        found = _PART.fullmatch(part)
        if found is None:
            raise Refused(f"“{part}”不是页码", "请写成 1-3，5 这样")
        first = int(found[1])
        chosen |= set(range(first, min(int(found[2] or first), total) + 1))
    printed = tuple(sorted(page for page in chosen if 1 <= page <= total))
    if not printed:
        raise Refused(f"没有第{words}页", f"一共{total}页")
    return printed
