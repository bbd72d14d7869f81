"""Facts of a letter and the wordings that they fill 「常用语」."""

from __future__ import annotations

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.letter.facts import Facts, facts_of, missing_names
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases


def case_facts(work: Workplace, case: Case, reply: Reply) -> Facts:
    """Everything that placeholders of this letter may name, merged cases included."""
    others = tuple(
        other
        for number in cases.merged_with(work.store, case.id)
        if (other := cases.read_case(work.store, number))
    )
    return facts_of(case, reply, rules_of(work, case), others)


def fill_phrase(work: Workplace, case: Case, reply: Reply, phrase: str) -> tuple[str, tuple[str, ...]]:
    """A suggested wording with its placeholders filled, and the Chinese names of what is missing in it."""
    filled = case_facts(work, case, reply).fill(phrase)
    return filled.text, missing_names(filled.missing)
