"""Convert a recognised reply to a case and a Reply, such that exporting it prints the same letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.domain.intake.parsed_reply import NAMES_IN_LETTER, ParsedReply
from desktop.domain.intake.text.source import Recognised
from desktop.domain.letter.facts import facts_of
from desktop.domain.letter.outline import is_heading, outline_number
from desktop.domain.letter.reply_template import LetterKind, ReplyTemplate, SectionPlan
from desktop.domain.rules.locality import Locality, ResultPlace
from desktop.services.office.rules import general_books, rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import fitting_templates, pick_template

T = TypeVar("T")

# Sections: the paragraphs of a reply from outside, split by the sections of a template.
_GREETING = re.compile(r"[您你们]{1,2}好[！!，,：:。]?")
_CLOSING = re.compile(r"(?:最后，?)?(?:再次)?(?:衷心)?(?:感谢|以上意见|专此|此复|特此)")
_CLOSING_KEYS = ("thanks", "closing")


def map_sections(paragraphs: Sequence[str], template: ReplyTemplate) -> tuple[Section, ...]:
    """Sections in the order of the paragraphs; together they hold exactly the non-empty ones.

    A separate greeting, the text before the first heading and a closing sentence get the template's keys.
    Each level-1 heading, and each heading with the wording of a template heading, begins a section.
    Sections unknown to the template get keys of their own (own_1, own_2 …).
    """
    chunks = _chunks([paragraph for paragraph in paragraphs if paragraph.strip()], template)
    taken: set[str] = set()
    sections = []
    for place, chunk in enumerate(chunks):
        key = _key(chunk, template, taken, last=place == len(chunks) - 1) or _own_key(taken)
        taken.add(key)
        sections.append(Section(key, "\n".join(chunk)))
    return tuple(sections)


def bare_heading(text: str) -> str:
    """A heading without number, blanks and end marks: 「（四）下一步举措」 -> 下一步举措."""
    number = outline_number(text)
    words = text.strip()[number.length :] if number else text
    return re.sub(r"[\s：:。]+", "", words)


def _chunks(paragraphs: list[str], template: ReplyTemplate) -> list[list[str]]:
    known = {bare_heading(plan.heading) for plan in template.sections if plan.heading}
    chunks: list[list[str]] = []
    for paragraph in paragraphs:
        if not chunks or _begins(paragraph, chunks[-1], template, known):
            chunks.append([])
        chunks[-1].append(paragraph)
    return _with_closing(chunks, template)


def _begins(paragraph: str, chunk: list[str], template: ReplyTemplate, known: set[str]) -> bool:
    after_greeting = template.section("greeting") is not None and _is_greeting(chunk)
    number = outline_number(paragraph)
    heads = number is not None and number.level > 0 and is_heading(paragraph)
    first_level = number is not None and number.level == 1 and is_heading(paragraph)
    return after_greeting or first_level or (heads and bare_heading(paragraph) in known)


def _with_closing(chunks: list[list[str]], template: ReplyTemplate) -> list[list[str]]:
    if not chunks or len(chunks[-1]) < 2 or _plan_of(_CLOSING_KEYS, template) is None:
        return chunks
    *rest, final = chunks[-1]
    return [*chunks[:-1], rest, [final]] if _CLOSING.match(final) else chunks


def _key(chunk: list[str], template: ReplyTemplate, taken: set[str], *, last: bool) -> str:
    if _is_greeting(chunk):
        return _free("greeting", template, taken)
    if last and _CLOSING.match(chunk[0]) and (plan := _plan_of(_CLOSING_KEYS, template)):
        return _free(plan.key, template, taken)
    if not is_heading(chunk[0]):
        return _free("opening", template, taken) if not taken - {"greeting"} else ""
    worded = next(
        (p.key for p in template.sections if p.heading and bare_heading(p.heading) == bare_heading(chunk[0])),
        "",
    )
    return _free(worded, template, taken) or _same_place(chunk[0], template, taken)


def _same_place(heading: str, template: ReplyTemplate, taken: set[str]) -> str:
    """The free template section whose heading has the same number (二、 matches 二、); "" if there is none."""
    number = outline_number(heading)
    for plan in template.sections:
        other = outline_number(plan.heading) if plan.heading else None
        if number and other and (number.level, number.value) == (other.level, other.value):
            return _free(plan.key, template, taken)
    return ""


def _plan_of(keys: Sequence[str], template: ReplyTemplate) -> SectionPlan | None:
    return next((plan for key in keys if (plan := template.section(key))), None)


def _free(key: str, template: ReplyTemplate, taken: set[str]) -> str:
    return key if key and key not in taken and template.section(key) else ""


def _own_key(taken: set[str]) -> str:
    return next(f"own_{number}" for number in range(1, len(taken) + 2) if f"own_{number}" not in taken)


def _is_greeting(chunk: list[str]) -> bool:
    return len(chunk) == 1 and _GREETING.fullmatch(chunk[0].strip()) is not None


# Form: the template, layout and rule book that reproduce the printed letter.
_WITH_HEAD, _WITH_IMPRINT = "gbt9704-letter", "gbt9704-general"


def template_for(work: Workplace, case: Case, parsed: ParsedReply) -> ReplyTemplate:
    """The template that covers most optional elements of the reply; the case's default template if several do."""
    usual = pick_template(work, case, None)
    same_matter = (found for found in work.library.replies.values() if _is_reply_to(found, case))
    candidates = [usual, *fitting_templates(work, case), *same_matter]
    of_kind = [found for found in candidates if found.kind is usual.kind]
    return max(of_kind, key=lambda found: _places(found, parsed))  # max returns the first of equals


