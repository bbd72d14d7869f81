"""The events of a case 「办理过程」: who did what, when, and from which status to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.case.status import Status


class EventKind(StrEnum):
    """What happened; only MOVED and UNDONE change the status."""

    CREATED = "created"
    IMPORTED = "imported"
    MOVED = "moved"
    UNDONE = "undone"  # 撤销: the last move taken back
    RECORDED = "recorded"  # 登记: a contact, an opinion, an extension, feedback, a promise
    EXPORTED = "exported"
    PUBLIC_COPY = "public_copy"  # 公开版, an export that leaves the house (DOMAIN 7.2)

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    EventKind.CREATED: "新建",
    EventKind.IMPORTED: "收件",
    EventKind.MOVED: "流转",
    EventKind.UNDONE: "撤销流转",
    EventKind.RECORDED: "登记",
    EventKind.EXPORTED: "导出",
    EventKind.PUBLIC_COPY: "导出公开版",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the case's history; never changed and never deleted (DOMAIN 3.4, 7.1).

    `from_status` and `to_status` are None for what moves nothing. `jump` marks a move outside the usual way,
    which needs a reason in `note`. `id` 0 means "not stored yet".
    """

    case_id: int
    at: datetime
    kind: EventKind
    who: str = ""
    from_status: Status | None = None
    to_status: Status | None = None
    note: str = ""
    jump: bool = False
    id: int = 0

    @property
    def label(self) -> str:
        """One line for people: 「流转：拟稿 → 科室核稿（请王科长审）」."""
        way = (
            f"：{self.from_status.label} → {self.to_status.label}"
            if self.from_status and self.to_status
            else ""
        )
        return self.kind.label + way + (f"（{self.note}）" if self.note else "")
