"""Paragraph styles of a Word file, as far as list numbers come from them."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from desktop.documents.reading.package import attribute, child, children, value_of

_LONGEST_CHAIN = 20  # of basedOn; a circle in a damaged file ends here


@dataclass(frozen=True, slots=True)
class NumberingReference:
    """「编号」of a paragraph or style: which list (`num_id`) and which level, each None where nothing is said."""

    num_id: str | None = None
    level: int | None = None


def read_reference(properties: etree._Element | None) -> NumberingReference:
    """Return what a `w:pPr` says on its own about a list."""
    numbering = child(properties, "numPr")
    return NumberingReference(value_of(numbering, "numId"), whole_number(value_of(numbering, "ilvl")))


def whole_number(text: str | None) -> int | None:
    """Return the number, or None for what is none or is beyond reason."""
    digits = (text or "").removeprefix("-")
    if not digits.isdecimal() or len(digits) > 9:
        return None
    return int(text or "")


class StyleSheet:
    """The styles part; a file without one has no styles and that is all right (TRAPS 12)."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {attribute(style, "styleId") or "": style for style in children(root, "style")}
        self.default_style = next(
            (
                name
                for name, style in self._styles.items()
                if attribute(style, "type") == "paragraph"
                and attribute(style, "default") in {"1", "true", "on"}
            ),
            None,
        )

    def numbering_of(self, style: str | None) -> tuple[NumberingReference, str | None]:
        """Return the list that a style or its ancestors join, and the name of the style that says so."""
        level: int | None = None
        name = style or self.default_style
        for _ in range(_LONGEST_CHAIN):
            element = self._styles.get(name or "")
            if element is None:
                break
            own = read_reference(child(element, "pPr"))
            level = own.level if level is None else level
            if own.num_id is not None:
                return NumberingReference(own.num_id, level), name
            name = value_of(element, "basedOn")
        return NumberingReference(None, level), None

    def numbering_style_list(self, style: str | None) -> str | None:
        """Return the list id behind a numbering style (`w:numStyleLink`); None if there is none."""
        return read_reference(child(self._styles.get(style or ""), "pPr")).num_id
