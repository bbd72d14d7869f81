"""The document number 「发文字号」 that follows the last one of a series (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?P<head>.*[〔\[（(])(?P<year>\d{4})(?P<mid>[〕\]）)]\D*)(?P<n>\d+)(?P<tail>\D*)")


def following_number(last: str, year: int) -> str:
    """The next number of the series in that year, the first one in a new year; "" for a number that is not read."""
    found = _NUMBER.fullmatch(last.strip())
    if found is None:
        return ""
    next_one = int(found["n"]) + 1 if int(found["year"]) == year else 1
    return f"{found['head']}{year}{found['mid']}{next_one}{found['tail']}"
