"""The verbs import, with its dry run, undo-import and parse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Chengban

LIST = """临江区政协十五届四次会议提案交办清单
提案号,案由,提案人,主办单位,交办日期,办理期限
085,关于推动生物医药孵化器建设的提案,沈亦澄,临江区科学技术委员会,2024.1.22,2024年4月21日
096,关于优化社区养老服务设施布局的提案,民盟临江区委,临江区民政局,2024-1-22,
112,,沈一鸣,,,
"""
LETTER = """对临江区政协十五届三次会议
第042号提案的答复
办理结果：列入计划拟解决　　签发人：周砚
沈亦澄委员：
您提出的《关于增设社区图书角的提案》收悉。现答复如下：
一、关于布点
全区共有图书角41处。
临江区文化和旅游局
2023年5月18日
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "交办清单.csv"
    path.write_text(LIST, encoding="gb18030")
    return path


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "042号答复.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def test_import_prints_ids_and_a_line_per_row_with_the_undo_command(
    chengban: Chengban, listed: Path, letter: Path
) -> None:
    answer = chengban("import", listed, letter)
    assert (answer.code, answer.out) == (1, "1\n2\n3\n")
    assert "交办清单.csv 第 5 行 这一行没有标题" in answer.err
    assert "这是第 1 次收件，撤销用 chengban undo-import 1" in answer.err


def test_a_dry_run_prints_the_same_and_writes_nothing(chengban: Chengban, listed: Path) -> None:
    dry = chengban("import", listed, "--dry-run", "--json")
    assert [(row["row"], row["status"], row["case_id"], row["batch"]) for row in dry.json] == [
        (3, "new", None, None),
        (4, "new", None, None),
        (5, "refused", None, None),
    ]
    assert chengban("list", "--json").json == []


def test_changes_are_named_with_who_set_them_and_whether_they_were_taken(
    chengban: Chengban, listed: Path, tmp_path: Path
) -> None:
    chengban("import", listed)
    chengban("set", "085", "主办单位=区科委")
    newer = tmp_path / "新清单.csv"
    newer.write_text(LIST.replace("2024年4月21日", "2024.5.8"), encoding="utf-8")
    row = chengban("import", newer, "--json").json[0]
    assert list(row) == ["file", "case_id", "kind", "status", "message", "row", "changes", "batch", "remarks"]
    assert row["status"] == "unchanged"
    assert row["changes"] == [
        {
            "field": "lead_unit",
            "old": "区科委",
            "new": "临江区科学技术委员会",
            "set_by": "officer",
            "taken": False,
        },
        {"field": "due_at", "old": "2024-04-21", "new": "2024-05-08", "set_by": "import", "taken": False},
    ]
    assert "办理期限 2024-04-21→2024-05-08" in row["message"]
    taken = chengban("import", newer, "--take", "办理期限", "--json").json[0]
    assert [change["taken"] for change in taken["changes"]] == [False, True]
    assert chengban("show", "085", "--json").json["due_at"] == "2024-05-08"


def test_only_a_known_field_is_taken(chengban: Chengban, listed: Path) -> None:
    assert chengban("import", listed, "--take", "体重").code == 1
    assert chengban("list", "--json").json == []


def test_the_same_list_again_changes_nothing(chengban: Chengban, listed: Path) -> None:
    chengban("import", listed)
    again = chengban("import", listed, "--json").json
    assert [row["status"] for row in again] == ["unchanged", "unchanged", "refused"]
    assert {row["batch"] for row in again} == {None}


def test_undo_import_undoes_the_last_import(chengban: Chengban, listed: Path) -> None:
    chengban("import", listed)
    listing = chengban("undo-import", "--list", "--json").json
    assert (listing[0]["batch"], listing[0]["made"], listing[0]["changed"]) == (1, 2, 0)
    assert chengban("undo-import", "--list").out == "1  4月9日 10:42 交办清单.csv：新建 2 件\n"
    done = chengban("undo-import", "--json")
    assert (done.code, done.json) == (0, {"batch": 1, "removed": 2, "restored": 0})
    assert chengban("list", "--json").json == []
    nothing = chengban("undo-import")
    assert (nothing.code, nothing.err.startswith("没有可以撤销的收件")) == (1, True)


def test_undo_is_refused_after_a_case_was_edited(chengban: Chengban, listed: Path) -> None:
    chengban("import", listed)
    chengban("move", "085", "已签收")
    refused = chengban("undo-import", "1")
    assert refused.code == 1
    assert "第085号收进之后又办理过" in refused.err
    assert len(chengban("list", "--json").json) == 2


def test_a_bad_file_is_reported_and_the_others_are_imported(
    chengban: Chengban, letter: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "密.txt"
    secret.write_text("机密★一年\n" + LETTER, encoding="utf-8")
    answer = chengban("import", secret, tmp_path / "没有.docx", letter)
    assert (answer.code, answer.out) == (1, "1\n")
    assert "不处理涉密文件" in answer.err
    assert "找不到这个文件" in answer.err
    assert "Traceback" not in answer.err


def test_parse_shows_recognised_values_with_certainty(chengban: Chengban, letter: Path, data: Path) -> None:
    plain = chengban("parse", letter)
    assert "签发人：周砚" in plain.out
    assert "当作答复读，也可以当作提案（--as）" in plain.out
    assert "（可信 9" in chengban("parse", letter, "--spans").out
    found = chengban("parse", letter, "--as", "reply", "--json", "--spans").json
    assert found["recognised"]["signer"]["confidence"] > 0.9
    (start, end), *_ = found["recognised"]["signer"]["spans"]
    assert LETTER[start:end] == "周砚"
    assert not data.exists()


def test_parse_of_a_list_gives_rows_and_bad_rows(chengban: Chengban, listed: Path) -> None:
    found = chengban("parse", listed, "--as", "ledger", "--json").json
    assert [row["number"] for row in found["rows"]] == ["085", "096"]
    assert [bad["row"] for bad in found["bad_rows"]] == [5]
    assert "2 行可收，1 行有问题" in chengban("parse", listed).out
