"""Classify the paragraphs of a proposal: form fields, unlabelled head and foot, body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.intake.text.labels import field_of, read_form_line
from desktop.domain.intake.text.line_kinds import is_date_line
from desktop.domain.intake.text.source import MappedText, ends_sentence
from desktop.domain.letter.outline import outline_number

_PART_HEADING = re.compile(
    r"[【〔\[（(]?(?:提案)?(?:背景情况|背景|情况分析|基本情况|现状|现状分析|问题及分析|问题分析|存在问题|存在的问题|主要问题|案由分析|具体建议|建议|意见建议|对策建议|相关建议|建议措施|办法|建议办法|解决办法|理由|案据)[】〕\]）)]?[:：]?"
)
_BODY_LABEL = re.compile(
    r"[【〔\[]?(?:背景情况|背景|情况分析|问题及分析|问题分析|存在问题|主要问题|具体建议|建议|对策建议|建议办法|办法|案据|理由|现状)[】〕\]]?[:：]\s*\S"
)
_TITLE = re.compile(r"关于[^，。；]{4,60}的(?:提案|建议|议案)")
_SHORTEST_SENTENCE = 18
_BODY_STOP = frozenset(
    {
        "first_proposer",
        "lead_unit",
        "co_units",
        "assigned_at",
        "due_at",
        "proposer_phone",
        "proposer_contact",
        "co_signers",
        "suggested_units",
    }
)


@dataclass(frozen=True, slots=True)
class ProposalLayout:
    """Form values by field, unlabelled lines above and below the body, and the body."""

    fields: Mapping[str, Sequence[MappedText]]
    head: tuple[MappedText, ...]
    foot: tuple[MappedText, ...]
    body: tuple[MappedText, ...]


def classify_paragraphs(paragraphs: Sequence[MappedText]) -> ProposalLayout:
    """Return the paragraphs of a proposal by class."""
    fields: defaultdict[str, list[MappedText]] = defaultdict(list)
    kinds: list[str] = []
    contents: list[MappedText] = []
    awaiting: str | None = None
    for paragraph in paragraphs:
        kind, content, awaiting = _sorted(paragraph, fields, awaiting, in_body="body" in kinds)
        kinds.append(kind)
        contents.append(content)
    places = [place for place, kind in enumerate(kinds) if kind == "body"]
    first, last = (places[0], places[-1]) if places else (len(kinds), len(kinds))
    while first > 0 and kinds[first - 1] == "loose" and _PART_HEADING.fullmatch(contents[first - 1].text):
        first -= 1
    return ProposalLayout(
        fields=fields,
        head=tuple(
            content for content, kind in zip(contents[:first], kinds[:first], strict=True) if kind == "loose"
        ),
        foot=tuple(
            content
            for content, kind in zip(contents[last + 1 :], kinds[last + 1 :], strict=True)
            if kind == "loose"
        ),
        body=tuple(
            content
            for content, kind in zip(contents[first : last + 1], kinds[first : last + 1], strict=True)
            if kind != "form"
        ),
    )


def _sorted(
    paragraph: MappedText, fields: defaultdict[str, list[MappedText]], awaiting: str | None, *, in_body: bool
) -> tuple[str, MappedText, str | None]:
    """Return the class (form, loose or body), the text to keep, and the field whose value is expected on the next line."""
    if _BODY_LABEL.match(paragraph.text):
        return "body", paragraph, None
    values = (
        read_form_line(paragraph) if len(paragraph) <= 400 or paragraph.text[:8].find("内容") >= 0 else ()
    )
    if values and in_body and not (values[0].field in _BODY_STOP and len(paragraph) < 200):
        values = ()
    if awaiting == "body" and not (values or is_date_line(paragraph.text)):
        return (
            ("form", paragraph, awaiting) if _TITLE.fullmatch(paragraph.text) else ("body", paragraph, None)
        )
    content = next((value.value for value in values if value.field == "body"), None)
    for value in values:
        if value.field != "body" and value.value.text:
            fields[value.field].append(value.value)
    if content is not None:
        return ("body", content, None) if content.text else ("form", paragraph, "body")
    if values:
        last = values[-1]
        return "form", paragraph, None if last.value.text else last.field
    if awaiting is not None and not in_body and _may_be_value(awaiting, paragraph.text):
        fields[awaiting].append(paragraph)
        return "form", paragraph, None
    named = None if in_body else field_of(paragraph.text) if len(paragraph) <= 12 else None
    if named is not None and not _PART_HEADING.fullmatch(paragraph.text):
        return "form", paragraph, named
    return ("body" if _is_body(paragraph.text, in_body) else "loose"), paragraph, None


def _may_be_value(field: str, text: str) -> bool:
    return len(text) <= 60 and field_of(text) is None and (field == "subject" or not ends_sentence(text))


def _is_body(text: str, in_body: bool) -> bool:
    number = outline_number(text)
    if is_date_line(text):
        return False
    if number is not None and (number.level in (1, 2, 3, 4) or number.inline):
        return True
    if _PART_HEADING.fullmatch(text):
        return in_body
    return (ends_sentence(text) and (in_body or len(text) >= _SHORTEST_SENTENCE)) or len(text) > 70
