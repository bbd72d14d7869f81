"""Import of proposals and assignment lists; typed values are never overwritten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import HandlingRole, ProposerKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.importing.plan import ImportStatus, IntakeKind
from desktop.services.cases.cases import find_case, get_case, set_fields
from desktop.services.cases.work_list import list_cases
from desktop.services.importing.intake import import_files
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace
from desktop.store.cases.case_files import files_of
from desktop.store.history.events import events_of

PROPOSAL = """临江区政协十五届四次会议提案
提案编号：158
案由：关于在中小学增设人工智能课程实验室的提案
提案人：段清嘉
联名人：祝余
主办单位：临江区科学技术委员会
会办单位：临江区教育局
背景情况
人工智能正在进入日常生活，青少年需要尽早接触、正确使用。
问题及分析
目前区内中小学的课程多以讲授为主，缺少动手的场所。
具体建议
一、分批建设人工智能课程实验室。
二、组织科技企业的工程师进校园。
"""
LIST = """临江区政协十五届四次会议提案交办清单
序号,提案号,案由,提案人,主办单位,会办单位,办理方式,交办日期,办理期限,备注
1,085,关于推动生物医药孵化器建设的提案,沈亦澄,临江区科学技术委员会,,主办,2024.1.22,2024年4月21日,
2,096,关于优化社区养老服务设施布局的提案,民盟临江区委,临江区民政局,临江区科学技术委员会、临江区财政局,会办,2024-1-22,2024-2-22,
3,112,,沈一鸣,临江区科学技术委员会,,主办,2024-1-22,2024-4-22,
4,144,关于完善人才公寓配套政策的提案,方砚秋,临江区科学技术委员会,,主办,不详,2024-4-22,
注：以上事项请按期办结。
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "交办清单.csv"
    path.write_text(LIST, encoding="gb18030")
    return path


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    path = tmp_path / "158号提案.txt"
    path.write_text(PROPOSAL, encoding="utf-8")
    return path


def test_a_proposal_becomes_a_case_with_status_assigned(work: Workplace, proposal: Path) -> None:
    (outcome,) = import_files(work, [proposal])
    assert (outcome.kind, outcome.status) == (IntakeKind.PROPOSAL, ImportStatus.NEW)
    case = get_case(work, outcome.case_id or 0)
    assert (case.number, case.term, case.session, case.region) == ("158", 15, 4, "临江区")
    assert case.subject == "关于在中小学增设人工智能课程实验室的提案"
    assert [proposer.name for proposer in case.proposers] == ["段清嘉", "祝余"]
    assert len(case.asks) == 2
    assert case.co_units == ("临江区教育局",)
    assert "人工智能正在进入日常生活" in case.body
    assert case.status is Status.ASSIGNED
    assert [file.name for file in files_of(work.store, case.id)] == ["158号提案.txt"]


def test_a_list_creates_one_case_per_row_and_reports_bad_rows(work: Workplace, listed: Path) -> None:
    outcomes = import_files(work, [listed])
    assert [(outcome.row, outcome.status) for outcome in outcomes] == [
        (3, ImportStatus.NEW),
        (4, ImportStatus.NEW),
        (5, ImportStatus.REFUSED),
        (6, ImportStatus.REFUSED),
    ]
    case = find_case(work, "085")
    assert (case.assigned_at, case.due_at) == (date(2024, 1, 22), date(2024, 4, 21))
    other = find_case(work, "096")
    assert other.handling_role is HandlingRole.CO_HANDLING
    assert other.proposers[0].kind is ProposerKind.GROUP
    assert other.co_units == ("临江区科学技术委员会", "临江区财政局")


def test_the_same_list_again_changes_nothing(work: Workplace, listed: Path) -> None:
    import_files(work, [listed])
    again = import_files(work, [listed])
    assert [outcome.status for outcome in again[:2]] == [ImportStatus.UNCHANGED] * 2
    assert list_cases(work, CaseQuery()).total == 2


def test_a_dry_run_of_a_list_writes_nothing(work: Workplace, listed: Path) -> None:
    outcomes = import_files(work, [listed], dry_run=True)
    assert [outcome.status for outcome in outcomes[:2]] == [ImportStatus.NEW] * 2
    assert list_cases(work, CaseQuery()).total == 0


def test_a_changed_list_updates_imported_values_and_keeps_typed_ones(
    work: Workplace, listed: Path, tmp_path: Path
) -> None:
    import_files(work, [listed])
    case = find_case(work, "085")
    set_fields(work, case.id, {"subject": "关于孵化器的提案"})
    newer = tmp_path / "新清单.csv"
    newer.write_text(LIST.replace("临江区财政局", "临江区审计局"), encoding="utf-8")
    other = import_files(work, [newer])[1]
    assert (other.status, other.taken) == (ImportStatus.UPDATED, frozenset({"co_units"}))
    set_fields(work, find_case(work, "096").id, {"subject": "关于养老的提案"})
    again = import_files(work, [listed])[1]
    assert {change.key for change in again.changes} == {"co_units", "subject"}
    assert again.taken == {"co_units"}
    assert "案由已由您填写，未改" in again.message
    assert get_case(work, case.id).subject == "关于孵化器的提案"


