"""In which form a foreign reply is kept: the template, layout and rule book that print what it printed."""

from __future__ import annotations

from desktop.domain.case.case import Case
from desktop.domain.intake.parsed_reply import ParsedReply
from desktop.domain.letter.reply_template import LetterKind, ReplyTemplate
from desktop.domain.rules.locality import Locality, ResultPlace
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import fitting_templates, pick_template

_WITH_HEAD, _WITH_IMPRINT = "gbt9704-letter", "gbt9704-general"


def template_for(work: Workplace, case: Case, parsed: ParsedReply) -> ReplyTemplate:
    """The template that has a place for most of what the reply shows; the usual one of the case where several do."""
    usual = pick_template(work, case, None)
    same_matter = (found for found in work.library.replies.values() if _is_reply_to(found, case))
    candidates = [usual, *fitting_templates(work, case), *same_matter]
    of_kind = [found for found in candidates if found.kind is usual.kind]
    return max(of_kind, key=lambda found: _places(found, parsed))  # the first of equals


def _places(template: ReplyTemplate, parsed: ParsedReply) -> int:
    """How many of the elements that not every letter has are in the reply and in the template."""
    result_line = bool(template.result_left or template.result_right)
    shown = (parsed.handling_result or parsed.signer, parsed.contact_person or parsed.contact_phone)
    return sum(
        bool(there) for element, there in zip(shown, (result_line, template.contact), strict=True) if element
    )


def layout_for(work: Workplace, template: ReplyTemplate, parsed: ParsedReply) -> str:
    """The template's own layout (""), unless the reply has a document number or copies that it has no place for."""
    layouts = work.library.layouts
    usual = layouts.get(template.layout)
    if parsed.copies and usual and usual.imprint is None and _WITH_IMPRINT in layouts:
        return _WITH_IMPRINT
    if parsed.document_number and usual and usual.head is None and _WITH_HEAD in layouts:
        return _WITH_HEAD
    return ""


def rule_book_with(work: Workplace, case: Case, words: str) -> str:
    """The id of the case's rule book if it prints the result in these very words; else of the first that does, or knows them."""
    own = rules_of(work, case)
    books = (own, *work.library.localities.values())
    printing = next((book.id for book in books if _prints(book, case, words)), "")
    knowing = next((book.id for book in books if _knows(book, case, words)), "")
    return own.id if not words else printing or knowing


def _prints(book: Locality, case: Case, words: str) -> bool:
    channel = book.channel(case.matter_type, case.level)
    result = channel.result_by_label(words)
    if result is None or channel.result_place is ResultPlace.NONE:
        return False
    return words == (result.mark if channel.result_place is ResultPlace.LETTER else result.label)


def _knows(book: Locality, case: Case, words: str) -> bool:
    return book.channel(case.matter_type, case.level).result_by_label(words) is not None


def _is_reply_to(template: ReplyTemplate, case: Case) -> bool:
    return template.kind is LetterKind.REPLY and case.matter_type in template.matter_types
