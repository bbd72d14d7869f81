"""Verbs on printing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Chengban


@pytest.fixture
def answered(chengban: Chengban, case: str) -> str:
    chengban("write", case, "opening", "--text", "您提出的提案收悉，可拨打13812345678，现答复如下。")
    chengban("set", case, "issuer=临江区科学技术委员会", "contact_phone=021-62001234", "contact_person=周衡")
    return case


def test_a_form_is_written_to_a_file(chengban: Chengban, answered: str, tmp_path: Path) -> None:
    answer = chengban("form", answered, "征询意见表", tmp_path / "征询.docx")
    assert (answer.code, answer.out.strip()) == (0, str(tmp_path / "征询.docx"))
    assert "留空手填" in answer.err
    words = zipfile.ZipFile(tmp_path / "征询.docx").read("word/document.xml").decode()
    assert "征询意见表" in words
    assert chengban("form", answered, "表", tmp_path / "x.docx").code == 1


def test_a_print_set_lists_its_files_and_names_who_was_left_out(
    chengban: Chengban, answered: str, tmp_path: Path
) -> None:
    answer = chengban("print-set", answered, tmp_path / "打印", "--with", "发文稿纸", "--json")
    (report,) = answer.json
    assert answer.code == 0
    assert report["items"] == 4
    assert all(Path(file).exists() for file in report["files"])
    bare = chengban(
        "new", "--number", "086", "--subject", "关于步道的提案", "--term", "十五", "--session", "4"
    )
    answer = chengban("print-set", answered, f"#{bare.out.strip()}", tmp_path / "全部.pdf", "--one-pdf")
    assert answer.code == 1
    assert "第086号还没有答复" in answer.err
    assert (tmp_path / "全部.pdf").read_bytes()[:4] == b"%PDF"


def test_preflight_and_proof_end_with_1_if_something_is_wrong(
    chengban: Chengban, answered: str, tmp_path: Path
) -> None:
    looked = chengban("preflight", answered, "--json")
    assert looked.code == 1
    assert {"words.missing_fact"} <= {finding["rule_id"] for finding in looked.json["findings"]}
    proof = chengban("proof", answered, "--layout", "gbt9704", "--sheet", tmp_path / "自检.pdf", "--json")
    found = {line["what"]: line for line in proof.json["lines"]}
    assert found["纸张"]["ok"]
    assert (tmp_path / "自检.pdf").exists()
    chengban("export", answered, tmp_path / "答复.docx", "--layout", "gbt9704")
    assert chengban("proof", tmp_path / "答复.docx").code == 0


def test_a_public_copy_lists_its_removals_and_waits_for_confirmation(
    chengban: Chengban, answered: str, tmp_path: Path
) -> None:
    out = tmp_path / "公开.txt"
    answer = chengban("export", answered, out, "--public")
    assert (answer.code, out.exists()) == (1, False)
    assert "还没有公开审查，不能导出公开版" in answer.err
    assert chengban("disclose", answered, "主动公开", "--by", "赵敏", "--secrecy", "孙立").code == 0
    answer = chengban("export", answered, out, "--public")
    assert answer.code == 0
    assert "手机号：13812345678 → （略）" in answer.err
    assert "13812345678" not in out.read_text(encoding="utf-8")
    chengban("write", answered, "opening", "--text", "家住云岭路88弄6号1203室。")
    answer = chengban("export", answered, tmp_path / "二.txt", "--public")
    assert (answer.code, (tmp_path / "二.txt").exists()) == (1, False)
    key = next(line.split("\t")[1] for line in answer.err.splitlines() if line.startswith("请确认"))
    assert chengban("export", answered, tmp_path / "二.txt", "--public", "--keep", key).code == 0
    assert "1203室" in (tmp_path / "二.txt").read_text(encoding="utf-8")


def test_the_entries_for_an_online_system_are_listed_and_blank_ones_named(
    chengban: Chengban, answered: str
) -> None:
    answer = chengban("portal", answered)
    lines = dict(line.split("\t", 1) for line in answer.out.splitlines() if "\t" in line)
    assert answer.code == 0
    assert lines["联系电话"] == "021-62001234"
    assert "您提出的提案收悉" in answer.out
    assert lines["答复文号"] == ""
    assert "还没有填：答复文号" in answer.err
    found = chengban("portal", answered, "--portal", "通用政协提案系统", "--json").json
    assert (found["portal"], found["portals"]) == (
        "cppcc-general",
        [{"id": "cppcc-general", "name": "通用政协提案系统"}],
    )
    (body,) = [item for item in found["items"] if item["name"] == "答复正文"]
    assert body["limit"] == 2500
    assert "".join(body["pieces"]) == body["value"]
    assert chengban("portal", answered, "--portal", "火星系统").code == 1


def test_a_body_longer_than_the_system_takes_comes_in_numbered_pieces(
    chengban: Chengban, answered: str
) -> None:
    chengban("write", answered, "opening", "--text", "我委已安排专项资金。\n" * 400)  # 11 characters a line
    lines = chengban("portal", answered).out
    assert "答复正文（1/2）\t" in lines
    assert "答复正文（2/2）\t" in lines
