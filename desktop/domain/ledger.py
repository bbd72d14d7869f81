"""The ledger 「办理台账」: its columns and what stands in each for one case (DOMAIN 6).

The keys are those by which the import knows a column (desktop.domain.intake.ledger_columns), so what is exported can be read
back, and the header cells of a superior office's form name their column by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LedgerValue = str | int | date | None
"""Text (numbers such as 085 are text), a count, a day, or nothing."""

LedgerRow = Mapping[str, LedgerValue]


class ColumnKind(StrEnum):
    """How a column is written and aligned."""

    TEXT = "text"
    CENTRED = "centred"
    DATE = "date"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column: its key, its caption, its width in characters of the sheet's font (two for a Chinese one)."""

    key: str
    caption: str
    width: float
    kind: ColumnKind = ColumnKind.TEXT


COLUMNS: tuple[LedgerColumn, ...] = (
    LedgerColumn("row_no", "序号", 6, ColumnKind.COUNT),
    LedgerColumn("number", "编号", 9, ColumnKind.CENTRED),
    LedgerColumn("matter_type", "类型", 13, ColumnKind.CENTRED),
    LedgerColumn("level", "层级", 6, ColumnKind.CENTRED),
    LedgerColumn("meeting", "届次", 18),
    LedgerColumn("title", "案由", 44),
    LedgerColumn("first_proposer", "第一提案人", 12),
    LedgerColumn("co_signers", "联名人", 18),
    LedgerColumn("co_signer_count", "人数", 6, ColumnKind.COUNT),
    LedgerColumn("sector", "界别", 14),
    LedgerColumn("proposer_unit", "单位职务", 22),
    LedgerColumn("proposer_phone", "联系电话", 14),
    LedgerColumn("category", "分类", 12),
    LedgerColumn("lead_unit", "主办单位", 18),
    LedgerColumn("co_units", "会办单位", 22),
    LedgerColumn("handling_role", "办理方式", 9, ColumnKind.CENTRED),
    LedgerColumn("is_key", "是否重点", 9, ColumnKind.CENTRED),
    LedgerColumn("supervising_leader", "督办领导", 10),
    LedgerColumn("assigned_at", "交办日期", 12, ColumnKind.DATE),
    LedgerColumn("due_at", "办理期限", 12, ColumnKind.DATE),
    LedgerColumn("leader", "分管领导", 10),
    LedgerColumn("section", "承办科室", 12),
    LedgerColumn("officer", "经办人", 10),
    LedgerColumn("contacts", "沟通情况", 26),
    LedgerColumn("co_opinion_at", "会办意见", 26),
    LedgerColumn("status", "办理进度", 12, ColumnKind.CENTRED),
    LedgerColumn("replied_at", "答复日期", 12, ColumnKind.DATE),
    LedgerColumn("doc_number", "发文字号", 20),
    LedgerColumn("result", "办理结果", 16, ColumnKind.CENTRED),
    LedgerColumn("signer", "签发人", 10),
    LedgerColumn("disclosure", "公开属性", 12, ColumnKind.CENTRED),
    LedgerColumn("disclosed_at", "公开日期", 12, ColumnKind.DATE),
    LedgerColumn("satisfaction", "满意度", 12, ColumnKind.CENTRED),
    LedgerColumn("followup", "承诺事项", 30),
    LedgerColumn("followup_due_at", "完成时限", 12, ColumnKind.DATE),
    LedgerColumn("remark", "备注", 24),
)
COLUMN_BY_KEY: Mapping[str, LedgerColumn] = {column.key: column for column in COLUMNS}
PRIVATE = frozenset({"proposer_phone"})
"""Personal data, left out unless asked for (DOMAIN 7)."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
MOST_CHARACTERS = 32_767
"""What a cell of a sheet can hold."""


def needs_guard(text: str) -> bool:
    """True for text that a spreadsheet program might take for a formula; it must be stored as quoted text."""
    return text.startswith(_DANGEROUS)


def cell_text(text: str) -> str:
    """Text as a cell may hold it: without control characters that XML forbids, at most 32,767 characters."""
    clean = "".join(
        mark for mark in text if mark in "\t\n" or (mark >= " " and not 0xFFFE <= ord(mark) <= 0xFFFF)
    )
    return clean if len(clean) <= MOST_CHARACTERS else clean[: MOST_CHARACTERS - 1] + "…"
