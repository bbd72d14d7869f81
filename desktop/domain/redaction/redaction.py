"""Removals for a public copy 「公开版」: kinds, default actions and positions (DOMAIN 7.2, 7.3).

Numbers of documents, cases, years and money resemble private numbers; checksums and the surrounding words tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class RemovalKind(StrEnum):
    """What was found."""

    ID_NUMBER = "id_number"
    BANK_CARD = "bank_card"
    SECRECY_MARK = "secrecy_mark"
    CONTACT_LINE = "contact_line"
    MOBILE = "mobile"
    LANDLINE = "landline"
    EMAIL = "email"
    MESSENGER = "messenger"
    ADDRESS = "address"
    ID_WORDS = "id_words"
    LICENCE_PLATE = "licence_plate"
    COMPANY_FIGURE = "company_figure"
    NAME = "name"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def action(self) -> RemovalAction:
        """The default action, which an officer may override."""
        if self in _BLOCKED:
            return RemovalAction.BLOCK
        return RemovalAction.ASK if self in _ASKED else RemovalAction.REMOVE


class RemovalAction(StrEnum):
    """`BLOCK`: no export until the removal is confirmed; `REMOVE`: removed; `ASK`: an officer decides."""

    BLOCK = "block"
    REMOVE = "remove"
    ASK = "ask"

    @property
    def label(self) -> str:
        return {"block": "必须删除", "remove": "删除", "ask": "请确认"}[self]


_LABELS = {
    RemovalKind.ID_NUMBER: "身份证号",
    RemovalKind.BANK_CARD: "银行卡号",
    RemovalKind.SECRECY_MARK: "密级标志",
    RemovalKind.CONTACT_LINE: "联系方式",
    RemovalKind.MOBILE: "手机号",
    RemovalKind.LANDLINE: "电话号码",
    RemovalKind.EMAIL: "电子邮箱",
    RemovalKind.MESSENGER: "微信、QQ号",
    RemovalKind.ADDRESS: "住址",
    RemovalKind.ID_WORDS: "提到身份证件",
    RemovalKind.LICENCE_PLATE: "车牌号",
    RemovalKind.COMPANY_FIGURE: "单个企业的经营数据",
    RemovalKind.NAME: "姓名",
}
_BLOCKED = frozenset({RemovalKind.ID_NUMBER, RemovalKind.BANK_CARD, RemovalKind.SECRECY_MARK})
_ASKED = frozenset(
    {RemovalKind.ADDRESS, RemovalKind.ID_WORDS, RemovalKind.LICENCE_PLATE, RemovalKind.COMPANY_FIGURE}
)


@dataclass(frozen=True, slots=True)
class Span:
    """A match: characters `start` to `end` of the text, and their replacement ("" = deleted)."""

    kind: RemovalKind
    start: int
    end: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """One removal as shown for confirmation. `key` identifies it for a decision; equal letters give equal keys."""

    key: str
    kind: RemovalKind
    place: str
    before: str
    after: str
    around: str  # the surrounding text, including the match

    @property
    def action(self) -> RemovalAction:
        return self.kind.action

    @property
    def label(self) -> str:
        """The removal in one line: 「正文第3段 手机号：13812345678 → （略）」."""
        return f"{self.place} {self.kind.label}：{self.before} → {self.after or '（删除）'}"


def not_overlapping(
    spans: Iterable[Span], order: Sequence[RemovalKind] = tuple(RemovalKind)
) -> tuple[Span, ...]:
    """The spans from left to right; of two that overlap the one earlier in `order` is kept, then the longer one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (order.index(span.kind), span.start - span.end, span.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda span: span.start))
