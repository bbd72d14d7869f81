"""The reply template 「答复模板」: which sections a letter has, who fills them, and what is printed around them.

Read from templates/replies/*.toml by documents; pure data here. Placeholders are `{name}` with name from
`domain.letter.facts`; they are looked up, never evaluated.
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
    """What the letter is; it decides the addressee and which cases may use the template."""

    REPLY = "reply"  # 答复
    CO_OPINION = "co_opinion"  # 会办意见
    SECOND_REPLY = "second_reply"  # 不满意后的再次答复
    MERGED_REPLY = "merged_reply"  # 并案答复


@dataclass(frozen=True, slots=True)
class Phrase:
    """A suggested wording 「常用语」; placeholders are filled when it is put in."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section the template asks for. `heading` is typed for the officer as the section's first paragraph ("" = none).

    `starter` is the text a new reply begins with; `advice` is (least, most) length in 字, (0, 0) = no advice.
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
    """A whole template. Texts hold placeholders; "" switches the element off.

    `title_lines` are the lines as the office breaks them (one entry = let the layout break it by meaning).
    `result_left`/`result_right` share one line below the title (办理结果 … 签发人).
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
    sealed: bool = False  # leave room for the seal (GB/T 9704-2012 7.3.5.1) or not (7.3.5.2)
    note: str = ""  # 附注 with its brackets
    contact: str = ""  # contact line in brackets under the date
    issuing_mark: str = ""  # 发文机关标志, for layouts that have a red head
    copies: str = ""  # 抄送 line for layouts that have an imprint
    printing_office: str = ""  # 印发机关, for layouts whose imprint shows it
    required_fields: tuple[str, ...] = ()

    def section(self, key: str) -> SectionPlan | None:
        """The plan of that section, or None for one the officer added."""
        return next((plan for plan in self.sections if plan.key == key), None)
