"""The plan of an import 「收件方案」: what would become of every file and every row, before anything is written.

Pure facts, made by desktop.services.importing.plan and shown by the command line and the review pages alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

ItemKey = tuple[int, int]
"""(place of the reading among the readings, from 0; row of the list as its sheet counts it, or 0 for a whole file)."""


class IntakeKind(StrEnum):
    """What a file is taken for."""

    PROPOSAL = "proposal"
    REPLY = "reply"
    LEDGER = "ledger"

    @property
    def label(self) -> str:
        return {"proposal": "提案", "reply": "答复", "ledger": "清单"}[self]


class ImportStatus(StrEnum):
    """What becomes of a file or row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"new": "新建", "updated": "更新", "unchanged": "无变化", "refused": "未收"}[self]


class SetBy(StrEnum):
    """Who set the value that stands now."""

    NOBODY = ""  # it is blank
    OFFICER = "officer"
    IMPORT = "import"
    RULE = "rule"  # worked out by the clocks of the place 「推算」

    @property
    def label(self) -> str:
        return {"": "空白", "officer": "您填写", "import": "上次收件", "rule": "推算"}[self]


class Offer(StrEnum):
    """What a look-alike is offered for."""

    MERGE = "merge"
    EARLIER = "earlier"

    @property
    def label(self) -> str:
        return {"merge": "可以并案", "earlier": "与往年相近"}[self]


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One field that differs, old and new as people read them.

    `key` is one of CASE_FIELDS, or `reply.` and one of REPLY_FIELDS. With `needs_decision` it changes only if the officer
    says so (put its key into ImportDecisions.overwrite); without, it changes unless the whole item is skipped.
    """

    key: str
    label: str
    old: str
    new: str
    set_by: SetBy = SetBy.NOBODY
    needs_decision: bool = False


@dataclass(frozen=True, slots=True)
class SimilarMatter:
    """Another matter with the same or a like subject, or like requests. `similarity` is 0 to 1, 1 = the same words.

    It is a stored case (`case_id`), or another item of the same plan (`item`, and `case_id` 0).
    """

    name: str  # 十五届四次会议第085号
    subject: str
    similarity: float
    by_asks: bool  # the requests are alike, not the subject
    offer: Offer
    case_id: int = 0
    item: ItemKey | None = None


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """What becomes of one file or one row. `name` and `message` are ready to show; `message` is one short sentence.

    `case_id` is 0 where the case is not stored yet; `follows` names the earlier item of the plan that makes it.
    `due_derived` says that `due_at` was worked out from the place's clock 「推算」 and not read.
    """

    key: ItemKey
    kind: IntakeKind
    status: ImportStatus
    name: str
    message: str
    source: str  # name of the file, 粘贴的文字 for pasted text
    subject: str = ""
    case_id: int = 0
    follows: ItemKey | None = None
    changes: tuple[PlannedChange, ...] = ()
    similar_matters: tuple[SimilarMatter, ...] = ()
    due_at: date | None = None
    due_derived: bool = False

    @property
    def row(self) -> int:
        """The row of the list, from 1; 0 for a whole file."""
        return self.key[1]

    @property
    def asked(self) -> tuple[PlannedChange, ...]:
        """The changes that wait for the officer's word."""
        return tuple(change for change in self.changes if change.needs_decision)


@dataclass(frozen=True, slots=True)
class ImportDecisions:
    """What the officer said to a plan; the default takes everything that needs no word.

    `overwrite` names per item the keys of changes that may go over what was typed; `merge` the case (its id), or
    the other item, that an item is merged into 「并案」; `skip` the items that stay out.
    """

    skip: frozenset[ItemKey] = frozenset()
    overwrite: Mapping[ItemKey, frozenset[str]] = field(default_factory=dict)
    merge: Mapping[ItemKey, int | ItemKey] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one item. `case_id` is 0 where no case stands behind it; `taken` are the keys of `changes` that changed."""

    key: ItemKey
    kind: IntakeKind
    status: ImportStatus
    message: str
    source: str
    case_id: int = 0
    changes: tuple[PlannedChange, ...] = ()
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import that was carried out; `id` is 0 if nothing had to be written. Taken back by undo_import(work, id)."""

    id: int
    results: tuple[ImportResult, ...]

    def count(self, status: ImportStatus) -> int:
        """How many items ended so."""
        return sum(result.status is status for result in self.results)
