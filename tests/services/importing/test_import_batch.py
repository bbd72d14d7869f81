"""An import is one transaction and is undone as one; importing twice equals importing once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case.case import Case
from desktop.domain.case.event import EventKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.importing.plan import ImportBatch, ImportDecisions, ImportStatus
from desktop.services.cases.cases import create_case, find_case, get_case, set_fields
from desktop.services.cases.merging import merge_case
from desktop.services.cases.work_list import list_cases
from desktop.services.handling.progress import events, move_case
from desktop.services.importing.batch import apply_plan
from desktop.services.importing.plan import plan_import
from desktop.services.importing.reading import Original, Reading, recognise_text
from desktop.services.importing.undo import past_imports, undo_import
from desktop.services.office.workplace import Workplace, set_up
from desktop.services.writing.drafting import open_reply, set_reply_fields, write_section
from desktop.store.cases.case_files import content_of, files_of
from desktop.store.cases.cases import origins_of
from desktop.store.file.store import Store
from desktop.store.letters.replies import read_reply
from tests.services.importing.test_import_plan import HEAD, ROW, listed

OTHER = ("101", "关于修缮河堤步道和护栏的提案", "白露", "", "2024.1.22", "2024.4.8")
LETTER = """对临江区政协十五届四次会议
第096号提案的答复

办理结果：解决或采纳　　签发人：周砚
民盟临江区委：
您提出的提案收悉，现答复如下：
一、关于布点
今年新增日间照料中心3处。

