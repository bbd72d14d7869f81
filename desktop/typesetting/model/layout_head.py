"""Numbers of what stands around the body: the red head 「版头」, the signature 「落款」 and the imprint 「版记」."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NumberPlace(StrEnum):
    """Where the document number 「发文字号」 stands in its line."""

    CENTER = "center"  # 7.2.5; left when a signer stands beside it (7.2.6)
    RIGHT = "right"  # 10.1


@dataclass(frozen=True, slots=True)
class RedRule:
    """A red line, or two where `second_pt` > 0: `first_pt` thick above, then `gap_pt`, then `second_pt`.

    Two single lines, never a compound border: WPS misdraws those (TRAPS 9).
    """

    width_mm: float
    first_pt: float
    second_pt: float = 0.0
    gap_pt: float = 0.0

    @property
    def height_pt(self) -> float:
        """From the upper edge of the upper line to the lower edge of the lower one."""
        return self.first_pt + self.gap_pt + self.second_pt


@dataclass(frozen=True, slots=True)
class HeadPlan:
    """「版头」: GB/T 9704-2012 7.2 (general) and 10.1 (letter). Distances in mm between what the eye sees.

    `mark_top_mm` measures from the paper's edge to the upper edge of the characters. The rule stands `rule_gap_mm` below
    the mark (letter: `number_below_rule`) or below the number (general). `number_gap_mm` lies above the number.
    `mark_max_width_mm` draws a long name together by a smaller size. `foot_rule` stands `foot_rule_bottom_mm` above the paper's
    lower edge, on page 1 only. `blank_lines` part the head from what follows.
    """

    mark_top_mm: float
    mark_size_pt: float
    mark_max_width_mm: float
    rule: RedRule
    rule_gap_mm: float
    number_gap_mm: float
    number_place: NumberPlace
    number_below_rule: bool
    mark_suffix: str = ""  # 文件 in the general format
    colour: str = "FF0000"
    blank_lines: int = 2
    foot_rule: RedRule | None = None
    foot_rule_bottom_mm: float = 20.0
    foot_text_gap_mm: float = 4.9  # between the last text line of page 1 and the foot rule


@dataclass(frozen=True, slots=True)
class SignaturePlan:
    """「发文机关署名、成文日期」 (GB/T 9704-2012 7.3.5). Indents in 字 from the right edge of the type area.

    `sealed_blank_lines` leave room for the seal above the issuer's name (practice); no seal is ever drawn.
    `keep_body_lines` last lines of the body stay on the page of the signature; a last paragraph of up to
    `whole_paragraph_lines` lines goes there whole, which every printer does alike.
    """

    sealed_date_right_chars: float = 4.0  # 7.3.5.1
    sealed_blank_lines: int = 2
    unsealed_right_chars: float = 2.0  # 7.3.5.2
    unsealed_date_shift_chars: float = 2.0
    unsealed_blank_lines: int = 1
    keep_body_lines: int = 1
    whole_paragraph_lines: int = 3


@dataclass(frozen=True, slots=True)
class ImprintPlan:
    """「版记」 (GB/T 9704-2012 7.4; without lines in the letter format, 10.1). It ends where the type area ends.

    `edge_rule_pt` draws the first and the last line, `inner_rule_pt` those between; 0 draws none.
    """

    edge_rule_pt: float
    inner_rule_pt: float
    indent_chars: float = 1.0  # of its own size, left and right
    pitch_pt: float = 28.0
    shows_printing: bool = True  # 印发机关和印发日期
