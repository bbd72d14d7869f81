"""Cell styles of a form: a style of the form's own with nothing changed but a date format or the text mark."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from desktop.documents.reading.package import child, children

_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Built-in number formats that show dates (ECMA-376 18.8.30 and its Chinese list)."""
_PLAIN_DATE = "14"
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class FormStyles:
    """The cell formats of xl/styles.xml; a copy is added once for each style that needs one."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        formats = child(root, "cellXfs")
        assert formats is not None
        self._formats = formats
        self._custom = {
            entry.get("numFmtId", ""): entry.get("formatCode", "")
            for entry in children(child(root, "numFmts"), "numFmt")
        }
        self._copies: dict[tuple[str, str], str] = {}

    def for_date(self, style: str) -> str:
        """`style` if it shows dates already, else its copy with the plain date format."""
        present = self._format(style)
        number = present.get("numFmtId", "0")
        if number.isdecimal() and (int(number) in _DATE_IDS or _shows_date(self._custom.get(number, ""))):
            return style
        return self._copy(style, "numFmtId", _PLAIN_DATE)

    def for_guarded_text(self, style: str) -> str:
        """`style` with the mark that keeps its text from being read as a formula."""
        return (
            style if self._format(style).get("quotePrefix") == "1" else self._copy(style, "quotePrefix", "1")
        )

    def _format(self, style: str) -> etree._Element:
        place = int(style or 0)
        return self._formats[place if place < len(self._formats) else 0]

    def _copy(self, style: str, name: str, value: str) -> str:
        key = (style, name)
        if key not in self._copies:
            added = deepcopy(self._format(style))
            added.set(name, value)
            if name == "numFmtId":
                added.set("applyNumberFormat", "1")
            self._formats.append(added)
            self._formats.set("count", str(len(self._formats)))
            self._copies[key] = str(len(self._formats) - 1)
        return self._copies[key]


def _shows_date(code: str) -> bool:
    return any(mark in _QUOTED.sub("", code).lower() for mark in ("y", "d", "年", "日"))
