"""Giving the words of a letter their form: blocks from top to bottom by the layout's styles, with their blank lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from desktop.typesetting.block import Align, Block, Imprint, Letterhead, PrintedDocument, Run
from desktop.typesetting.head import blanks_below_head, place_head
from desktop.typesetting.layout import Layout
from desktop.typesetting.letter_words import LetterWords
from desktop.typesetting.paragraphs import section_blocks, styled_block
from desktop.typesetting.rare_characters import rare_warnings
from desktop.typesetting.runs import make_runs
from desktop.typesetting.signature import signature_indents
from desktop.typesetting.text_width import width_chars
from desktop.typesetting.title_lines import break_title

_LEAST_TITLE_GAP = 0.6
"""Of a line: so much blank stays at least below a title that is brought back to the grid."""


def arrange(words: LetterWords, layout: Layout, *, sealed: bool) -> PrintedDocument:
    """Return the printable document of these words in this layout."""
    blocks = tuple(
        chain(
            _opening_blocks(words, layout),
            _kept_together(list(_body_blocks(words, layout))),
            _closing_blocks(words, layout, sealed=sealed),
        )
    )
    return PrintedDocument(
        layout=layout.id,
        title="".join(words.title_lines),
        blocks=blocks,
        letterhead=_letterhead(words, layout),
        imprint=_imprint(words, layout),
        warnings=rare_warnings(_rare_pieces(blocks), layout),
    )


def blank_block(layout: Layout, pitch_pt: float = 0.0, *, keep_with_next: bool = False) -> Block:
    """One blank line, of the grid's pitch unless told."""
    return Block(
        "body", align=Align.LEFT, pitch_pt=pitch_pt or layout.grid.pitch_pt, keep_with_next=keep_with_next
    )


def title_block(
    lines: tuple[str, ...], layout: Layout, style_key: str = "title", names: tuple[str, ...] = ()
) -> Block:
    """The title as one block with its line breaks; a single line, or one that is too wide, is broken by meaning."""
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


def _opening_blocks(words: LetterWords, layout: Layout) -> Iterator[Block]:
    for pitch in blanks_below_head(place_head(_letterhead(words, layout), layout), layout):
        yield blank_block(layout, pitch)
    if words.class_mark:
        yield styled_block("class_mark", words.class_mark, layout)
    yield from _title(words, layout)
    if words.result_left or words.result_right:
        yield from _result(words, layout)
        yield from _blanks(layout, layout.styles["result"].blank_after)
    if words.salutation:
        yield styled_block("salutation", words.salutation, layout)


def _title(words: LetterWords, layout: Layout) -> Iterator[Block]:
    block = title_block(words.title_lines, layout, names=words.names)
    yield block
    blank_lines = layout.styles["title"].blank_after
    if not blank_lines:
        return
    pitch = layout.grid.pitch_pt
    height = block.pitch_pt * (len(block.line_breaks_after) + 1)
    over = (
        (math.ceil(height / pitch + _LEAST_TITLE_GAP) * pitch - height)
        if layout.grid.title_on_grid
        else pitch
    )
    yield blank_block(layout, round(over, 2), keep_with_next=True)
    yield from _blanks(layout, blank_lines - 1)


def _result(words: LetterWords, layout: Layout) -> Iterator[Block]:
    """One line for result and signer; two where they are too long for one."""
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


def _body_blocks(words: LetterWords, layout: Layout) -> Iterator[Block]:
    for key, text in words.sections:
        yield from section_blocks(key, text, layout)


def _kept_together(blocks: list[Block]) -> list[Block]:
    """The last body paragraph stays with the signature: it never stands alone on a page (7.3.5.5)."""
    return [*blocks[:-1], replace(blocks[-1], keep_with_next=True)] if blocks else []


def _closing_blocks(words: LetterWords, layout: Layout, *, sealed: bool) -> Iterator[Block]:
    yield from _attachments(words.attachments, layout)
    autospace = layout.text.autospace
    issuer_width = width_chars(words.issuer, autospace=autospace)
    date_width = width_chars(words.issue_date, autospace=autospace)
    indents = signature_indents(issuer_width, date_width, layout.signature, sealed=sealed)
    yield from _blanks(layout, indents.blank_lines, keep_with_next=True)
    yield replace(styled_block("issuer", words.issuer, layout), right_chars=indents.issuer_right)
    date = styled_block("issue_date", words.issue_date, layout)
    yield replace(date, right_chars=indents.date_right, keep_with_next=bool(words.notes))
    for note in words.notes:
        yield styled_block("note", note, layout)


def _attachments(names: tuple[str, ...], layout: Layout) -> Iterator[Block]:
    """「附件说明」 (7.3.4): a wrapped name aligns with its first character; no mark after a name."""
    if not names:
        return
    style = layout.styles["attachment_list"]
    yield from _blanks(layout, style.blank_before, keep_with_next=True)
    for index, name in enumerate(names):
        number = f"{index + 1}." if len(names) > 1 else ""
        label = "附件：" if index == 0 else ""
        hang = width_chars(label + number)
        left = style.left_chars + width_chars("附件：" + number)
        block = styled_block("attachment_list", label + number + name.strip().rstrip("。；，"), layout)
        yield replace(block, left_chars=left, first_line_chars=-hang)


def _blanks(layout: Layout, count: int, *, keep_with_next: bool = False) -> Iterator[Block]:
    for _ in range(count):
        yield blank_block(layout, keep_with_next=keep_with_next)


def _letterhead(words: LetterWords, layout: Layout) -> Letterhead:
    if not layout.head or not words.issuing_mark:
        return Letterhead()
    return Letterhead(words.issuing_mark + layout.head.mark_suffix, words.document_number)


def _imprint(words: LetterWords, layout: Layout) -> Imprint:
    if not layout.imprint:
        return Imprint()
    if not layout.imprint.shows_printing or not words.printing_office:
        return Imprint(words.copies)
    return Imprint(words.copies, words.printing_office, words.issue_date + "印发")


def _rare_pieces(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, str]]:
    for block in blocks:
        for run in chain(block.runs, block.right_runs):
            yield run.text, run.font, run.fallback
