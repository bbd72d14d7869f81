"""Character and paragraph properties of a Word file as they are after inheritance: own, style, what it is based on, defaults."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from desktop.documents.reading.package import attribute, child, children, value_of

TWIPS_A_PT = 20
_LONGEST_CHAIN = 20  # of basedOn; a circle in a damaged file ends here


class InheritedForms:
    """Properties as they are after inheritance: own, style, what it is based on, defaults."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {attribute(style, "styleId") or "": style for style in children(root, "style")}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if attribute(style, "type") == "paragraph"
                and attribute(style, "default") in {"1", "true", "on"}
            ),
            "",
        )
        defaults = child(root, "docDefaults")
        self._run_default = child(child(defaults, "rPrDefault"), "rPr")
        self._paragraph_default = child(child(defaults, "pPrDefault"), "pPr")

    @property
    def autospace(self) -> bool:
        """Whether gaps stand between Chinese and letters; Word's default is yes."""
        found = next(
            (e for f in self._paragraph_forms(None, None) if (e := child(f, "autoSpaceDE")) is not None), None
        )
        return found is None or is_on(found)

    def font(self, own: etree._Element | None, style: str | None) -> str:
        for form in self._run_forms(own, style):
            fonts = child(form, "rFonts")
            if fonts is not None and (name := attribute(fonts, "eastAsia")):
                return name
            if fonts is not None and attribute(fonts, "eastAsiaTheme"):
                return "主题字体"
        return ""

    def size(self, own: etree._Element | None, style: str | None) -> float:
        return self._firstnumber_of(own, style, "sz") / 2

    def spacing(self, own: etree._Element | None, style: str | None) -> float:
        return self._firstnumber_of(own, style, "spacing") / TWIPS_A_PT

    def _firstnumber_of(self, own: etree._Element | None, style: str | None, name: str) -> float:
        values = (value_of(form, name) for form in self._run_forms(own, style))
        return next((number_of(value) for value in values if value is not None), 0.0)

    def pitch(self, own: etree._Element | None, style: str | None) -> float:
        for form in self._paragraph_forms(own, style):
            spacing = child(form, "spacing")
            if spacing is not None and attribute(spacing, "line"):
                exact = attribute(spacing, "lineRule") == "exact"
                return number_of(attribute(spacing, "line")) / TWIPS_A_PT if exact else 0.0
        return 0.0

    def indent(self, own: etree._Element | None, style: str | None) -> float:
        for form in self._paragraph_forms(own, style):
            indent = child(form, "ind")
            if indent is not None and (chars := attribute(indent, "firstLineChars")):
                return number_of(chars) / 100
        return 0.0

    def _run_forms(self, own: etree._Element | None, style: str | None) -> Iterator[etree._Element | None]:
        yield own
        yield from (child(element, "rPr") for element in self._chain(style))
        yield self._run_default

    def _paragraph_forms(
        self, own: etree._Element | None, style: str | None
    ) -> Iterator[etree._Element | None]:
        yield own
        yield from (child(element, "pPr") for element in self._chain(style))
        yield self._paragraph_default

    def _chain(self, style: str | None) -> Iterator[etree._Element]:
        name: str | None = style or self._default
        for _ in range(_LONGEST_CHAIN):
            element = self._styles.get(name or "")
            if element is None:
                return
            yield element
            name = value_of(element, "basedOn")


def is_on(element: etree._Element | None) -> bool:
    """A switch is on if it is there and does not say no."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off"}


def number_of(text: str | None) -> float:
    """The number an attribute holds; 0 for none."""
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
