"""Readiness for sign-off: everything missing or open in a reply (DOMAIN 3.6, 3.8, 5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.case.reply import Reply
from desktop.domain.records.contact import contact_met
from desktop.domain.records.review import open_remarks
from desktop.domain.rules.locality import Locality
from desktop.domain.words.shortened import shortened
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import current_round
from desktop.services.handling.opinions import missing_opinions
from desktop.services.handling.promises import promises_of
from desktop.services.handling.reviews import remarks_of, required_signer
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import CONTACTS
from desktop.store.letters.replies import read_reply

_LONGEST_QUOTE = 30
"""Characters of an ask or a remark that a finding quotes."""


class ReadyKind(StrEnum):
    """What a finding is about."""

    DRAFT = "draft"
    FIELD = "field"
    CONTACT = "contact"
    ASK = "ask"
    RESULT = "result"
    SIGNER = "signer"
    OPINION = "opinion"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class ReadyFinding:
    """One finding. `must`: it blocks sign-off or breaks a rule of the rule book; otherwise a reminder."""

    kind: ReadyKind
    must: bool
    words: str
    basis: str = ""


def readiness(work: Workplace, case_id: int) -> tuple[ReadyFinding, ...]:
    """Everything missing before sign-off, `must` findings first; () if the reply is ready."""
    case = get_case(work, case_id)
    rules, reply = rules_of(work, case), read_reply(work.store, case_id)
    if reply is None:
        return (ReadyFinding(ReadyKind.DRAFT, True, "还没有答复稿"),)
    found = [
        *_required_fields(rules, reply),
        *_contact(work, case, rules),
        *_asks(case, rules),
        *_result(work, case, rules, reply),
        *_waiting(work, case),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.must))


def _required_fields(rules: Locality, reply: Reply) -> Iterator[ReadyFinding]:
    for key in rules.required.fields:
        if (
            key in REPLY_FIELDS
            and not getattr(reply.fields, key)
            and key not in {"signer", "issue_date", "document_number"}
        ):
            yield ReadyFinding(
                ReadyKind.FIELD, True, f"还没有填写{REPLY_FIELDS[key].label}", rules.required.basis
            )


def _contact(work: Workplace, case: Case, rules: Locality) -> Iterator[ReadyFinding]:
    number = current_round(work, case).number
    demand = rules.required.contact
    if case.handling_role.answers_proposer and not contact_met(
        demand, CONTACTS.of(work.store, case.id), number
    ):
        yield ReadyFinding(ReadyKind.CONTACT, True, f"本轮沟通不够：要求{demand.label}", rules.required.basis)


def _asks(case: Case, rules: Locality) -> Iterator[ReadyFinding]:
    unanswered = [ask for ask in case.asks if not ask.answered_in]
    for ask in unanswered if case.handling_role.answers_proposer else ():
        yield ReadyFinding(
            ReadyKind.ASK,
            rules.required.every_ask_answered,
            f"第 {ask.number} 条建议还没有对应的答复：{shortened(ask.text, _LONGEST_QUOTE)}",
        )


def _result(work: Workplace, case: Case, rules: Locality, reply: Reply) -> Iterator[ReadyFinding]:
    result = rules.channel(case.matter_type, case.level).result(reply.fields.handling_result)
    if result and result.must_name:
        yield ReadyFinding(ReadyKind.RESULT, False, f"办理结果为“{result.label}”，请核对：{result.must_name}")
    if result and result.needs_followup and not promises_of(work, case.id):
        yield ReadyFinding(ReadyKind.RESULT, False, f"办理结果为“{result.label}”，还没有登记承诺事项")
    level = required_signer(work, case.id)
    yield ReadyFinding(ReadyKind.SIGNER, False, f"由{level.label}签发", rules.signing.basis)


def _waiting(work: Workplace, case: Case) -> Iterator[ReadyFinding]:
    for opinion in missing_opinions(work, case.id) if case.handling_role.answers_proposer else ():
        yield ReadyFinding(ReadyKind.OPINION, False, f"“{opinion.unit}”的会办意见还没有收到")
    for remark in open_remarks(remarks_of(work, case.id)):
        yield ReadyFinding(
            ReadyKind.REMARK, True, f"修改意见还没有处理：{shortened(remark.text, _LONGEST_QUOTE)}"
        )
