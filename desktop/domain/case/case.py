"""The case 「办件」: one proposal or suggestion handled by this unit, and the enums of its fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.domain.case.status import Status


# Matter types, levels and handling roles.
class MatterType(StrEnum):
    """The channel a matter came through (DOMAIN 3.3, 8)."""

    CPPCC_PROPOSAL = "cppcc_proposal"  # 政协提案
    NPC_SUGGESTION = "npc_suggestion"  # 人大代表建议 (书面意见)

    @property
    def label(self) -> str:
        return {"cppcc_proposal": "政协提案", "npc_suggestion": "人大代表建议"}[self]

    @property
    def short_label(self) -> str:
        """The noun used in running text and titles: 提案 or 建议."""
        return {"cppcc_proposal": "提案", "npc_suggestion": "建议"}[self]

    @property
    def member_title(self) -> str:
        """What one proposer is called in a salutation: 委员 or 代表."""
        return {"cppcc_proposal": "委员", "npc_suggestion": "代表"}[self]


class Level(StrEnum):
    """「层级」 of the CPPCC committee or people's congress that assigned the matter."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    CITY = "city"
    DISTRICT = "district"

    @property
    def label(self) -> str:
        return {"national": "全国", "provincial": "省", "city": "市", "district": "区"}[self]


class HandlingRole(StrEnum):
    """「办理方式」: how this unit takes part (DOMAIN 3.2)."""

    SOLE = "sole"
    LEAD = "lead"
    CO_HANDLING = "co_handling"
    SEPARATE = "separate"

    @property
    def label(self) -> str:
        return {"sole": "独办", "lead": "主办", "co_handling": "会办", "separate": "分办"}[self]

    @property
    def answers_proposer(self) -> bool:
        """False for a co-handling unit: it reports to the lead unit only (DOMAIN 0, point 5)."""
        return self is not HandlingRole.CO_HANDLING


# The case with its proposers and asks.
class ProposerKind(StrEnum):
    """「提案者性质」: one person, or an organisation such as a party, committee or sector."""

    PERSON = "person"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Proposer:
    """「提案者」, in the order printed; the first one is the first proposer 「第一提案人」.

    Empty text means "not known". `phone` and `address` are personal data and never enter a public copy.
    """

    name: str
    kind: ProposerKind = ProposerKind.PERSON
    sector: str = ""  # 界别 / 代表团
    party: str = ""
    unit: str = ""  # 单位职务
    phone: str = ""
    address: str = ""
    postcode: str = ""
    contact_person: str = ""  # 集体提案的联系人


@dataclass(frozen=True, slots=True)
class Ask:
    """One concrete request 「建议」 of the proposal, numbered from 1 in the order it is made.

    `answered_in` names the reply section that answers it ("" = not yet tied), from the second round 「二次办理」 on with the round
    before it, 「2:answer」: what the first reply answered is open again in the second.
    """

    number: int
    text: str
    answered_in: str = ""
    result: str = ""

    def section_in(self, round_number: int) -> str:
        """The section of that round's reply which answers it; "" if none does."""
        first, of_round, key = self.answered_in.partition(":")
        if round_number == 1:
            return "" if of_round else first
        return key if first == str(round_number) else ""

    def tied(self, section_key: str, round_number: int) -> Ask:
        """This ask as answered by that section of that round's reply; "" = by none."""
        prefix = f"{round_number}:" if section_key and round_number > 1 else ""
        return replace(self, answered_in=prefix + section_key)


@dataclass(frozen=True, slots=True)
class Case:
    """The stored facts of a case (DOMAIN 3.3), without those of its reply and without derived values.

    Empty text and None mean "not known". `id` 0 means "not stored yet".
    Values that follow from dates (days left, overdue) are computed on demand, never stored.
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
    return_reason: str = ""  # 退办理由: why the unit asks to be relieved of it
    return_unit: str = ""  # 建议改办单位: whom it proposes instead
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
