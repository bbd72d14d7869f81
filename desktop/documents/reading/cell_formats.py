"""Number formats of Excel: which cells are dates, and which numbers show leading zeros (`000` shows 85 as 085).

Source: ECMA-376 part 1, 18.8.30 (numFmt, built-in ids) and 18.17.4 (dates as serial numbers).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from desktop.documents.reading.grid import Cell, number_cell

_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_SAID_LITERALLY = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[ymdhsYMDHS年月日]")
_PADDED = re.compile(r'(?:"(?P<before>[^"]*)")?(?P<zeros>0{2,})(?:"(?P<after>[^"]*)")?')
_LAST_SERIAL = 2_958_465  # 9999-12-31


def is_date_format(format_id: int, code: str | None) -> bool:
    """Return whether a number in this format is a date or a time; the code decides where there is one."""
    if code is None:
        return format_id in _BUILT_IN_DATES
    first = code.split(";", maxsplit=1)[
        0
    ]  # for positive numbers; the others are for negative ones, zero and text
    if "general" in first.lower() or "@" in first:
        return False
    return bool(_DATE_LETTERS.search(_SAID_LITERALLY.sub("", first)))


def shown_value(value: float, format_id: int, code: str | None, *, since_1904: bool) -> Cell:
    """Return the number as a person sees it: a date, a text with its leading zeros, or the number itself."""
    if is_date_format(format_id, code):
        return serial_to_date(value, since_1904=since_1904)
    padded = _PADDED.fullmatch(code or "")
    if padded and value >= 0 and value == int(value):
        digits = str(int(value)).zfill(len(padded["zeros"]))
        return f"{padded['before'] or ''}{digits}{padded['after'] or ''}"
    return number_cell(value)


def serial_to_date(serial: float, *, since_1904: bool = False) -> Cell:
    """Return the day of an Excel serial number, with its time if it has one; below 1 the time as `14:30`.

    A number beyond the calendar comes back as a number.
    """
    if not 0 <= serial <= _LAST_SERIAL - 1462:
        return number_cell(serial)
    if serial < 1:
        minutes = round(serial * 1440)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and serial < 60:
        serial += 1  # Excel believes in a 29 February 1900
    moment = first + timedelta(seconds=round(serial * 86_400))
    return plain_date(moment)


def plain_date(moment: datetime) -> date:
    """Return the day alone where the time is midnight."""
    return moment if (moment.hour, moment.minute, moment.second) != (0, 0, 0) else moment.date()
