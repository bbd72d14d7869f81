"""Design tokens: colours by role and sizes, read from resources/theme/tokens.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme, every value `#RRGGBB`. Text has a contrast of at least 4.5 : 1 on its background."""

    background: str
    surface: str
    rail: str
    line: str
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


@dataclass(frozen=True, slots=True)
class Sizes:
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
        grown = {f.name: round(getattr(self, f.name) * factor) for f in fields(self) if f.name != "radius"}
        return replace(self, **grown)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Both schemes and the sizes."""

    light: Colours
    dark: Colours
    size: Sizes


def read_tokens(path: Path) -> Tokens:
    """Return the tokens of one file. It ships with the program: errors in it are bugs and are not translated."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    return Tokens(Colours(**table["light"]), Colours(**table["dark"]), Sizes(**table["size"]))
