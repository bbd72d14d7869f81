"""The parameters of a page layout 「版式」: paper, grid, fonts, styles, and positions of head, signature and imprint.

Read from templates/layouts/*.toml by documents; code contains no layout numbers. Lengths carry their unit in the
name; `_chars` counts 字, the width of one body character with its spacing. `Layout.clauses` holds the source of each number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.typesetting.model.block import Align


# Elements around the body: the red head 「版头」, the signature 「落款」 and the imprint 「版记」.
class NumberPlace(StrEnum):
    """Horizontal position of the document number 「发文字号」."""

    CENTER = "center"  # 7.2.5; left if a signer is on the same line (7.2.6)
    RIGHT = "right"  # 10.1


@dataclass(frozen=True, slots=True)
class RedRule:
    """A red line, or two where `second_pt` > 0: `first_pt` thick above, then `gap_pt`, then `second_pt`.

    Drawn as two single lines, because WPS renders compound borders wrongly (TRAPS 9).
    """

    width_mm: float
    first_pt: float
    second_pt: float = 0.0
    gap_pt: float = 0.0

    @property
    def height_pt(self) -> float:
        """Distance in pt from the upper edge of the upper line to the lower edge of the lower one."""
        return self.first_pt + self.gap_pt + self.second_pt


@dataclass(frozen=True, slots=True)
class HeadPlan:
    """「版头」: GB/T 9704-2012 7.2 (general) and 10.1 (letter). Distances in mm between visible edges.

    `mark_top_mm` is the distance of the characters' upper edge from the paper's edge. The rule is `rule_gap_mm` below
    the mark (letter: `number_below_rule`) or below the number (general). `number_gap_mm` is above the number.
    `mark_max_width_mm` reduces the size of a long name. `foot_rule` is `foot_rule_bottom_mm` above the paper's
    lower edge, on page 1 only. `blank_lines` separate the head from the text below.
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

    `sealed_blank_lines` leave space for the seal above the issuer's name (common practice); no seal is drawn.
    The last `keep_body_lines` lines of the body stay on the page of the signature; a last paragraph of up to
    `whole_paragraph_lines` lines moves there as a whole, which all programs render alike.
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
    """「版记」 (GB/T 9704-2012 7.4; without lines in the letter format, 10.1). It ends at the lower end of the type area.

    `edge_rule_pt` is the thickness of the first and last line, `inner_rule_pt` of those between; 0 draws none.
    """

    edge_rule_pt: float
    inner_rule_pt: float
    indent_chars: float = 1.0  # of the imprint's character size, left and right
    pitch_pt: float = 28.0
    shows_printing: bool = True  # 印发机关和印发日期


# The layout and its parts.
MM = 72 / 25.4
"""Points in a millimetre."""


class PunctuationMode(StrEnum):
    """Rule for breaking lines at punctuation: TRAPS 7c for the 28 x 22 grid, TRAPS 7b for Word's rule."""

    GRID28 = "grid28"
    WORD = "word"


class Charset(StrEnum):
    """Character set of a font; the value is the codec with the same set."""

    GB2312 = "gb2312"  # 6,763 characters: 仿宋_GB2312, 楷体_GB2312, 方正小标宋简体
    GBK = "gbk"  # 20,902 and more: fonts shipped with Windows and UOS


