"""A foreign reply's paragraphs laid into the sections of a template, so that printing gives back the same paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.case.reply import Section
from desktop.domain.letter.outline import is_heading, outline_number
from desktop.domain.letter.reply_template import ReplyTemplate, SectionPlan

_GREETING = re.compile(r"[您你们]{1,2}好[！!，,：:。]?")
_CLOSING = re.compile(r"(?:最后，?)?(?:再次)?(?:衷心)?(?:感谢|以上意见|专此|此复|特此)")
_CLOSING_KEYS = ("thanks", "closing")


def map_sections(paragraphs: Sequence[str], template: ReplyTemplate) -> tuple[Section, ...]:
    """Sections in the order of the paragraphs; all paragraphs of all sections in a row are exactly `paragraphs`.

    A greeting of its own, the opening before the first heading and a closing sentence get the template's keys; each
    level-1 heading, and each heading worded as one of the template's, begins a section. What the template does not know
    becomes a section of the officer's own (own_1, own_2 …). A paragraph without a character is left out.
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
    """A heading without its number, blanks and end marks: 「（四）下一步举措」 -> 下一步举措."""
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
    """The template's section with the same number before its heading, if nothing stands there yet: 二、 takes 二、."""
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
