"""The columns of an assignment list or ledger 「交办清单、办理台账」: which field a heading names (DOMAIN 6).

Some words head two different columns: 类别 is the matter type or the subject area, 编号 and 号 the number, 联系人 the
officer or the proposer's contact. The cells below decide, see `column_map`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.domain.case.field_registry import REGISTRY

AMBIGUOUS = "类别"
"""A header that `column_map` decides by the cells below: matter_type, category or result."""

FIELD_OF_HEADER: Mapping[str, str] = {
    header: entry.in_list.name for entry in REGISTRY.values() if entry.in_list for header in entry.headings
}
"""Heading -> name of its field in lists (`InList.name`)."""
_NOISE = re.compile(r"[\s\u3000（()）/／、，,.:：*＊★\-—]+")
_BRACKETED = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_NATURE = re.compile(r"建议|提案|议案|书面意见")
_LETTER = re.compile(r"[A-Da-d]类?")


def bare_header(text: str) -> str:
    """Return a header without blanks, line breaks and marks: 面商时间/ 方式 -> 面商时间方式."""
    return _NOISE.sub("", text)


def field_of_header(text: str) -> str | None:
    """Return the field that one header cell names; `AMBIGUOUS` for 类别, None for an unknown one.

    A remark in brackets does not count: 办理结果（A/B/C） is 办理结果.
    """
    if not text or len(text) > 40:
        return None
    for header in (bare_header(text), bare_header(_BRACKETED.sub("", text))):
        if header == AMBIGUOUS:
            return "matter_type" if _NATURE.search(text) else AMBIGUOUS
        if header in FIELD_OF_HEADER:
            return FIELD_OF_HEADER[header]
    return None


def column_map(headers: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return column index -> field. `columns` are the cells below each header.

    Of two columns for one field the first wins; 类别 and 联系人 are decided by what stands below and beside them.
    """
    fields: dict[int, str] = {}
    for index, header in enumerate(headers):
        field = field_of_header(header)
        if field == AMBIGUOUS:
            field = _meaning_of_category([cell for cell in columns[index] if cell])
        if field == "proposer_phone" and "officer" in fields.values() and fields.get(index - 1) == "officer":
            field = None
        if field is not None and field not in fields.values():
            fields[index] = field
    return fields


def _meaning_of_category(cells: Sequence[str]) -> str:
    if cells and sum(_NATURE.search(cell) is not None for cell in cells) > len(cells) * 0.5:
        return "matter_type"
    if cells and sum(_LETTER.fullmatch(cell.strip()) is not None for cell in cells) > len(cells) * 0.5:
        return "result"
    return "category"
