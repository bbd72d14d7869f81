"""What is still open in the words of a document: placeholders, gaps to fill in, facts nobody gave, sections left empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.domain.case.reply import Reply
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.typesetting.model.block import Block, PrintedDocument, TableBlock
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.proof.print_finding import FindingWeight, PrintFinding

_LEFTOVERS = {
    "words.placeholder": (
        re.compile(r"\{(?:[a-z_][a-z0-9_]*|[\u4e00-\u9fff、]{1,20})\}"),
        "有没有填的占位符",
    ),
    "words.to_do": (
        re.compile(r"【待[^】]{0,30}】|【[^】]{0,10}(?:补充|核实|填写|确认)】|\bTODO\b"),
        "有待补的内容",
    ),
    "words.crosses": (re.compile(r"[×✕Ｘ]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])"), "有没有填的空"),
    "words.underline": (re.compile(r"_{3,}|＿{2,}"), "有没有填的横线"),
}
_PLACES = {
    "title": "标题",
    "salutation": "称谓",
    "result": "办理结果行",
    "issuer": "署名",
    "issue_date": "日期",
    "note": "附注",
}
_AROUND = 6


def review_words(
    document: PrintedDocument, *, reply: Reply | None = None, template: ReplyTemplate | None = None
) -> tuple[PrintFinding, ...]:
    """Findings on the words, in the order of the letter. With reply and template its required sections are looked at too."""
    found = [*_missing(document), *_leftovers(document), *_warned(document)]
    if reply is not None and template is not None:
        found += _empty_sections(reply, template)
    return tuple(found)


def wide_tables(document: PrintedDocument, layout: Layout) -> Iterator[PrintFinding]:
    """Tables wider than the type area: they are drawn together to it, in print and in files alike, and want a look."""
    room = layout.paper.text_width_mm
    for block in document.blocks:
        if isinstance(block, TableBlock) and sum(block.widths_mm) > room + 0.5:
            reason = f"表格宽{sum(block.widths_mm):g}毫米，版心只有{room:g}毫米，已按比例缩窄"
            yield PrintFinding(FindingWeight.HOUSE, "page.table_too_wide", reason, place="表格")


def _missing(document: PrintedDocument) -> Iterator[PrintFinding]:
    for name in document.missing:
        yield PrintFinding(FindingWeight.MUST, "words.missing_fact", f"还没有填写{name}")


def _leftovers(document: PrintedDocument) -> Iterator[PrintFinding]:
    paragraph = 0
    for block in _blocks(document):
        if block.anchor is not None and block.runs:
            paragraph += 1
        place = f"正文第{paragraph}段" if block.anchor is not None else _PLACES.get(block.style, "正文")
        text = block.text + "".join(run.text for run in block.right_runs)
        for rule_id, (pattern, reason) in _LEFTOVERS.items():
            if match := pattern.search(text):
                around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
                yield PrintFinding(FindingWeight.MUST, rule_id, f"{reason}：“{around}”", place=place)


def _blocks(document: PrintedDocument) -> Iterator[Block]:
    for block in document.blocks:
        if isinstance(block, TableBlock):
            yield from (one for row in block.rows for cell in row for one in cell)
        else:
            yield block


def _warned(document: PrintedDocument) -> Iterator[PrintFinding]:
    for warning in document.warnings:
        yield PrintFinding(FindingWeight.HINT, "words.warning", warning)


def _empty_sections(reply: Reply, template: ReplyTemplate) -> Iterator[PrintFinding]:
    for plan in template.sections:
        section = reply.section(plan.key)
        words = section.text.strip() if section else ""
        heading = (plan.heading or "").strip()
        if plan.required and (not words or words == heading):
            yield PrintFinding(
                FindingWeight.MUST, "words.empty_section", f"“{plan.label}”部分还没有写", place=plan.label
            )
