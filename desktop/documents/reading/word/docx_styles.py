"""Numbering references in the paragraph styles of a Word file."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from desktop.documents.reading.package import attribute, child, children, value_of

_LONGEST_CHAIN = 20  # of basedOn; limits cycles in damaged files


@dataclass(frozen=True, slots=True)
class NumberingReference:
    """「编号」 of a paragraph or style: list (`num_id`) and level, each None if not specified."""

    num_id: str | None = None
    level: int | None = None


def read_reference(properties: etree._Element | None) -> NumberingReference:
    """Return the numbering reference specified in a `w:pPr`."""
    numbering = child(properties, "numPr")
    return NumberingReference(value_of(numbering, "numId"), whole_number(value_of(numbering, "ilvl")))


def whole_number(text: str | None) -> int | None:
    """Return the number; None if it is not a number or too large."""
    digits = (text or "").removeprefix("-")
    if not digits.isdecimal() or len(digits) > 9:
        return None
    return int(text or "")


class StyleSheet:
    """The styles part, which may be missing (TRAPS 12)."""

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
        """Return the numbering reference of a style or its ancestors, and the name of the style that defines it."""
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
        """Return the list id of a numbering style (`w:numStyleLink`); None if there is none."""
        return read_reference(child(self._styles.get(style or ""), "pPr")).num_id