def test_a_second_list_moves_no_due_day_by_itself(work: Workplace, listed: Path, tmp_path: Path) -> None:
    import_files(work, [listed])
    before = find_case(work, "085")
    newer = tmp_path / "新清单.csv"
    newer.write_text(
        LIST.replace("2024年4月21日", "2024年5月8日")
        .replace("2024.1.22", "2024.2.22")
        .replace("主办", "独办"),
        encoding="utf-8",
    )
    first = import_files(work, [newer])[0]
    pending = {change.key: (change.old, change.new) for change in first.changes if change.needs_decision}
    assert pending["due_at"] == ("2024-04-21", "2024-05-08")
    assert first.taken == set()
    assert "办理期限 2024-04-21→2024-05-08" in first.message
    assert get_case(work, before.id) == before


def test_what_is_taken_from_a_second_list_is_an_event_with_old_and_new(
    work: Workplace, listed: Path, tmp_path: Path
) -> None:
    import_files(work, [listed])
    newer = tmp_path / "新清单.csv"
    newer.write_text(LIST.replace("2024年4月21日", "2024年5月8日"), encoding="utf-8")
    first = import_files(work, [newer], take=["办理期限"])[0]
    assert first.taken == {"due_at"}
    case = find_case(work, "085")
    assert case.due_at == date(2024, 5, 8)
    (change,) = events_of(work.store, case.id)[-1].changes
    assert (change.field, change.old, change.new) == ("due_at", "2024-04-21", "2024-05-08")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2024年1月22日", "期限2024年1月22日不晚于交办日期2024年1月22日"),
        ("2024年1月8日", "期限2024年1月8日不晚于交办日期2024年1月22日"),
        ("2042年4月21日", "期限2042年4月21日在一年以后（交办日期2024年1月22日）"),
    ],
)
def test_a_row_with_a_due_day_that_cannot_be_right_is_reported(
    work: Workplace, tmp_path: Path, due: str, words: str
) -> None:
    path = tmp_path / "清单.csv"
    path.write_text(LIST.replace("2024年4月21日", due), encoding="utf-8")
    first, second = import_files(work, [path])[:2]
    assert (first.status, second.status) == (ImportStatus.REFUSED, ImportStatus.NEW)
    assert words in first.message


def test_a_proposal_adds_to_the_case_that_a_list_had_made(work: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text(
        "临江区政协十五届四次会议提案交办清单\n提案号,案由,提案人,办理期限\n"
        "158,关于在中小学增设人工智能课程实验室的提案,段清嘉,2024-5-8\n",
        encoding="utf-8",
    )
    paper = tmp_path / "158.txt"
    paper.write_text(PROPOSAL, encoding="utf-8")
    import_files(work, [path])
    (outcome,) = import_files(work, [paper])
    assert outcome.status is ImportStatus.UPDATED
    case = get_case(work, outcome.case_id or 0)
    assert case.due_at == date(2024, 5, 8)
    assert len(case.asks) == 2
    assert list_cases(work, CaseQuery()).total == 1


def test_a_district_matter_without_a_place_belongs_to_the_offices_district(
    work: Workplace, tmp_path: Path
) -> None:
    save_office(work, Office(region="临江区"))
    path = tmp_path / "清单.csv"
    path.write_text("提案号,案由,提案人\n7,关于修缮道路的提案,白露\n", encoding="utf-8")
    import_files(work, [path])
    assert find_case(work, "第7号").region == "临江区"


def test_a_list_without_a_header_is_refused(work: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    (outcome,) = import_files(work, [path])
    assert outcome.status is ImportStatus.REFUSED
    assert "没有找到清单的表头" in outcome.message


def test_between_sessions_is_read_on_paper_and_in_the_title_of_a_list(
    work: Workplace, tmp_path: Path
) -> None:
    """四川: five months for a proposal of the session, three for one between sessions."""
    save_office(work, Office(region="临江区", locality="sichuan"))
    paper, path = tmp_path / "9号提案.txt", tmp_path / "清单.csv"
    head = "十五届委员会\n平时提案\n交办日期：2024年1月22日"
    paper.write_text(PROPOSAL.replace("十五届四次会议提案", head), encoding="utf-8")
    rows = "临江区政协平时提案交办清单\n提案号,案由,提案人,交办日期\n7,关于疏浚河道的提案,段清嘉,2024-1-22\n"
    path.write_text(rows, encoding="utf-8")
    import_files(work, [paper, path])
    first, second = find_case(work, "158"), find_case(work, "7")
    assert (first.time_mark, second.time_mark) == ("平时", "平时")
    assert (first.due_at, second.due_at) == (date(2024, 4, 22), date(2024, 4, 22))
