"""The reply 「答复」: its sections as typed, and the facts of the letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.domain.case.disclosure import Disclosure


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the body as typed: paragraphs separated by line feeds, the heading first.

    Heading levels are not stored: they follow from the numbering 一、 （一） 1. （1） 一是 (domain.letter.outline).
    """

    key: str
    text: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The non-empty paragraphs, without surrounding blanks."""
        return tuple(line.strip() for line in self.text.split("\n") if line.strip())


@dataclass(frozen=True, slots=True)
class ReplyFields:
    """Facts of the letter itself. Empty text and None mean "not known yet".

    `title_lines` and `salutation` override the template's wording; empty means the template's is used.
    `handling_result` is a code of the locality's result classes (templates/localities), not the printed words.
    """

    handling_result: str = ""
    signer: str = ""  # 签发人
    issuer: str = ""  # 落款单位
    issue_date: date | None = None  # 成文日期
    disclosure: Disclosure | None = None
    disclosure_reason: str = ""
    document_number: str = ""  # 发文字号
    contact_person: str = ""
    contact_phone: str = ""
    copies_to: tuple[str, ...] = ()  # 抄送
    attachments: tuple[str, ...] = ()  # names in the 附件说明
    title_lines: tuple[str, ...] = ()
    salutation: str = ""
    note: str = ""  # 附注 as printed, without brackets; "" = the template's


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of one handling round. `id` 0 means "not stored yet". Sections stand in printing order."""

    id: int = 0
    case_id: int = 0
    round: int = 1  # 2 = 二次办理
    template: str = ""  # id of templates/replies/*.toml
    template_version: int = 0
    layout: str = ""  # id of templates/layouts/*.toml; "" = the template's
    fields: ReplyFields = ReplyFields()
    sections: tuple[Section, ...] = ()

    @property
    def text(self) -> str:
        """The text of all sections that have any, one under another."""
        return "\n".join(section.text for section in self.sections if section.text.strip())

    def section(self, key: str) -> Section | None:
        """The section of that key, or None."""
        return next((section for section in self.sections if section.key == key), None)

    def with_section(self, key: str, text: str) -> Reply:
        """This reply with the text of one section replaced; a key it lacks is appended at the end."""
        if self.section(key) is None:
            return replace(self, sections=(*self.sections, Section(key, text)))
        return replace(
            self, sections=tuple(replace(s, text=text) if s.key == key else s for s in self.sections)
        )


@dataclass(frozen=True, slots=True)
class SectionVersion:
    """An earlier text of the section, valid until `replaced_at`."""

    id: int
    key: str
    text: str
    replaced_at: datetime
