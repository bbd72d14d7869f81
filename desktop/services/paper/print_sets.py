"""The print set 「整套打印」: everything that goes out with a reply, collated by addressee.

For each proposer the letter, then the feedback form, the envelope last; sheets of the house (approval sheet and the like) in front.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.services.cases.cases import get_case
from desktop.services.office.workplace import Workplace
from desktop.services.paper.form_source import FormSource, form_source
from desktop.services.paper.forms import form_of_kind, kept_reply
from desktop.services.paper.sheet_files import Printout
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.typesetting.forms.compose_form import compose_form

WITH_EVERY_LETTER = (FormKind.FEEDBACK, FormKind.ENVELOPE)
EVERYTHING = (
    FormKind.APPROVAL, FormKind.FEEDBACK, FormKind.ENVELOPE, FormKind.OPINION_REQUEST, FormKind.PROCESS,
    FormKind.ARCHIVE_COVER, FormKind.ARCHIVE_LIST,
)  # fmt: skip
LETTER = "答复"


@dataclass(frozen=True, slots=True)
class SetItem:
    """One thing of a set. `what` is 答复 or the form's kind; `addressee` "" for sheets that stay in the house."""

    what: str
    addressee: str
    printout: Printout


def set_items(
    work: Workplace, case_id: int, kinds: tuple[FormKind, ...] = WITH_EVERY_LETTER
) -> tuple[SetItem, ...]:
    """The set of one case in printing order. Raises Refused for a case without a reply or without anybody to send it to.

    A co-handled case has its opinion for the lead unit and no forms for proposers.
    """
    case = get_case(work, case_id)
    reply = kept_reply(work, case)
    if reply is None:
        raise Refused(f"第{case.number}号还没有答复", "请先拟写答复")
    layout = layout_of(work, reply)
    letter = Printout(compose_reply(work, case, reply, layout), layout)
    source = form_source(work, case, reply, letter.document.title)
    return tuple(_collated(source, _wanted(case, kinds), letter))


def _wanted(case: Case, kinds: tuple[FormKind, ...]) -> tuple[FormKind, ...]:
    if not case.handling_role.answers_proposer:
        return tuple(kind for kind in kinds if kind not in {*WITH_EVERY_LETTER, FormKind.OPINION_REQUEST})
    return tuple(kind for kind in kinds if kind is not FormKind.FEEDBACK or case.needs_feedback)


def _collated(source: FormSource, kinds: tuple[FormKind, ...], letter: Printout) -> Iterator[SetItem]:
    kinds_of_sheets = [tuple(_sheets(source, kind)) for kind in kinds]
    sheets = [item for group in kinds_of_sheets for item in group]
    yield from (item for item in sheets if not item.addressee)
    case = source.case
    proposers = [proposer.name for proposer in case.proposers]
    if not case.handling_role.answers_proposer:
        yield SetItem(LETTER, case.lead_unit, letter)
        return
    if not proposers:
        raise Refused(f"第{case.number}号没有填写提案者", "请先补上提案者")
    for place, name in enumerate(proposers):  # by place: two proposers may share a name
        yield SetItem(LETTER, name, letter)
        for group in kinds_of_sheets:
            if len(group) == len(proposers) and group[place].addressee == name:
                yield group[place]
    yield from (item for item in sheets if item.addressee and item.addressee not in proposers)


def _sheets(source: FormSource, kind: FormKind) -> Iterator[SetItem]:
    form = form_of_kind(source.work, source.case, kind)
    lender = source.work.library.layout(form.layout)
    for name, facts in source.sheets(form):
        sheet = compose_form(form, facts, lender)
        yield SetItem(kind.label, name, Printout(sheet.document, sheet.layout))
