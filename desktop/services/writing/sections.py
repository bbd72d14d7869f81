"""How far each section of a reply is written: for the section list and for what is named before sign-off."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case.reply import Reply, Section
from desktop.domain.letter.facts import FACT_NAMES
from desktop.domain.letter.outline import is_heading
from desktop.domain.letter.placeholder import placeholders_in
from desktop.domain.letter.reply_template import ReplyTemplate, SectionPlan

UNWRITTEN = "××"
"""Stands in starter texts and phrases for what only the officer knows."""


@dataclass(frozen=True, slots=True)
class SectionState:
    """One line of the section list. `length` in 字 without blanks; `advice` (least, most) 字, (0, 0) = none.

    `done`: something beyond the heading stands there and neither a placeholder nor ×× is open. `missing`: required and not done.
    """

    key: str
    label: str
    done: bool
    missing: bool
    length: int
    advice: tuple[int, int] = (0, 0)


def section_states(reply: Reply, template: ReplyTemplate | None) -> tuple[SectionState, ...]:
    """The state of every section of the reply, in printing order."""
    return tuple(
        _state(section, template.section(section.key) if template else None) for section in reply.sections
    )


def _state(section: Section, plan: SectionPlan | None) -> SectionState:
    paragraphs = section.paragraphs
    headed = bool(paragraphs) and is_heading(paragraphs[0])
    body = paragraphs[1:] if headed else paragraphs
    open_names = placeholders_in(section.text, FACT_NAMES)
    done = bool(body) and not open_names and UNWRITTEN not in section.text
    return SectionState(
        key=section.key,
        label=plan.label if plan else _own_label(section),
        done=done,
        missing=not done and (plan.required if plan else True),
        length=sum(not character.isspace() for character in section.text),
        advice=plan.advice if plan else (0, 0),
    )


def _own_label(section: Section) -> str:
    first = section.paragraphs[0] if section.paragraphs else ""
    return (first[:14] + "…" if len(first) > 15 else first) or "（空白小节）"
