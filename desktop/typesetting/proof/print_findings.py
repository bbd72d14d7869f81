"""Findings before printing 「打印前检查」: open placeholders, missing facts and empty sections in the text, and page faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.case.reply import Reply
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.domain.letter.unwritten import BRACED, CROSSES, TO_DO, UNDERLINE
from desktop.domain.words.shortened import shortened
from desktop.typesetting.model.block import Block, PrintedDocument, TableBlock
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import Page

# Findings on finished pages: lone signature, imprint on an odd page, text beyond the paper, colour.
_SIGNATURE = frozenset({"issuer", "issue_date", "note"})
_BLACK = "000000"
_LONGEST_QUOTE = 12


@dataclass(frozen=True, slots=True)
class PageFinding:
    """One finding on the pages: `page` counts from 1, 0 means the whole letter; `clause` is its source, "" for none."""

    rule_id: str
    page: int
    what: str
    clause: str = ""


def review_pages(pages: Sequence[Page], layout: Layout) -> tuple[PageFinding, ...]:
    """The findings in page order; () if there are none."""
    return (*_lone_signature(pages), *_imprint_side(pages, layout), *_crowded(pages, layout))


def has_colour(pages: Sequence[Page]) -> bool:
    """True if anything is printed in a colour other than black, which a mono printer prints grey."""
    return any(
        rule.colour != _BLACK for page in pages for rule in page.rules
    ) or any(run.colour != _BLACK for page in pages for placed in page.lines for run in placed.line.runs)  # fmt: skip


def _lone_signature(pages: Sequence[Page]) -> list[PageFinding]:
    return [
        PageFinding(
            "page.lone_signature",
            page.number,
            f"第{page.number}页只有署名和日期，没有正文",
            "GB/T 9704-2012 7.3.5.5",
        )
        for page in pages[1:]
        if page.body_lines
        and {placed.style for placed in page.body_lines} <= _SIGNATURE
        and any(placed.style == "issuer" for placed in page.body_lines)
    ]


def _imprint_side(pages: Sequence[Page], layout: Layout) -> list[PageFinding]:
    """「版记应置于公文最后一页」: the imprint is on the last page, an even one if printed on both sides."""
    last = pages[-1]
    printed = any(placed.style == "copies" for placed in last.lines)
    if not printed or layout.imprint is None or not layout.imprint.shows_printing or last.number % 2 == 0:
        return []
    return [
        PageFinding(
            "page.imprint_on_odd_page", last.number, f"版记在第{last.number}页，是单页", "GB/T 9704-2012 7.4"
        )
    ]


def _crowded(pages: Sequence[Page], layout: Layout) -> list[PageFinding]:
    """Text beyond the paper's edge, from unbreakable words or tables with too many columns."""
    right = layout.paper.width_mm * MM
    return [
        PageFinding(
            "page.words_off_paper",
            page.number,
            f"第{page.number}页有文字超出纸边：{shortened(placed.text, _LONGEST_QUOTE)}",
        )
        for page in pages
        for placed in page.lines
        if placed.line.runs and (placed.line.runs[-1].end_pt > right or placed.line.runs[0].x_pt < 0)
    ]


# Findings with severity, rule, place and reason.
class FindingWeight(StrEnum):
    """`MUST` violates a standard or leaves a gap, `HOUSE` violates the office's practice, `HINT` should be looked at."""

    MUST = "must"
    HOUSE = "house"
    HINT = "hint"

    @property
    def label(self) -> str:
        return {"must": "必须改", "house": "本单位做法", "hint": "请留意"}[self]


@dataclass(frozen=True, slots=True)
class PrintFinding:
    """One finding. `rule_id` is stable (page.lone_signature), `clause` its source ("" = none), `page` 0 the whole letter."""

    weight: FindingWeight
    rule_id: str
    reason: str
    clause: str = ""
    place: str = ""
    page: int = 0

    @property
    def label(self) -> str:
        """The finding in one line of Chinese."""
        source = f"（{self.clause}）" if self.clause else ""
        place = f"{self.place}：" if self.place else ""
        return f"{place}{self.reason}{source}"


def by_severity(findings: tuple[PrintFinding, ...]) -> tuple[PrintFinding, ...]:
    """The findings by severity (MUST, HOUSE, HINT), otherwise in their order."""
    order = list(FindingWeight)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.weight)))


# Findings on the text.
_LEFTOVERS = {
    "words.placeholder": (BRACED, "有没有填的占位符"),
    "words.to_do": (TO_DO, "有待补的内容"),
    "words.crosses": (CROSSES, "有没有填的空"),
    "words.underline": (UNDERLINE, "有没有填的横线"),
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
    """Findings on the text, in the order of the letter. With `reply` and `template` required sections are checked too."""
    found = [*_missing(document), *_leftovers(document), *_warned(document)]
    if reply is not None and template is not None:
        found += _empty_sections(reply, template)
    return tuple(found)


def wide_tables(document: PrintedDocument, layout: Layout) -> Iterator[PrintFinding]:
    """Findings for tables wider than the type area, which are scaled down to it in print and in files."""
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
