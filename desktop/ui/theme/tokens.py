"""Design tokens: colours by role and sizes, read from resources/theme/tokens.toml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple


class Colours(NamedTuple):
    """One scheme, every value `#RRGGBB`. Text has a contrast of at least 4.5 : 1 on its background, `edge` 3 : 1 (WCAG 2.2, 1.4.3
    and 1.4.11).
    """

    background: str
    surface: str
    rail: str
    line: str
    edge: str
    text: str
    text_secondary: str
    accent: str
    accent_ground: str
    accent_hover: str
    on_accent: str
    neutral_ground: str
    danger: str
    danger_ground: str
    warning: str
    warning_ground: str
    good: str
    good_ground: str
    selection: str
    hover: str
    paper_ground: str
    paper: str
    paper_mark: str
    paper_must: str
    paper_hint: str


class Sizes(NamedTuple):
    """Lengths and font sizes in device-independent pixels."""

    radius: int
    control_height: int
    row_height: int
    header_height: int
    column_head_height: int
    list_header_height: int
    status_height: int
    rail_width: int
    font_tiny: int
    font_small: int
    font_base: int
    font_subject: int
    font_title: int
    font_figure: int
    font_body: int
    line_body: int

    def scaled(self, factor: float) -> Sizes:
        """The sizes times `factor` (large print 「大字」), rounded to whole pixels; the corner radius is not scaled."""
        grown = {name: round(size * factor) for name, size in self._asdict().items() if name != "radius"}
        return self._replace(**grown)


class Tokens(NamedTuple):
    """The three schemes and the sizes. `contrast` is that of high contrast 「高对比」."""

    light: Colours
    dark: Colours
    contrast: Colours
    practice: dict[str, dict[str, str]]
    size: Sizes

    def of(self, scheme: str, *, practice: bool) -> Colours:
        """The colours of a scheme; in the practice 「练习」 with its accent, but for high contrast, which has no second one."""
        colours: Colours = getattr(self, scheme)
        return colours._replace(**self.practice.get(scheme, {})) if practice else colours


def read_tokens(path: Path) -> Tokens:
    """Return the tokens of one file. It ships with the program: errors in it are bugs and are not translated."""
    table = _read_tables(path.read_text(encoding="utf-8"))
    light, dark, contrast = (Colours(**table[name]) for name in ("light", "dark", "contrast"))
    practice = {scheme: table[f"practice_{scheme}"] for scheme in ("light", "dark")}
    return Tokens(light, dark, contrast, practice, Sizes(**table["size"]))


def _read_tables(text: str) -> dict[str, dict[str, Any]]:
    """The tables of a TOML file that has one value a line, a text or a number: tomllib would be 4 ms of the start."""
    tables: dict[str, dict[str, Any]] = {}
    table: dict[str, Any] = {}
    for line in text.splitlines():
        if line.startswith("["):
            table = tables.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            name, _, value = line.partition(" = ")
            table[name] = json.loads(value)
    return tables
