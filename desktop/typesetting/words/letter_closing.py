"""The end of a letter: attachment list, issuer and date by both rules, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.typesetting.model.block import Block
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.text_width import width_chars
from desktop.typesetting.words.blank_lines import blanks, spaced
from desktop.typesetting.words.letter_words import LetterWords
from desktop.typesetting.words.paragraphs import styled_block
from desktop.typesetting.words.signature import signature_indents


def closing_blocks(words: LetterWords, layout: Layout, *, sealed: bool) -> Iterator[Block]:
    """The blocks below the body, one chain that is not parted by a page's end."""
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
    """「附注」, each tied to the next one, so that none stands alone on a last page."""
    for index, note in enumerate(notes):
        yield replace(styled_block("note", note, layout), keep_with_next=index + 1 < len(notes))


def _attachments(names: tuple[str, ...], layout: Layout) -> Iterator[Block]:
    """「附件说明」 (7.3.4): a wrapped name aligns with its first character; no mark after a name."""
    style = layout.styles["attachment_list"]
    for index, name in enumerate(names):
        number = f"{index + 1}." if len(names) > 1 else ""
        label = "附件：" if index == 0 else ""
        hang = width_chars(label + number)
        left = style.left_chars + width_chars("附件：" + number)
        block = styled_block("attachment_list", label + number + name.strip().rstrip("。；，"), layout)
        yield replace(block, left_chars=left, first_line_chars=-hang)
