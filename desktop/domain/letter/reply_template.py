"""The reply template 「答复模板」: sections of a letter, who fills them, and the elements printed around them.

Pure data, read from templates/replies/*.toml by documents. Placeholders are `{name}` with a name from
`domain.letter.facts`; they are replaced, never evaluated.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.case.case import HandlingRole, Level, MatterType


class Filler(StrEnum):
    """Who fills a section (DOMAIN 4.0)."""

    SYSTEM = "system"
    OFFICER = "officer"
    SECTION_HEAD = "section_head"
    LEADER = "leader"
    CO_UNIT = "co_unit"
    OFFICE = "office"


class LetterKind(StrEnum):
    """Kind of letter; it determines the addressee and which cases may use the template."""

    REPLY = "reply"  # 答复
    CO_OPINION = "co_opinion"  # 会办意见
    SECOND_REPLY = "second_reply"  # 不满意后的再次答复
    MERGED_REPLY = "merged_reply"  # 并案答复
    FOLLOWUP = "followup"  # 落实情况复函, which answers nothing: no reply is written with it


@dataclass(frozen=True, slots=True)
class Phrase:
    """A suggested wording 「常用语」; placeholders are replaced on insertion."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section of the template. `heading` is inserted as the section's first paragraph ("" = none).

    `starter` is the initial text of a new reply; `advice` is the recommended (min, max) length in 字, (0, 0) = none.
    """

    key: str
    label: str
    heading: str = ""
    filler: Filler = Filler.OFFICER
    required: bool = True
    prompt: str = ""
    starter: str = ""
    phrases: tuple[Phrase, ...] = ()
    advice: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """A reply template. Texts may contain placeholders; "" omits the element.

    `title_lines` are fixed title lines (one entry = the layout breaks the title by meaning).
    `result_left` and `result_right` are printed on one line below the title (办理结果 … 签发人).
    """

    id: str
    version: int
    name: str
    kind: LetterKind
    layout: str
    basis: str
    title_lines: tuple[str, ...]
    salutation: str
    sections: tuple[SectionPlan, ...]
    matter_types: tuple[MatterType, ...] = ()
    levels: tuple[Level, ...] = ()
    roles: tuple[HandlingRole, ...] = ()
    result_left: str = ""
    result_right: str = ""
    class_mark: str = ""  # A/B/C at the top right of page 1
    sealed: bool = False  # with space for the seal (GB/T 9704-2012 7.3.5.1) or without (7.3.5.2)
    note: str = ""  # 附注 with its brackets
    contact: str = ""  # contact line in brackets under the date
    issuing_mark: str = ""  # 发文机关标志, for layouts that have a red head
    copies: str = ""  # 抄送 line for layouts that have an imprint
    printing_office: str = ""  # 印发机关, for layouts whose imprint shows it
    required_fields: tuple[str, ...] = ()

    def section(self, key: str) -> SectionPlan | None:
        """The section with that key, or None, for example for one added by the officer."""
        return next((plan for plan in self.sections if plan.key == key), None)
