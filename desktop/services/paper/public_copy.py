"""The public copy 「公开版」: private things found, listed for the officer to confirm, taken out; no traces in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from desktop.domain.case.case import Case, ProposerKind
from desktop.domain.case.reply import Reply
from desktop.domain.errors import Refused
from desktop.domain.redaction.redaction import Removal, RemovalAction, RemovalKind
from desktop.domain.redaction.redaction_patterns import find_spans
from desktop.services.cases.cases import get_case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.services.writing.drafting import open_reply
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.redact_document import Redactor


@dataclass(frozen=True, slots=True)
class RedactionRequest:
    """What the officer decided. `kept` and `confirmed` are keys of removals; `all_confirmed` says yes to every one not kept.

    `hide_names` masks the proposers (刘××); some places do, others print them.
    """

    kept: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    all_confirmed: bool = False
    hide_names: bool = False


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """The document as it may be published, and everything that was found, in the order of the letter.

    `open_questions` must be answered before a file is written; `refused` are kept although they must not be.
    """

    document: PrintedDocument
    layout: Layout
    removals: tuple[Removal, ...]
    open_questions: tuple[Removal, ...]
    refused: tuple[Removal, ...]


def public_copy(
    work: Workplace, case_id: int, layout: str | None = None, request: RedactionRequest | None = None
) -> PublicCopy:
    """The public copy of the case's current reply, as the store holds it; nothing is written."""
    case, reply = get_case(work, case_id), open_reply(work, case_id)
    return redacted(work, case, reply, layout_of(work, reply, layout), request or RedactionRequest())


def redacted(
    work: Workplace, case: Case, reply: Reply, layout: Layout, request: RedactionRequest
) -> PublicCopy:
    """The public copy of any reply, stored or still being typed."""
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
    """Whether the officer still has to answer: names were asked for by the switch, contact data always goes."""
    if removal.action is RemovalAction.REMOVE or removal.kind is RemovalKind.NAME or request.all_confirmed:
        return False
    return removal.key not in request.kept | request.confirmed


def refuse_open_questions(copy: PublicCopy) -> None:
    """Raise Refused while something is not confirmed, or kept that must go."""
    if copy.refused:
        raise Refused(
            f"{copy.refused[0].place}的{copy.refused[0].kind.label}不能公开", "请改为删除，或修改答复"
        )
    if copy.open_questions:
        found = "、".join(dict.fromkeys(removal.kind.label for removal in copy.open_questions))
        raise Refused(
            f"公开版里有{len(copy.open_questions)}处要确认：{found}", "请逐处确认删除还是保留，再导出公开版"
        )
