"""Verbs on cases, replies and the store: effects, output and exit codes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Chengban


def test_new_prints_the_id_and_nothing_else(chengban: Chengban) -> None:
    answer = chengban("new", "--number", "085", "--subject", "关于推动孵化器建设的提案")
    assert (answer.code, answer.out, answer.err) == (0, "1\n", "")


def test_list_shows_what_matches(chengban: Chengban, case: str) -> None:
    chengban("new", "--number", "096", "--subject", "关于养老设施的提案")
    assert "共 2 件" in chengban("list").out
    found = chengban("list", "--search", "孵化", "--json").json
    assert [row["id"] for row in found] == [int(case)]
    assert found[0]["status"] == "assigned"
    assert chengban("list", "--status", "拟稿", "--json").json == []


def test_list_sorts_by_pinyin_or_strokes_and_says_where_words_were_found(chengban: Chengban) -> None:
    for number, section in (("1", "科普科"), ("2", "人事科"), ("3", "办公室")):
        chengban("new", "--number", number, "--subject", "关于养老的提案", "--section", section)

    def order(*options: str) -> list[str]:
        return [row["number"] for row in chengban("list", *options, "--json").json]

    assert order("--sort", "科室") == ["3", "1", "2"]  # bàn, kē, rén
    assert order("--sort", "-科室:拼音") == ["2", "1", "3"]
    assert order("--sort", "科室:笔画") == ["2", "3", "1"]  # 人 2, 办 4, 科 9
    assert "不能按“心情”排" in chengban("list", "--sort", "心情").err
    assert "不能按“科室:颜色”排" in chengban("list", "--sort", "科室:颜色").err
    (found,) = chengban("list", "--search", "rsk", "--json").json
    assert (found["number"], found["found_in"]) == ("2", "科室：人事科")
    assert "科室：人事科" in chengban("list", "--search", "人事科").out


def test_list_json_has_the_documented_keys(chengban: Chengban, case: str) -> None:
    row = chengban("list", "--json").json[0]
    assert list(row) == [
        "id", "number", "subject", "proposer", "matter_type", "level", "term", "session", "role", "status",
        "status_label", "due_at", "due_state", "days_left", "replied_at", "section", "officer",
        "stands_in_for", "is_key", "next_step", "waits_for", "found_in",
    ]  # fmt: skip
    assert (row["id"], row["proposer"], row["term"]) == (int(case), "沈亦澄", 15)


def test_show_prints_everything(chengban: Chengban, case: str) -> None:
    chengban("set", "085", "经办人=林越", "due_at=2024-04-21")
    page = chengban("show", "085").out
    assert f"#{case}  政协提案 085  关于推动孵化器建设的提案" in page
    assert "还剩 12 天" in page
    assert "经办人：林越" in page
    whole = chengban("show", f"#{case}", "--json").json
    assert (whole["officer"], whole["due_at"], whole["days_left"]) == ("林越", "2024-04-21", 12)
    assert whole["reply"] is None
    assert whole["events"][0]["kind"] == "created"


def test_set_fills_case_and_reply_in_one_go_or_not_at_all(chengban: Chengban, case: str) -> None:
    assert chengban("set", case, "经办人=林越", "办理结果=解决或采纳", "签发人=周砚").code == 0
    whole = chengban("show", case, "--json").json
    assert (whole["officer"], whole["reply"]["handling_result"], whole["reply"]["signer"]) == (
        "林越",
        "adopted",
        "周砚",
    )
    assert whole["reply"]["handling_result_label"] == "解决或采纳"
    refused = chengban("set", case, "经办人=苏叶", "办理结果=很好")
    assert refused.code == 1
    assert refused.err.startswith("办理结果没有“很好”这一项。")
    assert chengban("show", case, "--json").json["officer"] == "林越"


def test_status_is_moved_not_set(chengban: Chengban, case: str) -> None:
    answer = chengban("set", case, "status=drafting")
    assert (answer.code, answer.out) == (1, "")
    assert "chengban move" in answer.err


def test_write_takes_text_or_a_file(chengban: Chengban, case: str, tmp_path: Path) -> None:
    assert chengban("write", case, "开头", "--text", "您提出的提案收悉。").code == 0
    words = tmp_path / "答复.txt"
    words.write_bytes("二、对提案建议的答复\r\n（一）已经做的\r\n建成三处。".encode("gb18030"))
    assert chengban("write", case, "answer", "--file", words).code == 0
    sections = {
        section["key"]: section for section in chengban("show", case, "--json").json["reply"]["sections"]
    }
    assert sections["opening"]["text"] == "您提出的提案收悉。"
    assert sections["answer"]["text"].split("\n") == ["二、对提案建议的答复", "（一）已经做的", "建成三处。"]
    assert sections["answer"]["done"]


def test_move_follows_the_usual_order_and_jumps_with_a_reason(chengban: Chengban, case: str) -> None:
    assert chengban("move", case, "已签收").code == 0
    refused = chengban("move", case, "拟稿")
    assert refused.code == 1
    assert "跳转要写明原因" in refused.err
    assert chengban("move", case, "drafting", "--note", "急件，先拟稿").code == 0
    event = chengban("show", case, "--json").json["events"][-1]
    assert (event["from"], event["to"], event["jump"], event["note"]) == (
        "signed",
        "drafting",
        True,
        "急件，先拟稿",
    )


def test_an_unknown_status_names_all(chengban: Chengban, case: str) -> None:
    answer = chengban("move", case, "飞走")
    assert answer.code == 1
    assert "待签收、已签收" in answer.err


@pytest.mark.parametrize("layout", ["gbt9704", "gbt9704-letter", "gbt9704-general", "district-plain"])
def test_export_writes_a_docx_in_every_layout(
    chengban: Chengban, case: str, tmp_path: Path, layout: str
) -> None:
    chengban("write", case, "开头", "--text", "您提出的提案收悉。")
    out = tmp_path / "答复.docx"
    answer = chengban("export", case, out, "--layout", layout)
    assert (answer.code, answer.out.strip()) == (0, str(out))
    assert "还没有填" in answer.err
    assert "您提出的提案收悉。" in zipfile.ZipFile(out).read("word/document.xml").decode("utf-8")


def test_export_writes_pdf_and_text(chengban: Chengban, case: str, tmp_path: Path) -> None:
    assert chengban("export", case, tmp_path / "答复.pdf").code == 0
    assert (tmp_path / "答复.pdf").read_bytes().startswith(b"%PDF-")
    assert chengban("export", case, tmp_path / "答复.txt").code == 0
    assert "沈亦澄委员：" in (tmp_path / "答复.txt").read_text(encoding="utf-8")


def test_an_unknown_layout_is_named(chengban: Chengban, case: str, tmp_path: Path) -> None:
    answer = chengban("export", case, tmp_path / "答复.docx", "--layout", "花边")
    assert answer.code == 1
    assert "gbt9704" in answer.err


def test_import_prints_the_ids_and_export_gives_the_words_back(chengban: Chengban, tmp_path: Path) -> None:
    letter = tmp_path / "答复.txt"
    letter.write_text(
        "对临江区政协十五届三次会议\n第042号提案的答复\n\n办理结果：解决或采纳　签发人：周砚\n\n沈亦澄委员：\n\n您好！\n"
        "您提出的提案收悉。现答复如下：\n一、对本提案的办理概述\n提案交办后，我局高度重视，与您作了沟通。\n"
        "\n临江区文化和旅游局\n2023年5月18日\n（此件公开发布）\n",
        encoding="utf-8",
    )
    answer = chengban("import", letter, "--as", "reply")
    assert (answer.code, answer.out) == (0, "1\n")
    chengban("export", "042", tmp_path / "导出.txt")
    again = chengban("parse", tmp_path / "导出.txt", "--as", "reply", "--json").json
    first = chengban("parse", letter, "--as", "reply", "--json").json
    assert {k: v for k, v in again.items() if k != "file"} == {k: v for k, v in first.items() if k != "file"}


def test_a_refused_file_ends_with_one_and_the_others_go_on(chengban: Chengban, tmp_path: Path) -> None:
    good, bad = tmp_path / "好.csv", tmp_path / "坏.docx"
    good.write_text("提案号,案由,提案人\n7,关于修缮道路的提案,白露\n", encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 broken")
    answer = chengban("import", bad, good, "--json")
    assert answer.code == 1
    assert [(row["status"], row["kind"], row["row"]) for row in answer.json] == [
        ("refused", "proposal", None),
        ("new", "ledger", 2),
    ]


def test_a_dry_run_writes_nothing(chengban: Chengban, tmp_path: Path) -> None:
    good = tmp_path / "清单.csv"
    good.write_text("提案号,案由,提案人\n7,关于修缮道路的提案,白露\n", encoding="utf-8")
    assert chengban("import", good, "--dry-run").code == 0
    assert chengban("list", "--json").json == []


def test_parse_touches_no_store(chengban: Chengban, data: Path, tmp_path: Path) -> None:
    paper = tmp_path / "提案.txt"
    paper.write_text(
        "关于修缮道路的提案\n提案人：白露\n为此建议：\n一、修路。\n二、装灯。\n", encoding="utf-8"
    )
    found = chengban("parse", paper, "--as", "proposal", "--json").json
    assert found["subject"] == "关于修缮道路的提案"
    assert not data.exists()


def test_backup_verify_and_restore_work_together(chengban: Chengban, case: str, tmp_path: Path) -> None:
    out = tmp_path / "备份.db"
    assert chengban("backup", out).code == 0
    chengban("new", "--number", "096", "--subject", "关于养老设施的提案")
    checked = chengban("verify", "--json").json
    assert (checked["sound"], checked["cases"]) == (True, 2)
    assert chengban("verify", out, "--json").json["cases"] == 1
    restored = chengban("restore", out)
    assert restored.code == 0
    assert "原来的数据另存为" in restored.err
    assert [row["id"] for row in chengban("list", "--json").json] == [int(case)]


def test_a_broken_backup_is_refused(chengban: Chengban, case: str, tmp_path: Path) -> None:
    broken = tmp_path / "坏.db"
    broken.write_bytes(b"not a store" * 500)
    answer = chengban("restore", broken)
    assert (answer.code, answer.out) == (1, "")
    assert [row["id"] for row in chengban("list", "--json").json] == [int(case)]


def test_stats_print_every_rate_with_its_formula(chengban: Chengban, tmp_path: Path) -> None:
    chengban("import", _list(tmp_path))
    page = chengban("stats").out
    assert page.startswith("交办 2 件")
    found = chengban("stats", "--json").json
    rates = {rate["key"]: rate for rate in found["rates"]}
    assert (found["assigned"], found["counted"]) == (2, 1)
    assert all(
        {"label", "formula", "numerator", "denominator", "share", "words"} <= set(rate)
        for rate in rates.values()
    )
    assert chengban("stats", "--term", "9", "--json").json["assigned"] == 0


def test_the_ledger_is_a_sheet_that_can_be_imported(chengban: Chengban, tmp_path: Path) -> None:
    chengban("import", _list(tmp_path))
    out = tmp_path / "台账.xlsx"
    answer = chengban("ledger", out)
    assert (answer.code, answer.out.strip()) == (0, str(out))
    rows = chengban("parse", out, "--as", "ledger", "--json").json["rows"]
    assert [(row["number"], row["title"]) for row in rows] == [
        ("7", "关于修缮道路的提案"),
        ("8", "关于装灯的提案"),
    ]
    assert chengban("ledger", tmp_path / "台账.doc").code == 1


def _list(folder: Path) -> Path:
    path = folder / "清单.csv"
    path.write_text(
        "提案号,案由,提案人,办理方式\n7,关于修缮道路的提案,白露,主办\n8,关于装灯的提案,钟灵,会办\n",
        encoding="utf-8",
    )
    return path


def test_demo_fills_a_folder_and_exports_replies(chengban: Chengban, tmp_path: Path) -> None:
    folder = tmp_path / "示例"
    answer = chengban("demo", folder)
    assert answer.code == 0
    written = [Path(line) for line in answer.out.split()]
    assert {path.suffix for path in written} == {".docx", ".pdf", ".png"}
    assert all(path.stat().st_size > 1000 for path in written)
    assert chengban("demo", folder).code == 1


def test_a_case_is_found_by_full_width_digits(chengban: Chengban, case: str) -> None:
    assert chengban("show", "０８５", "--json").json["id"] == int(case)
    assert chengban("show", "＃１", "--json").json["id"] == int(case)
