"""What an import says of the reply itself: a whole letter, or the columns of a list about one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.case import Case
from desktop.domain.case_field import REPLY_FIELDS
from desktop.domain.import_plan import PlannedChange, SetBy
from desktop.domain.reply import Reply, ReplyFields
from desktop.services.choices import pick_template
from desktop.services.drafting import is_untouched
from desktop.services.intake_fields import REPLY_PREFIX
from desktop.services.intake_wish import Wish
from desktop.services.office import channel_for
from desktop.services.reply_intake import reply_of
from desktop.services.workplace import Workplace

BODY = "reply.body"
"""The key under which the words of a whole letter change."""


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """`changes` with the values behind them; `letter` is the whole reply of a file, None for the columns of a list."""

    changes: tuple[PlannedChange, ...] = ()
    values: Mapping[str, Any] | None = None
    letter: Reply | None = None


NOTHING_SAID = LetterPlan()


def plan_letter(work: Workplace, wish: Wish, case: Case, stored: Reply | None) -> LetterPlan:
    """What the wish would change in the stored reply, or that it makes one."""
    said = {key: _coded(work, case, key, value) for key, value in wish.letter.items()}
    if wish.reply is None:
        return _columns(said, stored, wish.typed)
    letter = reply_of(work, case, wish.reply)
    letter = replace(letter, fields=replace(letter.fields, **said))
    if stored is not None and stored.sections == letter.sections:
        return LetterPlan(letter=letter)
    free = stored is None or not any(section.text for section in stored.sections)
    free = free or (case.id > 0 and stored is not None and is_untouched(work, case, stored))
    old = "" if free or stored is None else _length(stored)
    set_by = SetBy.NOBODY if free else SetBy.OFFICER
    change = PlannedChange(BODY, "答复正文", old, _length(letter), set_by, not free)
    return LetterPlan((change,), letter=letter)


def with_letter(plan: LetterPlan, stored: Reply | None, taken: frozenset[str]) -> Reply | None:
    """The reply after the changes that are taken; None if there is still none. A letter is put in whole."""
    if plan.letter is not None:
        if BODY not in taken:
            return stored
        return replace(plan.letter, id=stored.id, round=stored.round) if stored else plan.letter
    keys = [key.removeprefix(REPLY_PREFIX) for key in taken if key.startswith(REPLY_PREFIX)]
    if not keys or plan.values is None:
        return stored
    base = stored or Reply()
    return replace(base, fields=replace(base.fields, **{key: plan.values[key] for key in keys}))


def blank_letter(work: Workplace, case: Case, fields: ReplyFields) -> Reply:
    """A reply whose words are not known, for a case that was answered elsewhere."""
    template = pick_template(work, case, None)
    return Reply(case_id=case.id, template=template.id, template_version=template.version, fields=fields)


def _columns(said: Mapping[str, Any], stored: Reply | None, typed: frozenset[str]) -> LetterPlan:
    fields = stored.fields if stored else ReplyFields()
    changes = []
    for key, value in said.items():
        old = getattr(fields, key)
        if not value or old == value:
            continue
        field, blank = REPLY_FIELDS[key], not old
        asks = not blank and REPLY_PREFIX + key not in typed
        set_by = SetBy.NOBODY if blank else SetBy.OFFICER
        changes.append(
            PlannedChange(REPLY_PREFIX + key, field.label, field.show(old), field.show(value), set_by, asks)
        )
    return LetterPlan(tuple(changes), said)


def _coded(work: Workplace, case: Case, key: str, value: Any) -> Any:  # noqa: ANN401 - a value of any field
    """A result class by its code, where the words are of the place; everything else as it is."""
    if key != "handling_result" or not isinstance(value, str):
        return value
    result = channel_for(work, case).result_by_label(value)
    return result.code if result else value


def _length(reply: Reply) -> str:
    return f"{sum(len(section.text) for section in reply.sections)} 字"