临江区民政局
2024年4月2日
"""


def take(work: Workplace, *readings: Reading, decisions: ImportDecisions | None = None) -> ImportBatch:
    return apply_plan(work, plan_import(work, readings), decisions or ImportDecisions())


def rows_of(work: Workplace) -> dict[str, list[tuple[object, ...]]]:
    """All rows about cases, without the import history."""
    aside = {"import_batches", "import_items", "_sqlite_migrations", "events", "field_changes"}
    with work.store.reading() as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        own = sorted(
            name
            for name in names
            if name not in aside and not name.startswith(("sqlite_", "case_words", "case_facts"))
        )
        return {
            name: [tuple(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1")]
            for name in own
        }


def test_new_cases_record_their_source(work: Workplace) -> None:
    batch = take(work, listed(ROW))
    (result,) = batch.results
    case = get_case(work, result.case_id)
    assert (case.status, case.due_at) == (Status.ASSIGNED, date(2024, 4, 22))
    assert "due_at" not in origins_of(work.store, case.id)  # calculated, not read
    (event,) = events(work, case.id)
    assert (event.kind, event.note, event.who) == (EventKind.IMPORTED, "清单.xlsx 第 3 行", "林越")


def test_typed_values_change_only_by_decision(work: Workplace) -> None:
    take(work, listed(ROW))
    case = find_case(work, "096")
    set_fields(work, case.id, {"lead_unit": "区卫健委"})
    newer = listed((*ROW[:3], "区体育局", *ROW[4:], "急"), head=(*HEAD, "备注"))
    kept = take(work, newer)
    assert kept.results[0].message == "十五届四次会议第096号：更新 备注；主办单位已由您填写，未改"
    assert get_case(work, case.id).lead_unit == "区卫健委"
    said = ImportDecisions(overwrite={(0, 3): frozenset({"lead_unit"})})
    assert take(work, newer, decisions=said).results[0].taken == {"lead_unit"}
    assert get_case(work, case.id).lead_unit == "区体育局"


def test_what_the_officer_wrote_into_the_letter_changes_only_by_decision(work: Workplace) -> None:
    take(work, listed(ROW))
    case = find_case(work, "096")
    set_reply_fields(work, case.id, {"signer": "周砚"})
    newer = listed((*ROW, "顾文澜", "临民提〔2024〕8号"), head=(*HEAD, "签发人", "发文字号"))

    def letter() -> tuple[str, str]:
        reply = read_reply(work.store, case.id)
        assert reply is not None
        return reply.fields.signer, reply.fields.document_number

    kept = take(work, newer)
    assert letter() == ("周砚", "临民提〔2024〕8号")  # the blank was filled, the officer's word stands
    assert kept.results[0].message == "十五届四次会议第096号：更新 发文字号；签发人已由您填写，未改"
    said = ImportDecisions(overwrite={(0, 3): frozenset({"reply.signer"})})
    take(work, newer, decisions=said)
    assert letter() == ("顾文澜", "临民提〔2024〕8号")


def test_when_an_item_is_skipped_the_next_one_of_the_case_creates_it(work: Workplace) -> None:
    batch = take(work, listed(ROW, OTHER, ROW), decisions=ImportDecisions(skip=frozenset({(0, 3), (0, 4)})))
    assert [(result.key, result.status) for result in batch.results] == [((0, 5), ImportStatus.NEW)]
    assert list_cases(work, CaseQuery()).total == 1


def test_a_plan_is_refused_when_the_store_has_changed_since(work: Workplace) -> None:
    plan = plan_import(work, [listed(ROW)])
    take(work, listed(ROW))
    with pytest.raises(Refused, match="核对期间"):
        apply_plan(work, plan)


def test_a_merge_is_part_of_the_import_and_undone_with_it(work: Workplace) -> None:
    batch = take(work, listed(ROW, OTHER), decisions=ImportDecisions(merge={(0, 4): (0, 3)}))
    main, merged = (result.case_id for result in batch.results)
    assert get_case(work, merged).merged_into == main
    assert undo_import(work, batch.id) == (2, 0)
    assert list_cases(work, CaseQuery()).total == 0


def test_an_undo_leaves_the_store_as_it_was(work: Workplace, case: Case) -> None:
    take(work, listed(ROW))
    before = rows_of(work)
    batch = take(
        work, listed((*ROW[:3], "区体育局", ROW[4], "2024.5.8"), OTHER), recognise_text("096.txt", LETTER)
    )
    assert [result.status for result in batch.results] == [
        ImportStatus.UPDATED,
        ImportStatus.NEW,
        ImportStatus.UPDATED,
    ]
    assert rows_of(work) != before
    assert undo_import(work, batch.id) == (1, 1)
    assert rows_of(work) == before
    assert events(work, case.id)[-1].kind is EventKind.CREATED
    restored = events(work, find_case(work, "096").id)[-1]
    assert restored.label == "收件（撤销 清单.xlsx，恢复原样）"


def test_a_list_that_moves_a_due_day_says_so_and_so_does_taking_it_back(work: Workplace) -> None:
    take(work, listed(ROW))
    batch = take(
        work,
        listed((*ROW[:5], "2024.5.8")),
        decisions=ImportDecisions(overwrite={(0, 3): frozenset({"due_at"})}),
    )
    number = find_case(work, "096").id
    assert [change.label for change in events(work, number)[-1].changes] == ["办理期限 2024-04-22→2024-05-08"]
    undo_import(work, batch.id)
    assert [change.label for change in events(work, number)[-1].changes] == ["办理期限 2024-05-08→2024-04-22"]


def test_undone_cases_are_not_found_and_can_be_imported_again(work: Workplace) -> None:
    batch = take(work, listed(ROW))
    undo_import(work, batch.id)
    assert list_cases(work, CaseQuery(text="养老")).total == 0
    again = take(work, listed(ROW))
    assert again.results[0].status is ImportStatus.NEW
    assert list_cases(work, CaseQuery(text="养老")).total == 1


def test_an_undo_is_refused_once_somebody_has_worked_on_a_case(work: Workplace) -> None:
    batch = take(work, listed(ROW, OTHER))
    move_case(work, find_case(work, "101").id, Status.SIGNED)
    before = rows_of(work)
    with pytest.raises(Refused, match="第101号收进之后又办理过"):
        undo_import(work, batch.id)
    assert rows_of(work) == before


def test_an_import_whose_case_answers_for_another_one_is_not_taken_back(work: Workplace) -> None:
    """A matter from elsewhere was merged into it meanwhile: its proposer would lose the answer."""
    batch = take(work, listed(ROW))
    main = find_case(work, "096").id
    other = create_case(work, Case(region="临江区", number="201", subject="关于增设助餐点的提案"))
    merge_case(work, other.id, into=main)
    before = rows_of(work)
    with pytest.raises(Refused, match="第096号已有别的办件并入，不能整批撤销。请先拆开并案"):
        undo_import(work, batch.id)
    assert rows_of(work) == before
    assert get_case(work, other.id).merged_into == main


def test_editing_a_reply_prevents_undo_and_opening_does_not(work: Workplace) -> None:
    batch = take(work, listed(ROW, OTHER))
    open_reply(work, find_case(work, "096").id)
    assert undo_import(work, batch.id) == (2, 0)
    batch = take(work, listed(ROW, OTHER))
    write_section(work, find_case(work, "096").id, "opening", "您的提案收悉。")
    with pytest.raises(Refused, match="第096号"):
        undo_import(work, batch.id)


def test_a_later_import_of_the_same_case_is_undone_first(work: Workplace) -> None:
    first = take(work, listed(ROW))
    second = take(work, listed((ROW[0], "关于优化全区社区养老服务设施布局的提案", *ROW[2:])))
    with pytest.raises(Refused, match="请先撤销那一次"):
        undo_import(work, first.id)
    undo_import(work, second.id)
    assert undo_import(work, first.id) == (1, 0)


def test_an_import_is_undone_once(work: Workplace) -> None:
    batch = take(work, listed(ROW))
    undo_import(work, batch.id)
    with pytest.raises(Refused, match="已经撤销过"):
        undo_import(work, batch.id)
    with pytest.raises(Refused, match="没有第 99 次收件"):
        undo_import(work, 99)


def test_imports_are_listed_newest_first(work: Workplace) -> None:
    first = take(work, listed(ROW))
    second = take(work, listed((ROW[0], "关于优化全区社区养老服务设施布局的提案", *ROW[2:]), OTHER))
    undo_import(work, second.id)
    assert [past.label for past in past_imports(work)] == [
        "4月9日 10:42 清单.xlsx：新建 1 件，更新 1 件（已撤销）",
        "4月9日 10:42 清单.xlsx：新建 1 件",
    ]
    assert past_imports(work)[1].id == first.id


def test_history_can_be_deleted_only_by_undoing_an_import(work: Workplace, case: Case) -> None:
    with work.store.reading() as connection, pytest.raises(sqlite3.IntegrityError, match="append only"):
        connection.execute("DELETE FROM events WHERE case_id = ?", (case.id,))


def test_the_original_is_stored_once_and_removed_by_the_undo(work: Workplace, tmp_path: Path) -> None:
    content = b"PK invented"
    reading = replace(
        listed(ROW, OTHER), original=Original(tmp_path / "清单.xlsx", "-", len(content), content)
    )
    batch = take(work, reading)
    for result in batch.results:
        (kept,) = files_of(work.store, result.case_id)
        assert content_of(work.store, kept.hash) == content
    with work.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM files").fetchone()[0] == 1
        undo_import(work, batch.id)
        assert connection.execute("SELECT count(*) FROM files").fetchone()[0] == 0


def test_a_large_original_that_changed_meanwhile_stops_the_import(work: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    path.write_bytes(b"other bytes")
    reading = replace(listed(ROW), original=Original(path, "0" * 64, 11))
    plan = plan_import(work, [reading])
    with pytest.raises(FileProblem, match="被改动过"):
        apply_plan(work, plan)
    assert list_cases(work, CaseQuery()).total == 0


def test_a_letter_replaces_an_unedited_reply(work: Workplace) -> None:
    take(work, listed(ROW))
    case = find_case(work, "096")
    open_reply(work, case.id)
    take(work, recognise_text("答复.txt", LETTER))
    reply = read_reply(work.store, case.id)
    assert reply is not None
    assert "今年新增日间照料中心3处。" in "".join(section.text for section in reply.sections)
    write_section(work, case.id, reply.sections[-1].key, "另写一段。")
    (again,) = take(work, recognise_text("答复.txt", LETTER)).results
    assert again.status is ImportStatus.REFUSED


def test_the_columns_of_an_answered_row_become_its_reply(work: Workplace) -> None:
    head = (*HEAD, "办理结果", "发文字号", "签发人", "答复日期")
    take(work, listed((*ROW, "A", "临民提〔2024〕8号", "周砚", "2024.4.2"), head=head))
    case = find_case(work, "096")
    reply = read_reply(work.store, case.id)
    assert (case.status, case.replied_at) == (Status.REPLIED, date(2024, 4, 2))
    assert reply is not None
    assert (reply.fields.handling_result, reply.fields.document_number) == ("a", "临民提〔2024〕8号")
    assert reply.template


def test_a_reply_date_in_a_list_is_not_taken_for_a_case_in_drafting(work: Workplace) -> None:
    create_case(
        work, Case(region="临江区", term=15, session=4, number="096", subject=ROW[1], status=Status.DRAFTING)
    )
    take(work, listed((*ROW, "2024.4.2"), head=(*HEAD, "答复日期")))
    assert find_case(work, "096").replied_at is None


def test_a_row_without_a_number_is_matched_against_the_whole_list(work: Workplace) -> None:
    """It is told by its subject, and two numbered rows below it have the same one."""
    subject = "关于修缮河堤步道护栏的提案"
    lines = listed(
        ("", subject, "", "区民政局", "", "", ""),
        ("86", subject, "", "区教育局", "", "", ""),
        ("D022", subject, "", "", "", "", ""),
        head=(*HEAD, "办理结果"),
    )
    first = take(work, lines)
    assert [result.status for result in first.results] == [
        ImportStatus.REFUSED,
        ImportStatus.NEW,
        ImportStatus.NEW,
    ]
    assert find_case(work, "86").lead_unit == "区教育局"
    assert take(work, lines).id == 0


cells = st.sampled_from(["", "区民政局", "区教育局、区财政局", "无", "李 明"])
numbers = st.sampled_from(["085", "85", "86", "", "D022", "085号"])
subjects = st.sampled_from(
    ["关于社区养老服务布局的提案", "关于修缮河堤步道护栏的提案", "关于校园心理健康课程的提案", ""]
)
days = st.sampled_from(["", "2024.4.21", "2024年5月8日", 45403, date(2024, 3, 1), "不详"])
table_rows = st.lists(
    st.tuples(numbers, subjects, cells, cells, days, days, st.sampled_from(["", "A", "B类"])), max_size=8
)
titles = st.sampled_from(["临江区政协十五届四次会议提案交办清单", "清单"])


@settings(max_examples=60, deadline=None)
@given(table_rows, titles)
def test_importing_twice_equals_importing_once(
    rows: Sequence[tuple[str | int | date, ...]], title: str
) -> None:
    work = set_up(Store.in_memory(), Path("none"), now=lambda: datetime(2024, 4, 9, 10, 42))
    reading = listed(*rows, title=title, head=(*HEAD, "办理结果"))
    first = take(work, reading)
    once = rows_of(work)
    second = take(work, reading)
    assert rows_of(work) == once
    assert second.id == 0
    assert {result.status for result in second.results} <= {ImportStatus.UNCHANGED, ImportStatus.REFUSED}
    if first.id:
        undo_import(work, first.id)
        assert list_cases(work, CaseQuery()).total == 0
    work.close()


def test_a_blank_cell_erases_nothing_in_the_letter(work: Workplace) -> None:
    head = (*HEAD, "签发人", "发文字号")
    take(work, listed((*ROW, "周砚", "临民提〔2024〕8号"), head=head))
    again = take(work, listed((*ROW, "", ""), head=head))
    assert again.results[0].status is ImportStatus.UNCHANGED
    reply = read_reply(work.store, find_case(work, "096").id)
    assert reply is not None
    assert (reply.fields.signer, reply.fields.document_number) == ("周砚", "临民提〔2024〕8号")
