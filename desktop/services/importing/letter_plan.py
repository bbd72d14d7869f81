"""Changes an import makes to the reply 「答复」: a whole letter from a file, or the reply columns of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.case.reply import Reply, ReplyFields
from desktop.domain.importing.plan import PlannedChange, SetBy
from desktop.services.importing.read_fields import REPLY_PREFIX
from desktop.services.importing.reply_parts import reply_of
from desktop.services.importing.request import ImportRequest
from desktop.services.office.rules import channel_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import pick_template
from desktop.services.writing.drafting import is_unedited

BODY = "reply.body"
"""The change key of the text of a whole letter."""


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """The planned `changes` of a reply with their `values`. `letter`: the whole reply of a file, None for list columns."""

    changes: tuple[PlannedChange, ...] = ()
    values: Mapping[str, Any] | None = None
    letter: Reply | None = None


NOTHING_SAID = LetterPlan()


def plan_letter(work: Workplace, request: ImportRequest, case: Case, stored: Reply | None) -> LetterPlan:
    """The changes that the request makes to the stored reply, or to a new one if `stored` is None."""
    given = {key: _coded(work, case, key, value) for key, value in request.letter.items()}
    if request.reply is None:
        return LetterPlan(tuple(_columns(work, case, given, stored, request.typed)), given)
    letter = reply_of(work, case, request.reply)
    letter = replace(letter, fields=replace(letter.fields, **given))
    if stored is not None and stored.sections == letter.sections:
        return LetterPlan(letter=letter)
    free = stored is None or not any(section.text for section in stored.sections)
    free = free or (case.id > 0 and stored is not None and is_unedited(work, case, stored))
    old = "" if free or stored is None else _length(stored)
    set_by = SetBy.NOBODY if free else SetBy.OFFICER
    change = PlannedChange(BODY, "答复正文", old, _length(letter), set_by, not free)
    return LetterPlan((change,), letter=letter)


def unsettled_result(work: Workplace, request: ImportRequest, case: Case) -> str:
    """What to say of a handling result that the place does not have, which is kept as it is written; "" for a known one."""
    words, channel = request.letter.get("handling_result"), channel_of(work, case)
    if not isinstance(words, str) or not words or channel.result_by_label(words):
        return ""
    choices = "、".join(result.label for result in channel.choices)
    return f"办理结果“{words}”不在本地的分类里（{choices}），先照原文收，请在办件里改定"


def with_letter(plan: LetterPlan, stored: Reply | None, taken: frozenset[str]) -> Reply | None:
    """The reply after applying the changes in `taken`; None if there still is none. A whole letter replaces
    all sections.
    """
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
    """A reply without sections, for a case whose reply was written elsewhere."""
    template = pick_template(work, case, None)
    return Reply(case_id=case.id, template=template.id, template_version=template.version, fields=fields)


def _columns(
    work: Workplace, case: Case, given: Mapping[str, Any], stored: Reply | None, typed: frozenset[str]
) -> Iterator[PlannedChange]:
    """Changes of single reply fields: a blank field is filled, a different value needs a decision unless
    `typed` by the officer.
    """
    fields = stored.fields if stored else ReplyFields()
    for key, value in given.items():
        old = getattr(fields, key)
        if value and old != value:
            label, shown = REPLY_FIELDS[key].label, [_shown(work, case, key, one) for one in (old, value)]
            set_by = SetBy.OFFICER if old else SetBy.NOBODY
            asks = bool(old) and REPLY_PREFIX + key not in typed
            yield PlannedChange(REPLY_PREFIX + key, label, shown[0], shown[1], set_by, asks)


def _shown(work: Workplace, case: Case, key: str, value: object) -> str:
    """The value as text; a handling result by its label in the rule book."""
    result = channel_of(work, case).result(str(value)) if key == "handling_result" else None
    return result.label if result else REPLY_FIELDS[key].show(value)


def _coded(work: Workplace, case: Case, key: str, value: Any) -> Any:  # noqa: ANN401 - a value of any field
    """A handling result as its code if the rule book knows the label; any other value unchanged."""
    if key != "handling_result" or not isinstance(value, str):
        return value
    result = channel_of(work, case).result_by_label(value)
    return result.code if result else value


def _length(reply: Reply) -> str:
    return f"{sum(len(section.text) for section in reply.sections)} 字"
