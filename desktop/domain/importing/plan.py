"""The plan of an import 「收件方案」: the outcome for every file and row, before anything is written.

Pure data, built by desktop.services.importing.plan and shown by the command line and the review pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

ItemKey = tuple[int, int]
"""(index of the file among the files read, from 0; row number in the sheet, or 0 for a whole file)."""


class IntakeKind(StrEnum):
    """Kind of document recognised in a file."""

    PROPOSAL = "proposal"
    REPLY = "reply"
    LEDGER = "ledger"

    @property
    def label(self) -> str:
        return {"proposal": "提案", "reply": "答复", "ledger": "清单"}[self]


class ImportStatus(StrEnum):
    """Outcome for a file or row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"new": "新建", "updated": "更新", "unchanged": "无变化", "refused": "未收"}[self]


class SetBy(StrEnum):
    """Who set the current value."""

    NOBODY = ""  # it is blank
    OFFICER = "officer"
    IMPORT = "import"
    RULE = "rule"  # computed by the locality's clocks 「推算」

    @property
    def label(self) -> str:
        return {"": "空白", "officer": "您填写", "import": "上次收件", "rule": "推算"}[self]


class Offer(StrEnum):
    """What the officer may do with a similar matter."""

    MERGE = "merge"
    EARLIER = "earlier"

    @property
    def label(self) -> str:
        return {"merge": "可以并案", "earlier": "与往年相近"}[self]


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One field that differs, old and new value as text.

    `key` is one of CASE_FIELDS, or `reply.` and one of REPLY_FIELDS. With `needs_decision` it changes only if the officer agrees
    (its key is in ImportDecisions.overwrite); otherwise it changes unless the item is skipped.
    """

    key: str
    label: str
    old: str
    new: str
    set_by: SetBy = SetBy.NOBODY
    needs_decision: bool = False


@dataclass(frozen=True, slots=True)
class SimilarMatter:
    """Another matter with the same or a similar subject, or similar requests. `similarity` is 0 to 1, 1 = the same wording.

    Either a stored case (`case_id`) or another item of the same plan (`item`, with `case_id` 0).
    """

    name: str  # 十五届四次会议第085号
    subject: str
    similarity: float
    by_asks: bool  # the requests are similar, not the subject
    offer: Offer
    case_id: int = 0
    item: ItemKey | None = None


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """Outcome for one file or row. `name` and `message` are ready for display; `message` is one short sentence.

    `case_id` is 0 if the case is not stored yet; `follows` is the earlier item of the plan that creates it.
    `due_derived`: `due_at` was computed from the locality's clock 「推算」, not read. `remarks`: what of the row was not taken, or
    taken as it is written and is to be settled, one short sentence each. `proposers` and `role` as far as they are known.
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
    remarks: tuple[str, ...] = ()
    proposers: tuple[str, ...] = ()
    role: str = ""
    in_bin: int = 0
    """The case of this matter that lies in the bin 「回收站」 and can be put back; such an item is refused."""

    @property
    def row(self) -> int:
        """The row of the list, from 1; 0 for a whole file."""
        return self.key[1]

    @property
    def pending_changes(self) -> tuple[PlannedChange, ...]:
        """The changes that need the officer's consent."""
        return tuple(change for change in self.changes if change.needs_decision)


@dataclass(frozen=True, slots=True)
class ImportDecisions:
    """The officer's decisions on a plan; the default accepts every change that needs no consent.

    `overwrite`: per item the keys of changes that may replace typed values; `merge`: the id of the case, or
    the other item, that an item is merged into 「并案」; `skip`: the items not imported.
    """

    skip: frozenset[ItemKey] = frozenset()
    overwrite: Mapping[ItemKey, frozenset[str]] = field(default_factory=dict)
    merge: Mapping[ItemKey, int | ItemKey] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Result of one item. `case_id` is 0 if it has no case; `taken` are the keys of `changes` that were applied."""

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
    """One completed import; `id` is 0 if nothing was written. Reverted by undo_import(work, id)."""

    id: int
    results: tuple[ImportResult, ...]

    def count(self, status: ImportStatus) -> int:
        """The number of items with that status."""
        return sum(result.status is status for result in self.results)

    def new_cases(self) -> tuple[int, ...]:
        """The ids of the cases that the import made, in the order of its items."""
        made = (result for result in self.results if result.status is ImportStatus.NEW)
        return tuple(dict.fromkeys(result.case_id for result in made if result.case_id))
