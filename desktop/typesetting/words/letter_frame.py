"""The blocks above and below the body: class mark, title, result, salutation; attachment list, signature, notes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.typesetting.model.block import Align, Block, Placed, Run
from desktop.typesetting.model.layout import Layout, SignaturePlan
from desktop.typesetting.model.runs import make_runs, width_chars
from desktop.typesetting.words.head import blanks_below_head
from desktop.typesetting.words.letter_words import LetterWords
from desktop.typesetting.words.paragraphs import blank_block, blanks, spaced, styled_block
from desktop.typesetting.words.title_lines import break_title


# Indents of issuer and date 「署名、成文日期」 (GB/T 9704-2012 7.3.5.1 and 7.3.5.2, DOMAIN 1.6).
@dataclass(frozen=True, slots=True)
class SignatureIndents:
    """Indents in 字 from the right edge of the type area, and the blank lines above the issuer."""

    issuer_right: float
    date_right: float
    blank_lines: int


def signature_indents(
    issuer_width: float, date_width: float, plan: SignaturePlan, *, sealed: bool
) -> SignatureIndents:
    """Return the indents of both; widths in 字.

    Sealed (7.3.5.1): the date ends 4 字 from the edge, the issuer is centred above it. Unsealed (7.3.5.2): the issuer ends 2 字
    from the edge and the date begins 2 字 right of the issuer; if the date is longer, or would pass
    the edge, the date ends 2 字 from the edge and the issuer begins 2 字 left of it.
    """
    if sealed:
        date_right = plan.sealed_date_right_chars
        return SignatureIndents(
            max(0.0, date_right + (date_width - issuer_width) / 2), date_right, plan.sealed_blank_lines
        )
    issuer_right, shift = plan.unsealed_right_chars, plan.unsealed_date_shift_chars
    date_right = issuer_right + issuer_width - date_width - shift
    if date_width > issuer_width or date_right < 0:
        date_right = plan.unsealed_right_chars
        issuer_right = date_right + date_width + shift - issuer_width
    return SignatureIndents(issuer_right, date_right, plan.unsealed_blank_lines)


# Below the body: attachment list, issuer and date, notes.
def closing_blocks(words: LetterWords, layout: Layout, *, sealed: bool) -> Iterator[Block]:
    """The blocks below the body, kept together on one page."""
    if words.attachments:
        yield from spaced(
            "attachment_list", _attachments(words.attachments, layout), layout, keep_with_next=True
        )
    autospace = layout.text.autospace
    issuer_width = width_chars(words.issuer, autospace=autospace)
    date_width = width_chars(words.issue_date, autospace=autospace)
    indents = signature_indents(issuer_width, date_width, layout.signature, sealed=sealed)
    yield from blanks(layout, indents.blank_lines, keep_with_next=True)
    yield replace(styled_block("issuer", words.issuer, layout), right_chars=indents.issuer_right)
    date = styled_block("issue_date", words.issue_date, layout)
    yield replace(date, right_chars=indents.date_right, keep_with_next=bool(words.notes))
    if words.notes:
        yield from spaced("note", _notes(words.notes, layout), layout, keep_with_next=True)


def _notes(notes: tuple[str, ...], layout: Layout) -> Iterator[Block]:
    """「附注」, each kept with the next one, so that none is alone on a last page."""
    for index, note in enumerate(notes):
        yield replace(styled_block("note", note, layout), keep_with_next=index + 1 < len(notes))


def _attachments(names: tuple[str, ...], layout: Layout) -> Iterator[Block]:
    """「附件说明」 (7.3.4): a wrapped name is aligned with its first character; no punctuation after a name."""
    style = layout.styles["attachment_list"]
    for index, name in enumerate(names):
        number = f"{index + 1}." if len(names) > 1 else ""
        label = "附件：" if index == 0 else ""
        hang = width_chars(label + number)
        left = style.left_chars + width_chars("附件：" + number)
        block = styled_block("attachment_list", label + number + name.strip().rstrip("。；，"), layout)
        yield replace(block, left_chars=left, first_line_chars=-hang)


# Above the body.
_MIN_TITLE_GAP = 0.6
"""Minimum blank below a title that is aligned with the grid, as a share of a line."""


def opening_blocks(words: LetterWords, head: Placed, layout: Layout) -> Iterator[Block]:
    """The blocks above the body; `head` is the positioned red head, empty for a plain letter."""
    for pitch in blanks_below_head(head, layout):
        yield blank_block(layout, pitch)
    if words.class_mark:
        yield from spaced("class_mark", [styled_block("class_mark", words.class_mark, layout)], layout)
    yield from _title(words, layout)
    if words.result_left or words.result_right:
        yield from spaced("result", _result(words, layout), layout)
    if words.salutation:
        yield from spaced("salutation", [styled_block("salutation", words.salutation, layout)], layout)


def title_block(
    lines: tuple[str, ...], layout: Layout, style_key: str = "title", names: tuple[str, ...] = ()
) -> Block:
    """The title as one block with line breaks; a single line, or lines that are too wide, are broken by meaning."""
    most = layout.text.title_max_chars
    broken = [part for line in lines for part in break_title(line, most, names)]
    runs: list[Run] = []
    ends: list[int] = []
    for line in broken:
        runs += make_runs(line, layout.styles[style_key], layout)
        ends.append(len(runs) - 1)
    return replace(
        styled_block(style_key, "", layout),
        runs=tuple(runs),
        line_breaks_after=tuple(ends[:-1]),
        keep_with_next=True,
    )


def _title(words: LetterWords, layout: Layout) -> Iterator[Block]:
    block = title_block(words.title_lines, layout, names=words.names)
    yield block
    blank_lines = layout.styles["title"].blank_after
    if not blank_lines:
        return
    pitch = layout.grid.pitch_pt
    height = block.pitch_pt * (len(block.line_breaks_after) + 1)
    over = (
        (math.ceil(height / pitch + _MIN_TITLE_GAP) * pitch - height) if layout.grid.title_on_grid else pitch
    )
    yield blank_block(layout, round(over, 2), keep_with_next=True)
    yield from blanks(layout, blank_lines - 1)


def _result(words: LetterWords, layout: Layout) -> Iterator[Block]:
    """Result and signer on one line, or on two if too long."""
    label, colon, name = words.result_right.partition("：")
    style = layout.styles["result"]
    right = make_runs(label + colon, style, layout) + make_runs(name, style, layout, font="h2")
    left = styled_block("result", words.result_left, layout)
    room = layout.paper.text_width_pt / layout.char_pt - style.right_chars - 1
    if width_chars(words.result_left + words.result_right) <= room:
        yield replace(left, right_runs=right)
        return
    yield left
    yield replace(styled_block("result", "", layout), runs=right, align=Align.RIGHT)
