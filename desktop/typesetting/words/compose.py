"""Compose the printable letter from case and reply; the only source of printed text for screen, PDF, printer and docx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.letter.facts import facts_of
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.domain.rules.locality import Locality
from desktop.typesetting.model.block import Block, Imprint, Letterhead, Placed, PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.runs import rare_warnings
from desktop.typesetting.words.head import place_head
from desktop.typesetting.words.imprint import place_imprint
from desktop.typesetting.words.letter_frame import closing_blocks, opening_blocks
from desktop.typesetting.words.letter_words import LetterWords, TextFiller, letter_words
from desktop.typesetting.words.paragraphs import section_blocks

# Arranging the texts of a letter as blocks from top to bottom, in the layout's styles.
_MAX_TITLE_LINES = 4


def arrange(words: LetterWords, layout: Layout, *, sealed: bool) -> PrintedDocument:
    """Return the printable document of these texts in this layout."""
    letterhead, imprint = _letterhead(words, layout), _imprint(words, layout)
    head, foot = place_head(letterhead, layout), place_imprint(imprint, layout)
    blocks = tuple(
        chain(
            opening_blocks(words, head, layout),
            _kept_together(list(_body_blocks(words, layout))),
            closing_blocks(words, layout, sealed=sealed),
        )
    )
    rare = rare_warnings(_rare_pieces((*blocks, *_placed_blocks(head, foot))), layout)
    return PrintedDocument(
        layout=layout.id,
        title="".join(words.title_lines),
        blocks=blocks,
        letterhead=letterhead,
        imprint=imprint,
        warnings=(*_title_warnings(blocks), *rare),
    )


def _body_blocks(words: LetterWords, layout: Layout) -> Iterator[Block]:
    for key, text in words.sections:
        yield from section_blocks(key, text, layout)


def _kept_together(blocks: list[Block]) -> list[Block]:
    """Keep the last body paragraph with the signature, which is never alone on a page (7.3.5.5)."""
    return [*blocks[:-1], replace(blocks[-1], keep_with_next=True)] if blocks else []


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


def _placed_blocks(*placed: Placed) -> tuple[Block, ...]:
    """The blocks of head and imprint."""
    return tuple(block for one in placed for text in one.texts for block in text.blocks)


def _title_warnings(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        lines = len(block.line_breaks_after) + 1
        if block.style == "title" and lines > _MAX_TITLE_LINES:
            yield f"标题排成了{lines}行，请精简标题或自行分行"


def _rare_pieces(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, str]]:
    for block in blocks:
        for run in chain(block.runs, block.right_runs):
            yield run.text, run.font, run.fallback


# Composing a letter.
def compose(
    case: Case,
    reply: Reply,
    template: ReplyTemplate,
    layout: Layout,
    locality: Locality,
    *,
    merged: tuple[Case, ...] = (),
    consulted: tuple[str, ...] = (),
    public: bool = False,
) -> PrintedDocument:
    """Return one letter. Missing facts are listed in `missing` and printed as blanks.

    `merged` are the other cases answered by the same body 「并案」. A title or salutation set in the reply applies only to the
    case the reply was written for. `consulted` are the co-handling units that have answered. `public` omits the
    contact line (DOMAIN 7.3). Pure function.
    """
    own = not reply.case_id or not case.id or reply.case_id == case.id
    fields = reply.fields if own else replace(reply.fields, salutation="", title_lines=())
    facts = facts_of(case, replace(reply, fields=fields), locality, merged, consulted)
    filler = TextFiller(facts, frozenset(template.required_fields))
    words = letter_words(
        case,
        reply,
        template,
        locality,
        filler,
        own_title=own,
        headed=layout.head is not None,
        imprinted=layout.imprint is not None,
        public=public,
        contact_line=layout.contact_line,
    )
    printed = arrange(words, layout, sealed=template.sealed)
    warnings = (*filler.warnings, *printed.warnings)
    return replace(printed, missing=filler.missing_names, warnings=warnings)
