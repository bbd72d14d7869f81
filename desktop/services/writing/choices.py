"""Choices for a reply: templates that fit the case, layouts, handling results, disclosure."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import Reply
from desktop.domain.errors import Refused
from desktop.domain.letter.facts import Facts, facts_of, missing_names
from desktop.domain.letter.reply_template import LetterKind, ReplyTemplate
from desktop.services.office.rules import channel_of, rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.history.handling import CO_OPINIONS

Choice = tuple[str, str]
"""A code and its label."""


# Facts of a letter, and phrases 「常用语」 filled with them.
def case_facts(work: Workplace, case: Case, reply: Reply) -> Facts:
    """All values that placeholders of this letter may name, merged cases included."""
    consulted = consulted_units(work, case.id)
    return facts_of(case, reply, rules_of(work, case), merged_cases(work, case), consulted)


def merged_cases(work: Workplace, case: Case) -> tuple[Case, ...]:
    """The cases merged with this one 「并案」."""
    numbers = cases.merged_with(work.store, case.id)
    return tuple(other for number in numbers if (other := cases.read_case(work.store, number)))


def consulted_units(work: Workplace, case_id: int) -> tuple[str, ...]:
    """The co-handling units whose opinion has come, in the order of asking."""
    return tuple(opinion.unit for opinion in CO_OPINIONS.of(work.store, case_id) if opinion.received_at)


def fill_phrase(work: Workplace, case: Case, reply: Reply, phrase: str) -> tuple[str, tuple[str, ...]]:
    """A phrase with its placeholders filled, and the Chinese names of the values that are missing."""
    filled = case_facts(work, case, reply).fill(phrase)
    return filled.text, missing_names(filled.missing)


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices in the forms of a reply, each as (code, label)."""

    results: tuple[Choice, ...]
    disclosures: tuple[Choice, ...]
    layouts: tuple[Choice, ...]
    templates: tuple[Choice, ...]


def choices_of(work: Workplace, case: Case, reply: Reply) -> Choices:
    """The choices that fit this case and reply; a retired handling result only if the reply already has it."""
    channel = channel_of(work, case)
    results = [
        result
        for result in channel.results
        if not result.retired or result.code == reply.fields.handling_result
    ]
    return Choices(
        results=tuple((result.code, result.label) for result in results),
        disclosures=tuple((str(kind), kind.label) for kind in Disclosure),
        layouts=tuple((layout.id, layout.name) for layout in work.library.layouts.values()),
        templates=tuple((found.id, found.name) for found in fitting_templates(work, case)),
    )


def fitting_templates(work: Workplace, case: Case) -> tuple[ReplyTemplate, ...]:
    """The templates that fit this case, most specific first."""
    found = [template for template in work.library.replies.values() if _fits(template, case)]
    return tuple(sorted(found, key=lambda template: (-_particularity(template), template.id)))


def pick_template(work: Workplace, case: Case, wanted: str | None, *, second: bool = False) -> ReplyTemplate:
    """The template of that id, else the best fitting one. Raises Refused for an unknown id."""
    library = work.library.replies
    if wanted:
        if wanted not in library:
            raise Refused(
                f"没有模板“{wanted}”",
                f"可以用：{'、'.join(f'{one.name}（{one.id}）' for one in library.values())}",
            )
        return library[wanted]
    kind = _kind(case, second=second)
    fitting = fitting_templates(work, case)
    of_kind = [template for template in fitting if template.kind is kind]
    if not (of_kind or fitting):
        raise Refused("没有适合这件提案的答复模板", "请在“模板”里添加，或新建答复时指定一个")
    return (of_kind or list(fitting))[0]


def template_of(work: Workplace, reply: Reply) -> ReplyTemplate | None:
    """The reply's template; None if its file no longer exists."""
    return work.library.replies.get(reply.template)


def _kind(case: Case, *, second: bool) -> LetterKind:
    if case.handling_role is HandlingRole.CO_HANDLING:
        return LetterKind.CO_OPINION
    return LetterKind.SECOND_REPLY if second else LetterKind.REPLY


def _fits(template: ReplyTemplate, case: Case) -> bool:
    return (
        template.kind is not LetterKind.FOLLOWUP
        and (not template.matter_types or case.matter_type in template.matter_types)
        and (not template.levels or case.level in template.levels)
        and (not template.roles or case.handling_role in template.roles)
    )


def _particularity(template: ReplyTemplate) -> int:
    return sum(map(bool, (template.matter_types, template.levels, template.roles)))
