"""Intake and the bin 「回收站」: a deleted matter is not entered twice, and an intake with one of its cases there is not undone."""

from __future__ import annotations

import pytest

from desktop.domain.errors import Refused
from desktop.domain.importing.plan import ImportStatus
from desktop.services.cases.bin import delete_case, delete_for_ever, put_back
from desktop.services.cases.cases import find_case
from desktop.services.importing.plan import plan_import
from desktop.services.importing.undo import undo_import
from desktop.services.office.workplace import Workplace
from tests.services.importing.test_import_batch import OTHER, take
from tests.services.importing.test_import_plan import ROW, listed

WHY = "重复录入"


def test_a_row_whose_number_lies_in_the_bin_is_not_taken_in(work: Workplace) -> None:
    take(work, listed(ROW))
    case = find_case(work, "096")
    delete_case(work, case.id, WHY)
    (item, other) = plan_import(work, (listed(ROW, OTHER),)).items
    assert (item.status, item.in_bin, other.status) == (ImportStatus.REFUSED, case.id, ImportStatus.NEW)
    assert item.message == "第096号在回收站里，请先放回，再收一次。"
    assert [result.status for result in take(work, listed(ROW, OTHER)).results] == [item.status, other.status]
    put_back(work, case.id)
    (item, _) = plan_import(work, (listed(ROW, OTHER),)).items
    assert (item.status, item.in_bin, item.case_id) == (ImportStatus.UNCHANGED, 0, case.id)


def test_what_was_deleted_is_not_offered_as_a_like_matter(work: Workplace) -> None:
    take(work, listed(ROW))
    twin = ("097", *ROW[1:])
    assert plan_import(work, (listed(twin),)).items[0].similar_matters
    delete_case(work, find_case(work, "096").id, WHY)
    assert plan_import(work, (listed(twin),)).items[0].similar_matters == ()


def test_an_intake_is_undone_when_its_case_is_back_from_the_bin(work: Workplace) -> None:
    batch = take(work, listed(ROW, OTHER))
    case = find_case(work, "096")
    delete_case(work, case.id, WHY)
    with pytest.raises(Refused, match="096号在回收站里，不能整批撤销"):
        undo_import(work, batch.id)
    put_back(work, case.id)
    assert undo_import(work, batch.id) == (2, 0)


def test_what_was_deleted_for_ever_need_not_be_taken_back(work: Workplace) -> None:
    batch = take(work, listed(ROW, OTHER))
    case = find_case(work, "096")
    delete_case(work, case.id, WHY)
    delete_for_ever(work, case.id)
    undo_import(work, batch.id)
    with pytest.raises(Refused, match="没有找到办件"):
        find_case(work, "101")