def _places(template: ReplyTemplate, parsed: ParsedReply) -> int:
    """How many optional elements (result line, contact line) of the reply the template has."""
    result_line = bool(template.result_left or template.result_right)
    shown = (parsed.handling_result or parsed.signer, parsed.contact_person or parsed.contact_phone)
    return sum(
        bool(there) for element, there in zip(shown, (result_line, template.contact), strict=True) if element
    )


def layout_for(work: Workplace, template: ReplyTemplate, parsed: ParsedReply) -> str:
    """The layout id, "" for the template's own; another one if the reply has a document number or copies it
    cannot print.
    """
    layouts = work.library.layouts
    usual = layouts.get(template.layout)
    if parsed.copies and usual and usual.imprint is None and _WITH_IMPRINT in layouts:
        return _WITH_IMPRINT
    if parsed.document_number and usual and usual.head is None and _WITH_HEAD in layouts:
        return _WITH_HEAD
    return ""


def rule_book_with(work: Workplace, case: Case, words: str) -> str:
    """The id of the rule book that prints the result in these words: the case's own, else a general one that
    prints or knows them. Another place is never guessed from the words of a result.

    "" if none of these knows them; the case's own if `words` is empty.
    """
    own = rules_of(work, case)
    books = (own, *general_books(work))
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


_TAKEN = NAMES_IN_LETTER.keys() - {"handling_result", "disclosure", "copies_to", "salutation"}
"""Reply fields that store the words of the letter unchanged."""


def with_rule_book(work: Workplace, case: Case, parsed: ParsedReply) -> Case:
    """The case under the rule book that prints the result of the reply in the same words."""
    return replace(case, locality=rule_book_with(work, case, _value(parsed.handling_result) or ""))


def reply_of(work: Workplace, case: Case, parsed: ParsedReply) -> Reply:
    """The Reply with recognised fields and sections; title and salutation are stored only where the template's differ."""
    template = template_for(work, case, parsed)
    locality = rules_of(work, case)
    plain = Reply(
        case_id=case.id,
        template=template.id,
        template_version=template.version,
        layout=layout_for(work, template, parsed),
        fields=_fields(case, parsed, locality),
        sections=map_sections(parsed.paragraphs, template),
    )
    return replace(plain, fields=_with_own_wording(case, plain, parsed, template, locality))


def _fields(case: Case, parsed: ParsedReply, locality: Locality) -> ReplyFields:
    words = _value(parsed.handling_result) or ""
    result = locality.channel(case.matter_type, case.level).result_by_label(words)
    recognised = {
        key: found.value
        for key in REPLY_FIELDS
        if key in _TAKEN and (found := getattr(parsed, NAMES_IN_LETTER[key])) is not None
    }
    return replace(
        ReplyFields(**recognised),
        handling_result=result.code if result else words,
        disclosure=parsed.disclosure_class,
        copies_to=tuple(
            name for name in re.split(r"[，,；;。]", _value(parsed.copies) or "") if name.strip()
        ),
        attachments=tuple(filter(None, map(_bare_attachment, parsed.attachments))),
    )


def _with_own_wording(
    case: Case, reply: Reply, parsed: ParsedReply, template: ReplyTemplate, locality: Locality
) -> ReplyFields:
    facts = facts_of(case, reply, locality)
    title = "".join(facts.fill(line).text for line in template.title_lines)
    salutation, note = _value(parsed.salutation) or "", _value(parsed.disclosure) or ""
    usual = locality.disclosure_mark(parsed.disclosure_class).strip("（）()")
    own_note = (
        "件" in note and note.strip("（）()") != usual
    )  # 是否公开：是 answers a form and is not a printed note
    return replace(
        reply.fields,
        title_lines=() if title == "".join(parsed.title_lines) else parsed.title_lines,
        salutation="" if salutation == facts.fill(template.salutation).text else salutation,
        note=note if own_note else "",
    )


def _bare_attachment(line: str) -> str:
    """The name of an attachment without 附件： and its number, which are printed again."""
    return re.sub(r"^(?:附件[:：]?\s*)?(?:\d{1,2}[.．、]\s*)?", "", line.strip())


def _value(found: Recognised[T] | None) -> T | None:
    return found.value if found else None
