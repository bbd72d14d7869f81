"""The public copy 「公开版」: personal data found in a reply, confirmed by the officer and removed; no
metadata in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from desktop.domain.case.case import Case, ProposerKind
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import Reply
from desktop.domain.errors import Refused
from desktop.domain.redaction.redaction import Removal, RemovalAction, RemovalKind
from desktop.domain.redaction.redaction_patterns import find_spans
from desktop.services.cases.cases import get_case
from desktop.services.gates.joint_letter import lead_of, round_number
from desktop.services.office.workplace import Workplace
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.services.writing.drafting import open_reply
from desktop.store.history.handling import DISCLOSURES
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.redact_document import Redactor


@dataclass(frozen=True, slots=True)
class RedactionRequest:
    """The officer's decisions. `kept` and `confirmed`: keys of removals; `all_confirmed` confirms every one
    not kept.

    `hide_names` masks the proposers (刘××); places differ in this.
    """

    kept: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    all_confirmed: bool = False
    hide_names: bool = False


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """The document to be published, and everything found, in the order of the letter.

    `open_questions` must be answered before export; `refused` are kept but must be removed.
    """

    document: PrintedDocument
    layout: Layout
    removals: tuple[Removal, ...]
    open_questions: tuple[Removal, ...]
    refused: tuple[Removal, ...]


def public_copy(
    work: Workplace, case_id: int, layout: str | None = None, request: RedactionRequest | None = None
) -> PublicCopy:
    """The public copy of the case's current reply as stored; writes nothing."""
    case, reply = get_case(work, case_id), open_reply(work, case_id)
    return redacted(work, case, reply, layout_of(work, reply, layout), request or RedactionRequest())


_REVIEWED = "政府信息公开条例第十七条：公开前须经审查"


def refuse_unreviewed(work: Workplace, case: Case) -> None:
    """Raise Refused while the letter that answers the proposer has no disclosure review of this round that lets it be published.

    Source: 政府信息公开条例 (2019), article 17. No reason passes it, as none passes the gate before the signature.
    """
    if not case.handling_role.answers_proposer:
        return
    owner = lead_of(work, case) or case
    found = DISCLOSURES.of(work.store, owner.id, round=round_number(work, case))
    if not found or not found[-1].reviewer.strip():
        raise Refused("还没有公开审查，不能导出公开版", f"请先登记审查人、日期和结论（{_REVIEWED}）")
    if found[-1].decision is Disclosure.NONE:
        raise Refused("公开审查的结论是“不予公开”，不能导出公开版", "确要公开的，请重新登记公开审查")
    if found[-1].decision is Disclosure.PROACTIVE and not found[-1].secrecy_reviewer.strip():
        raise Refused("还没有保密审查，不能导出公开版", f"请在公开审查里写明保密审查人（{_REVIEWED}）")


def reviewed_copy(work: Workplace, case_id: int) -> PublicCopy:
    """`public_copy` of a letter that may be published. Raises Refused as `refuse_unreviewed`."""
    refuse_unreviewed(work, get_case(work, case_id))
    return public_copy(work, case_id)


def redacted(
    work: Workplace, case: Case, reply: Reply, layout: Layout, request: RedactionRequest
) -> PublicCopy:
    """The public copy of any reply, stored or being edited."""
    whole = compose_reply(work, case, reply, layout)
    names = (
        tuple(p.name for p in case.proposers if p.kind is ProposerKind.PERSON) if request.hide_names else ()
    )
    redactor = Redactor(partial(find_spans, names=names), request.kept)
    document = redactor.document(whole)
    removals = tuple({removal.key: removal for removal in redactor.removals}.values())
    return PublicCopy(
        replace(document, warnings=()),
        layout,
        removals,
        tuple(removal for removal in removals if _is_open(removal, request)),
        tuple(r for r in removals if r.key in request.kept and r.action is RemovalAction.BLOCK),
    )


def _is_open(removal: Removal, request: RedactionRequest) -> bool:
    """Whether the officer must still confirm: not for names, which `hide_names` covers, nor for contact
    data, always removed.
    """
    if removal.action is RemovalAction.REMOVE or removal.kind is RemovalKind.NAME or request.all_confirmed:
        return False
    return removal.key not in request.kept | request.confirmed


def refuse_open_questions(copy: PublicCopy) -> None:
    """Raise Refused while a removal is unconfirmed, or kept though it must be removed."""
    if copy.refused:
        raise Refused(
            f"{copy.refused[0].place}的{copy.refused[0].kind.label}不能公开", "请改为删除，或修改答复"
        )
    if copy.open_questions:
        found = "、".join(dict.fromkeys(removal.kind.label for removal in copy.open_questions))
        raise Refused(
            f"公开版里有{len(copy.open_questions)}处要确认：{found}", "请逐处确认删除还是保留，再导出公开版"
        )
