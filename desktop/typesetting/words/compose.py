"""From case and reply to the printable letter. The only source of printed words: screen, PDF, printer and docx print this."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.letter.facts import facts_of
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.domain.rules.locality import Locality
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.arrange import arrange
from desktop.typesetting.words.letter_words import WordFinder, letter_words


def compose(
    case: Case,
    reply: Reply,
    template: ReplyTemplate,
    layout: Layout,
    locality: Locality,
    *,
    merged: tuple[Case, ...] = (),
    public: bool = False,
) -> PrintedDocument:
    """Return one letter. Facts nobody has given are named in `missing` and printed as blanks, never as braces.

    `merged` are the other cases answered by the same body 「并案」. A title or salutation set by hand in the reply belongs to the
    case the reply was written for. `public` leaves out the contact line (DOMAIN 7.3). Pure: same facts, same letter.
    """
    own = not reply.case_id or not case.id or reply.case_id == case.id
    fields = reply.fields if own else replace(reply.fields, salutation="", title_lines=())
    facts = facts_of(case, replace(reply, fields=fields), locality, merged)
    finder = WordFinder(facts, frozenset(template.required_fields))
    words = letter_words(
        case,
        reply,
        template,
        locality,
        finder,
        own_title=own,
        headed=layout.head is not None,
        imprinted=layout.imprint is not None,
        public=public,
    )
    printed = arrange(words, layout, sealed=template.sealed)
    warnings = (*finder.warnings, *printed.warnings)
    return replace(printed, missing=finder.missing_names, warnings=warnings)
