"""The case 「办件」: one proposal or suggestion as this unit handles it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.case.matter import Ask, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.status import Status


@dataclass(frozen=True, slots=True)
class Case:
    """Every fact of a case that an officer meets (DOMAIN 3.3), except what belongs to a reply or follows from facts.

    Empty text and None mean "not known"; nothing is guessed. `id` 0 means "not stored yet".
    What follows from dates (days left, overdue) is derived, never kept here.
    """

    id: int = 0
    matter_type: MatterType = MatterType.CPPCC_PROPOSAL
    level: Level = Level.DISTRICT
    region: str = ""  # 长宁区, 上海市; empty for the national level
    term: int | None = None  # 届
    session: int | None = None  # 次
    number: str = ""  # 提案号 as printed, zeros kept: 085
    serial_number: str = ""  # 流水号
    subject: str = ""  # 案由
    category: str = ""
    time_mark: str = ""  # 会间 / 会后
    proposers: tuple[Proposer, ...] = ()
    body: str = ""  # the proposal's text, one paragraph a line
    asks: tuple[Ask, ...] = ()
    handling_role: HandlingRole = HandlingRole.LEAD
    assigning_office: str = ""  # 交办单位
    lead_unit: str = ""
    co_units: tuple[str, ...] = ()
    is_key: bool = False  # 重点提案
    supervising_leader: str = ""  # 领衔督办领导
    proposal_open: bool | None = None  # 提案人是否同意公开
    not_open_reason: str = ""
    needs_feedback: bool = True
    leader: str = ""  # 分管领导
    section: str = ""  # 承办科室
    officer: str = ""  # 经办人
    assigned_at: date | None = None
    acknowledged_at: date | None = None
    due_at: date | None = None
    replied_at: date | None = None
    status: Status = Status.ASSIGNED
    locality: str = ""  # id of templates/localities/*.toml; "" = the office's own
    merged_into: int = 0  # 并案: id of the case whose reply body serves this one too; 0 = none
    remark: str = ""

    @property
    def first_proposer(self) -> Proposer | None:
        """「第一提案人」, or None while no proposer is known."""
        return self.proposers[0] if self.proposers else None

    @property
    def co_signers(self) -> tuple[Proposer, ...]:
        """「联名人」: every proposer after the first."""
        return self.proposers[1:]
