"""The texts of one letter with placeholders filled, before formatting; missing facts and warnings are collected."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.letter.facts import Facts, missing_names
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.domain.rules.locality import Locality, ResultPlace

# Clean typed text: remove characters that XML or fonts cannot represent, with a warning.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_VERY_LONG = 3000
BROKEN_MARK = "□"
"""Printed for a lone surrogate, so that the damage is visible."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """Printable text and its warnings, in Chinese."""

    text: str
    warnings: tuple[str, ...] = ()


def printable(text: str, label: str = "") -> TypedText:
    r"""Return `text` without characters that XML forbids or that no font has; `label` names its place in warnings.

    Tabs become blanks; every kind of line break becomes "\n". Nothing else is changed, including half-width marks.
    """
    warnings = []
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    if _SURROGATE.search(text):
        text = _SURROGATE.sub(BROKEN_MARK, text)
        warnings.append(f"{label}有损坏的字，已印成“{BROKEN_MARK}”，请重新输入这个字")
    if _UNPRINTABLE.search(text):
        text = _UNPRINTABLE.sub("", text)
        warnings.append(f"{label}有看不见的控制字符，印出时已略去")
    longest = max(map(len, text.split("\n")))
    if longest > _VERY_LONG:
        warnings.append(f"{label}有一段长达{longest}字，请检查是否漏了分段")
    return TypedText(text, tuple(warnings))


# The texts of a letter.
@dataclass(frozen=True, slots=True)
class LetterWords:
    """The texts of a letter. "" means the element is not printed; a single entry in `title_lines` is broken by the layout."""

    title_lines: tuple[str, ...]
    salutation: str
    sections: tuple[tuple[str, str], ...]
    issuer: str
    issue_date: str
    result_left: str = ""
    result_right: str = ""
    class_mark: str = ""
    attachments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    issuing_mark: str = ""
    document_number: str = ""
    copies: str = ""
    printing_office: str = ""
    names: tuple[str, ...] = ()  # text that may not be split in a title


@dataclass(slots=True)
class TextFiller:
    """Fills texts with the facts of one letter and collects missing facts and warnings."""

    facts: Facts
    required: frozenset[str]
    missing: dict[str, None] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)

    def needed(self, text: str) -> str:
        """The text of an element that is always printed: missing facts leave blanks and are listed."""
        return self.typed(text, "")

    def optional(self, text: str) -> str:
        """The text of an element, or "" if none of its facts is known and none is required."""
        filled = self.facts.fill(text)
        if filled.missing and not filled.found and not self.required.intersection(filled.missing):
            return ""
        self.missing.update(dict.fromkeys(filled.missing))
        return self.clean(filled.text, "") if filled.text.strip() else ""

    def typed(self, text: str, label: str) -> str:
        """Typed text; braces around anything but the name of a fact stay as typed."""
        filled = self.facts.fill(text)
        self.missing.update(dict.fromkeys(filled.missing))
        return self.clean(filled.text, label)

    def clean(self, text: str, label: str) -> str:
        """Printable text; removed characters give a warning."""
        typed = printable(text, label)
        self.warnings.update(dict.fromkeys(typed.warnings))
        return typed.text

    @property
    def missing_names(self) -> tuple[str, ...]:
        """The Chinese names of the missing facts, in the order of the letter."""
        return missing_names(tuple(self.missing))


def letter_words(
    case: Case,
    reply: Reply,
    template: ReplyTemplate,
    locality: Locality,
    filler: TextFiller,
    *,
    own_title: bool,
    headed: bool,
    imprinted: bool,
    public: bool,
    contact_line: bool = True,
) -> LetterWords:
    """Return the texts of one letter. `own_title`: title and salutation set in the reply apply to this case.

    `headed` and `imprinted`: the layout has a head or an imprint; otherwise their facts are not required. `contact_line`: what the
    layout says of it, for a template and a place that do not ask for it themselves.
    """
    place = locality.channel(case.matter_type, case.level).result_place
    titles = reply.fields.title_lines if own_title else ()
    named = "contact_person" in template.required_fields or locality.names_contact(contact_line)
    contact = filler.optional(template.contact) if named and not public else ""
    return LetterWords(
        title_lines=tuple(filler.needed(line) for line in titles or template.title_lines),
        class_mark=filler.optional(template.class_mark) if place is ResultPlace.LETTER else "",
        result_left=filler.optional(template.result_left) if place is ResultPlace.WORDS else "",
        result_right=filler.optional(template.result_right),
        salutation=filler.needed(template.salutation),
        sections=tuple(
            (section.key, filler.typed(section.text, _label(template, section.key)))
            for section in reply.sections
        ),
        attachments=tuple(
            filler.clean(name, "附件名称") for name in reply.fields.attachments if name.strip()
        ),
        issuer=filler.needed("{issuer}"),
        issue_date=filler.needed("{issue_date}"),
        notes=tuple(
            note
            for note in (filler.optional(template.note), contact)
            if note and not (public and _names_contact(note))
        ),
        issuing_mark=filler.needed(template.issuing_mark or "{issuer}") if headed else "",
        document_number=filler.optional("{document_number}") if headed else "",
        copies=filler.optional(template.copies) if imprinted else "",
        printing_office=filler.optional(template.printing_office) if imprinted else "",
        names=_names(filler.facts),
    )


def _names_contact(note: str) -> bool:
    """True if a note set in the reply contains a person or a telephone; it is omitted from a public copy (DOMAIN 7.3)."""
    return re.search(r"联系|电话|手机|传真|[0-9]{7}", note) is not None


def _label(template: ReplyTemplate, key: str) -> str:
    plan = template.section(key)
    return f"“{plan.label}”部分" if plan else "正文"


def _names(facts: Facts) -> tuple[str, ...]:
    """The names among the facts, which may not be split in a title."""
    kinds = ("proposer", "issuer", "lead_unit", "region", "number")
    return tuple(value for kind in kinds if (value := facts.values.get(kind)))
