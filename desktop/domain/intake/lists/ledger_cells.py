"""Read the cells of a list: dates in any notation, several units in one cell, yes and no, roles (DOMAIN 6)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from desktop.domain.case.case import HandlingRole, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.intake.marks import RESULT_WORDS, letter_of
from desktop.domain.intake.text.source import BLANKS
from desktop.domain.words.numerals import read_numeral

CellValue = str | int | float | bool | date | datetime | None
"""A cell value as returned by a spreadsheet reader; None and blanks are empty."""

_FULL_DATE = re.compile(
    r"(?P<year>\d{4}|[一二][〇○零一二三四五六七八九]{3})\s*[年.．/\-－]\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月.．/\-－]\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]?"
)
_MONTH_DAY = re.compile(r"(?P<month>\d{1,2})\s*[月.．/\-]\s*(?P<day>\d{1,2})\s*[日号]?(?:前|之前)?")
_PACKED = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_ORIGIN = date(1899, 12, 30)
_EARLIEST, _LATEST = 32_874, 73_050
"""Excel serial numbers of 1990-01-01 and 2099-12-31; other numbers are not dates."""
_UNITS = re.compile(r"\s*[、，,；;/／\n\r]\s*|[ \u3000\t]+")
_NOTHING = frozenset({"", "无", "/", "-", "—", "——", "空", "无会办", "暂无"})
_RESULT = re.compile(rf"(?P<letter>[A-DＡ-Ｄa-d])\s*类?|(?P<words>{RESULT_WORDS})")  # noqa: RUF001


def cell_text(value: CellValue) -> str:
    """Return a cell as text without blanks at its ends; whole floats without .0, dates in ISO form, None as ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip(BLANKS + "\n\r\x00")


def read_cell_date(value: CellValue, year: int | None = None) -> date | None:
    """Return the date of a cell: a date, a serial number of Excel (days since 1899-12-30), 2024.2.5, 2024-02-05,
    20240205, 2024年2月5日, or 2月5日 with the `year` of the list. None for anything else and for impossible days.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = cell_text(value)
    if _SERIAL.fullmatch(text) and _EARLIEST <= float(text) <= _LATEST:
        return _SERIAL_ORIGIN + timedelta(days=int(float(text)))
    for pattern in (_FULL_DATE, _PACKED):
        match = pattern.match(text)
        if match:
            return _day(read_numeral(match["year"]), read_numeral(match["month"]), read_numeral(match["day"]))
    short = _MONTH_DAY.fullmatch(text)
    return _day(year, int(short["month"]), int(short["day"])) if short and year else None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def read_units(text: str) -> tuple[str, ...]:
    """Return the units of a cell, separated by 、 ， ; line breaks or blanks; words such as 无 are ignored."""
    return tuple(unit for unit in (part.strip() for part in _UNITS.split(text)) if unit not in _NOTHING)


def read_yes(text: str) -> bool | None:
    """Return True for 是 ✓ √ Y 重点 and the like, False for 否 × N, else None."""
    word = text.strip()
    if re.fullmatch(r"是|√|✓|✔|☑|[YyＹ]|[Yy]es|TRUE|True|1|重点.{0,6}|★|▲|●", word):  # noqa: RUF001
        return True
    return False if re.fullmatch(r"否|不是|非重点|×|✗|[NnＮ]|[Nn]o|FALSE|False|0|一般", word) else None  # noqa: RUF001


def read_role(text: str) -> HandlingRole | None:
    """Return the handling role that 独办, 主办, 会办, 协办 or 分办 names, or None."""
    for words, role in (
        ("独办|单独|单办", HandlingRole.SOLE),
        ("主办|牵头", HandlingRole.LEAD),
        ("会办|协办|配合", HandlingRole.CO_HANDLING),
        ("分办|分别", HandlingRole.SEPARATE),
    ):
        if re.search(words, text):
            return role
    return None


def read_matter_type(text: str) -> MatterType | None:
    """Return the matter type that a cell or a list's title names, or None."""
    if re.search(r"政协|提案", text):
        return MatterType.CPPCC_PROPOSAL
    return MatterType.NPC_SUGGESTION if re.search(r"人大|建议|书面意见", text) else None


def read_result(text: str) -> str | None:
    """Return the class letter as an ASCII capital, or the words of a result class; None if the cell contains neither."""
    match = _RESULT.match(text.strip("（()） "))
    if match is None:
        return None
    return letter_of(match["letter"]) if match["letter"] else match["words"]


def read_disclosure(text: str) -> Disclosure | None:
    """Return the disclosure attribute that a cell names, or None."""
    if re.search(r"不予|不公开|^否", text):
        return Disclosure.NONE
    if "申请" in text:
        return Disclosure.ON_REQUEST
    return Disclosure.PROACTIVE if re.search(r"公开|^是", text) else None
