"""What a letter still has open: ××, ＿＿, 【待…】, {…} and sections without words (DOMAIN 2.1 C07)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.case.reply import Reply, Section
from desktop.domain.letter.facts import FACT_NAMES, Facts
from desktop.domain.letter.outline import is_heading
from desktop.domain.letter.placeholder import placeholders_in
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.domain.words.shortened import shortened

CROSSES = re.compile(r"[×✕Ｘ]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])")
UNDERLINE = re.compile(r"_{3,}|＿{2,}")
TO_DO = re.compile(
    r"【\s*】|【待[^】]{0,30}】|【[^】]{0,10}(?:补充|核实|填写|确认)】|【[^】]{0,10}[×＿…][^】]{0,10}】"
    r"|【(?:姓名|名称|单位|科室|日期|时间|地点|数字|数据|金额|联系人|电话)】|\bTODO\b"
)
"""【附件】 and other headings in such brackets are ordinary text."""
BRACED = re.compile(r"\{(?:[a-z_][a-z0-9_]*|[\u4e00-\u9fff、]{1,20})\}")
PLAIN_SIGNS = ("××", "＿＿", "【待")
"""Signs of a section that is not written yet, as a query can look for them: what templates put where the officer has to write."""
_MARKS = (CROSSES, UNDERLINE, TO_DO, BRACED)
_FILLED_LATER = frozenset({"issue_date", "document_number"})
"""Placeholders of fields that come after the sign-off; the fields themselves are asked for at their step."""

_LONGEST_LABEL = 15


def open_marks(text: str, facts: Facts | None = None) -> tuple[str, ...]:
    """The marks in `text` that stand for something not written yet, each spelling once, in order.

    A placeholder whose value `facts` has is none: printing fills it in. Other Chinese words in braces are ordinary text.
    """
    found = [match for pattern in _MARKS for match in pattern.finditer(text)]
    found.sort(key=lambda match: match.start())
    marks = dict.fromkeys(match.group() for match in found)
    return tuple(mark for mark in marks if mark[0] != "{" or _is_open(mark, facts))


def _is_open(mark: str, facts: Facts | None) -> bool:
    names = placeholders_in(mark, FACT_NAMES)
    if not names or facts is None:
        return bool(names)
    filled = facts.fill(mark)
    return names[0] not in _FILLED_LATER and (bool(filled.missing) or not filled.found)


def has_body(section: Section) -> bool:
    """True if the section has words besides its heading."""
    paragraphs = section.paragraphs
    return len(paragraphs) > int(bool(paragraphs) and is_heading(paragraphs[0]))


@dataclass(frozen=True, slots=True)
class LetterGap:
    """A section that is not finished: with the marks left in it, or empty although the template requires it."""

    key: str
    label: str
    marks: tuple[str, ...] = ()


def letter_gaps(
    reply: Reply, template: ReplyTemplate | None, facts: Facts, required: tuple[str, ...] = ()
) -> tuple[LetterGap, ...]:
    """The unfinished sections in printing order; `required` are keys of sections that the place wants in any case.

    A section of the officer's own may be left empty: it prints nothing.
    """
    gaps = []
    for section in reply.sections:
        plan = template.section(section.key) if template else None
        marks = open_marks(section.text, facts)
        wanted = section.key in required or (plan is not None and plan.required)
        if marks or (wanted and not has_body(section)):
            gaps.append(LetterGap(section.key, plan.label if plan else own_label(section), marks))
    absent = set(required) - {section.key for section in reply.sections}
    plans = [plan for plan in (template.sections if template else ()) if plan.key in absent]
    return (*gaps, *(LetterGap(plan.key, plan.label) for plan in plans))


def own_label(section: Section) -> str:
    """The label of a section that the template does not name: the beginning of its first line."""
    first = section.paragraphs[0] if section.paragraphs else ""
    return shortened(first, _LONGEST_LABEL) or "（空白小节）"
