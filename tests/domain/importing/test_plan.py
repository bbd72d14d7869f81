"""The plan of an import: what each item says, and how many of each."""

from __future__ import annotations

from desktop.domain.importing.plan import (
    ImportBatch,
    ImportDecisions,
    ImportResult,
    ImportStatus,
    IntakeKind,
    Offer,
    PlannedChange,
    PlannedItem,
    SetBy,
)


def test_an_item_knows_its_row_and_the_changes_that_wait_for_consent() -> None:
    asks = PlannedChange("remark", "备注", "甲", "乙", SetBy.OFFICER, needs_decision=True)
    plain = PlannedChange("section", "科室", "", "乙")
    item = PlannedItem(
        (2, 5), IntakeKind.LEDGER, ImportStatus.UPDATED, "085", "更新", "清单.xlsx", changes=(plain, asks)
    )
    assert (item.row, item.pending_changes) == (5, (asks,))
    assert (plain.set_by, plain.needs_decision) == (SetBy.NOBODY, False)
    assert (item.case_id, item.follows, item.due_derived) == (0, None, False)


def test_a_batch_counts_its_items_by_status() -> None:
    def result(place: int, status: ImportStatus) -> ImportResult:
        return ImportResult((0, place), IntakeKind.LEDGER, status, "", "清单.xlsx")

    statuses = (ImportStatus.NEW, ImportStatus.NEW, ImportStatus.REFUSED)
    batch = ImportBatch(3, tuple(result(place, status) for place, status in enumerate(statuses)))
    assert {status.value: batch.count(status) for status in ImportStatus} == {
        "new": 2,
        "updated": 0,
        "unchanged": 0,
        "refused": 1,
    }


def test_without_decisions_nothing_is_skipped_overwritten_or_merged() -> None:
    assert ImportDecisions() == ImportDecisions(frozenset(), {}, {})


def test_words_of_the_review() -> None:
    assert [kind.label for kind in IntakeKind] == ["提案", "答复", "清单"]
    assert [status.label for status in ImportStatus] == ["新建", "更新", "无变化", "未收"]
    assert [by.label for by in SetBy] == ["空白", "您填写", "上次收件", "推算"]
    assert [offer.label for offer in Offer] == ["可以并案", "与往年相近"]
