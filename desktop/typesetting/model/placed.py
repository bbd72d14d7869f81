"""Things with a fixed place on the paper: the red head of page 1, its rules, and the imprint of the last page.

Made by `head.place_head` and `imprint.place_imprint`; the painter draws them where they say, the docx writer turns them into
page-anchored frames. All places in mm from the paper's upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.typesetting.model.block import Block


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Blocks inside a box. Each block prints exactly one line (it is broken beforehand), in its own pitch from the top."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """One straight horizontal line; `top_mm` is its upper edge."""

    left_mm: float
    top_mm: float
    width_mm: float
    thickness_pt: float
    colour: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Texts and rules of one head or imprint. An empty one takes no room.

    `first_text_mm` (head): where the first line of the body begins on page 1, from the paper's upper edge.
    `last_text_mm` (imprint, foot rule): where the body ends on that page, from the paper's upper edge.
    """

    texts: tuple[PlacedText, ...] = ()
    rules: tuple[PlacedRule, ...] = ()
    first_text_mm: float = 0.0
    last_text_mm: float = 0.0