@dataclass(frozen=True, slots=True)
class Paper:
    """Paper size and margins (GB/T 9704-2012 5.1, 5.2.1)."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float

    @property
    def text_width_mm(self) -> float:
        return self.width_mm - self.left_mm - self.right_mm

    @property
    def text_height_mm(self) -> float:
        return self.height_mm - self.top_mm - self.bottom_mm

    @property
    def text_width_pt(self) -> float:
        return self.text_width_mm * MM

    @property
    def text_height_pt(self) -> float:
        return self.text_height_mm * MM


@dataclass(frozen=True, slots=True)
class Grid:
    """「字」 and 「行」 of the type area (GB/T 9704-2012 5.2.3).

    `chars` characters of body size fill a line, `lines` lines fill a page. `character_spacing_pt` is added after every
    character of body size and may be negative. `title_on_grid`: the blank after the title makes title and
    blank a whole number of lines, so that the body lines match those on the other side of the sheet.
    """

    chars: int
    lines: int
    pitch_pt: float
    character_spacing_pt: float = 0.0
    title_on_grid: bool = True


@dataclass(frozen=True, slots=True)
class Font:
    """The typefaces of one font role. Names are written to files even if the font is not installed.

    Painting tries `fallbacks` in order, then `bundled`, a family of resources/fonts (`bundled_bold`: its bold face).
    `rare` prints characters outside `charset`, `rare_astral` those outside the BMP.
    """

    east_asian: str
    latin: str
    bundled: str
    fallbacks: tuple[str, ...] = ()
    bundled_bold: bool = False
    charset: Charset = Charset.GB2312
    rare: str = "宋体"
    rare_astral: str = "SimSun-ExtB"


@dataclass(frozen=True, slots=True)
class Style:
    """Formatting of one kind of paragraph. `name` is the paragraph style shown in WPS and Word.

    `pitch_pt` 0 means the grid's pitch. `blank_before` and `blank_after` count blank lines of the grid around
    the whole element. `outline_level` 1 to 9 lists the paragraph in the navigation pane, 0 does not.
    """

    name: str
    font: str
    size_pt: float
    pitch_pt: float = 0.0
    align: Align = Align.JUSTIFY
    first_line_chars: float = 0.0
    left_chars: float = 0.0
    right_chars: float = 0.0
    bold: bool = False
    colour: str = "000000"
    keep_with_next: bool = False
    blank_before: int = 0
    blank_after: int = 0
    outline_level: int = 0


@dataclass(frozen=True, slots=True)
class TextRules:
    """Rules of line filling. `autospace`: a quarter-em gap between an ideograph and a letter or digit (TRAPS 6, 7c)."""

    punctuation: PunctuationMode
    autospace: bool = True
    hanging: bool = True
    compress: bool = False
    widow_control: bool = False
    title_max_chars: int = 20


@dataclass(frozen=True, slots=True)
class PageNumberPlan:
    """「页码」 (GB/T 9704-2012 7.5). `form` contains {page}; `below_text_mm` is the distance to the middle of the dash.

    `mirrored`: odd pages right and even pages left, `inset_chars` characters of its size from the edge; otherwise centred.
    """

    shown: bool
    form: str = "— {page} —"
    font: str = "page_number"
    size_pt: float = 14.0
    mirrored: bool = True
    inset_chars: float = 1.0
    below_text_mm: float = 7.0
    on_first_page: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout file. `head` and `imprint` are None for a plain letter; `clauses` maps a dotted key to its source."""

    id: str
    version: int
    name: str
    basis: str
    paper: Paper
    grid: Grid
    fonts: dict[str, Font]
    styles: dict[str, Style]
    text: TextRules
    page_number: PageNumberPlan
    signature: SignaturePlan
    head: HeadPlan | None = None
    imprint: ImprintPlan | None = None
    thanks: bool = True  # letters end with a sentence of thanks, where the place does not say otherwise
    contact_line: bool = True  # and name whom to call under the date
    clauses: dict[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def body(self) -> Style:
        """The style of running text, whose size and the grid's spacing define one 字."""
        return self.styles["body"]

    @property
    def char_pt(self) -> float:
        """Width of one 字 in a line of body text, in pt."""
        return self.body.size_pt + self.grid.character_spacing_pt

    def indent_pt(self, chars: float) -> float:
        """An indent of `chars` 字 in pt, as multiples of the body size, as Word and WPS compute w:firstLineChars."""
        return chars * self.body.size_pt

    def pitch_of(self, style_key: str) -> float:
        """Line pitch of that style in pt. Raises KeyError for a style the layout does not have."""
        return self.styles[style_key].pitch_pt or self.grid.pitch_pt

    def spacing_of(self, size_pt: float) -> float:
        """Letter spacing in pt after each character of that size: the grid's for body size, 0 for others."""
        return self.grid.character_spacing_pt if size_pt == self.body.size_pt else 0.0
