"""Verbs on handling records, run over several months."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from desktop.cli.program import run
from tests.cli.conftest import Answer

RunOnDay = Callable[..., Answer]


@pytest.fixture
def on(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> RunOnDay:
    """`on("2026-03-02", "contact", "085", "走访")`: one command line on that day."""

    def call(day: str, *words: str | Path) -> Answer:
        now = datetime.fromisoformat(f"{day}T09:00:00")
        code = run(["--data", str(tmp_path / "数据"), *map(str, words)], lambda: now, lambda: None)
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return call


@pytest.fixture
def case(on: RunOnDay) -> str:
    """An invented case of two signers and two co-handling units."""
    return on(
        "2026-02-09", "new", "--number", "085", "--subject", "关于社区科普场馆延时开放的提案", "--region", "长宁区",
        "--term", "15", "--session", "4", "--proposers", "林一帆、何青", "--co-units", "区文旅局、区教育局",
        "--section", "科普科", "--assigned-at", "2026-02-09", "--asks", "延长周末开放时间",
    ).out.strip()  # fmt: skip


def drafted(on: RunOnDay, day: str = "2026-03-02") -> None:
    for status in ("已签收", "已分办", "沟通中"):
        assert on(day, "move", "085", status).code == 0
    assert on(day, "contact", "085", "走访", "--points", "看了预约系统", "--leader").code == 0
    assert on(day, "move", "085", "拟稿").code == 0


SECTIONS = ("greeting", "opening", "overview", "answer", "next_steps")


def written(on: RunOnDay, day: str) -> None:
    for section in SECTIONS:
        assert on(day, "write", "085", section, "--text", "场馆周末延时开放，已经落实。").code == 0
    assert on(day, "set", "085", "办理结果=列入计划拟解决", "签发人=周砚", "落款单位=长宁区科委").code == 0
    assert on(day, "set", "085", f"成文日期={day}").code == 0
    assert on(day, "disclose", "085", "主动公开", "--by", "沈秘书", "--secrecy", "吴主任").code == 0


def replied(on: RunOnDay, day: str = "2026-04-09") -> None:
    for status in ("科室核稿", "办公室核稿", "待签发"):
        assert on(day, "move", "085", status).code == 0
    written(on, day)
    assert on(day, "waive", "085", "ask:1", "--reason", "延长开放属市级事权，已当面说明").code == 0
    for status in ("已签发", "编号用印", "已答复", "征询意见"):
        assert on(day, "move", "085", status).code == 0, status


def test_due_explains_the_due_date(on: RunOnDay, case: str) -> None:
    found = on("2026-03-02", "due", case, "--json").json
    assert (found["due_at"], found["first_due_at"], found["state"]) == ("2026-05-09", "2026-05-09", "running")
    assert found["explanation"][:2] == ["答复期限：自交办日起 3 个月内", "起算：2026年2月9日，当日不计入"]
    page = on("2026-03-02", "due", case).out
    assert "依据：提案三个月内答复为通行做法" in page


def test_extension_pause_and_resumption_move_the_due_day(on: RunOnDay, case: str) -> None:
    refused = on("2026-04-20", "extend", case, "2026-06-09")
    assert (refused.code, refused.err) == (1, "延期要写明原因和同意的单位或领导。请补全后再登记。\n")
    assert (
        on("2026-04-20", "extend", case, "2026-06-09", "--reason", "待市级口径", "--by", "区府办").code == 0
    )
    assert on("2026-05-06", "pause", case, "--reason", "等待并案").code == 0
    assert on("2026-05-06", "due", case, "--json").json["state"] == "paused"
    assert on("2026-05-16", "resume", case).code == 0
    found = on("2026-05-20", "due", case, "--json").json
    assert (found["due_at"], found["first_due_at"], found["state"]) == (
        "2026-06-22",  # 9 June and ten days is Dragon Boat Festival, off until Sunday the 21st
        "2026-05-09",
        "extended",
    )
    assert on("2026-05-20", "list", "--json").json[0]["due_state"] == "extended"


def test_contacts_are_recorded_and_listed(on: RunOnDay, case: str) -> None:
    assert on("2026-03-12", "contact", case, "电话").err == f"#{case} 已登记：3月12日 办前电话沟通\n"
    assert on("2026-03-26", "contact", case, "走访", "--day", "2026-03-25", "--with", "何青").code == 0
    listed = on("2026-03-26", "contact", case, "--json").json
    assert [(c["day"], c["way"], c["their_people"]) for c in listed] == [
        ("2026-03-12", "phone", ["林一帆"]),
        ("2026-03-25", "visit", ["何青"]),
    ]
    refused = on("2026-03-26", "contact", case, "飞鸽传书")
    assert refused.code == 1
    assert "沟通方式没有“飞鸽传书”这一项" in refused.err


def test_opinions_are_asked_for_chased_and_merged(on: RunOnDay, case: str) -> None:
    on("2026-03-02", "opinion", case, "--ask")
    late = on("2026-04-03", "opinion", case, "--json").json
    assert [(o["unit"], o["due_at"], o["state"]) for o in late] == [
        ("区文旅局", "2026-04-02", "late"),
        ("区教育局", "2026-04-02", "late"),
    ]
    assert on("2026-04-03", "list", "--json").json[0]["next_step"] == "催办 2 家"
    assert on("2026-04-03", "opinion", case, "区文旅局", "--chase", "答应周五").code == 0
    answer = on(
        "2026-04-07",
        "opinion",
        case,
        "区文旅局",
        "--text",
        "同意延时开放。",
        "--position",
        "同意",
        "--merge",
        "answer",
    )
    assert answer.code == 0
    assert answer.out.splitlines() == ["区文旅局  已并入答复  同意", "区教育局  会办逾期  2026-04-02 前"]
    assert "同意延时开放。" in on("2026-04-07", "show", case, "--json").out
    assert on("2026-04-07", "opinion", case, "--text", "没写单位").code == 2


def test_a_draft_is_shown_answered_and_its_wish_settled(on: RunOnDay, case: str) -> None:
    refused = on("2026-03-02", "pre-reply", case, "--show")
    assert (refused.code, refused.err) == (1, "还没有答复稿，没有可以给提案者看的。请先拟写答复。\n")
    drafted(on)
    written(on, "2026-03-02")
    first = on("2026-03-03", "pre-reply", case, "--show", "--way", "走访")
    assert first.err == f"#{case} 已登记：第 1 稿送林一帆看\n"
    assert on("2026-03-04", "pre-reply", case, "有意见").code == 1
    said = on("2026-03-04", "pre-reply", case, "有意见", "--words", "请写明月份")
    assert said.out == "1  2026-03-03  林一帆  第 1 稿  有意见，未处理  请写明月份\n"
    assert on("2026-03-05", "pre-reply", case, "--settled", "已写明十月").code == 0
    both = on("2026-03-06", "pre-reply", case, "同意", "--show", "--proposer", "何青", "--json").json
    assert [(one["proposer"], one["answer"], one["answered_at"], one["settled"]) for one in both] == [
        ("林一帆", "wishes", "2026-03-04", "已写明十月"),
        ("何青", "agrees", "2026-03-06", ""),
    ]
    shown = on("2026-03-06", "show", case, "--json").json["pre_replies"]
    assert [(one["proposer"], one["way"], one["draft"], one["round"]) for one in shown] == [
        ("林一帆", "visit", 1, 1),
        ("何青", "message", 1, 1),
    ]
    assert "预答复 1  预答复：林一帆  送看日期 2026-03-03，方式 走访" in on("2026-03-06", "records", case).out


def test_list_due_covers_every_deadline(on: RunOnDay, case: str) -> None:
    on("2026-03-02", "opinion", case, "--ask", "--due", "2026-03-20")
    on("2026-03-02", "promise", case, "完成预约系统改造", "--due", "2026-03-25")
    found = on("2026-03-23", "list", "--due", "--json").json
    assert [(item["what"], item["due_at"], item["days"], item["about"]) for item in found] == [
        ("co_opinion", "2026-03-20", -3, "区文旅局"),
        ("co_opinion", "2026-03-20", -3, "区教育局"),
        ("promise", "2026-03-25", 2, "完成预约系统改造"),
    ]
    assert [item["what"] for item in on("2026-05-08", "list", "--due", "1", "--json").json][-1] == "reply"
    lines = on("2026-03-23", "list", "--due").out.splitlines()
    assert lines[0] == "2026-03-20  逾期 3 天  085 会办意见（区文旅局）  关于社区科普场馆延时开放的提案"
    assert lines[-1] == "共 3 项"


def test_the_return_period_is_listed_until_it_is_over(on: RunOnDay, case: str) -> None:
    """Five working days from 9 February 2026 end on the 14th, a Saturday that is a working day."""
    assert [i["what"] for i in on("2026-02-13", "list", "--due", "--json").json] == ["return"]
    assert on("2026-02-24", "list", "--due", "--json").json == []
    assert case


def test_feedback_opens_the_second_round(on: RunOnDay, case: str) -> None:
    drafted(on)
    replied(on)
    on("2026-04-10", "feedback", case, "--send")
    assert on("2026-04-20", "feedback", case, "同意").err == "还没有收回：何青\n"
    answer = on("2026-04-21", "feedback", case, "不同意", "--proposer", "何青", "--remark", "没有时间表")
    assert answer.err == f"#{case} 有不满意的评价，请流转到“二次办理”\n"
    assert on("2026-04-22", "move", case, "二次办理", "--note", "何青不满意").code == 0
    shown = on("2026-04-22", "show", case, "--json").json
    assert (shown["status"], shown["due_at"], shown["replied_at"]) == (
        "rehandling",
        "2026-05-21",
        None,
    )  # one month from the feedback
    assert on("2026-04-22", "undo", case).code == 0
    back = on("2026-04-22", "show", case, "--json").json
    assert (back["status"], back["due_at"], back["replied_at"]) == (
        "feedback_wait",
        "2026-05-09",
        "2026-04-09",
    )


def test_without_a_contact_nothing_is_signed(on: RunOnDay, case: str) -> None:
    day = "2026-03-02"
    for status in ("已签收", "已分办", "沟通中", "拟稿", "科室核稿", "办公室核稿", "待签发"):
        on(day, "move", case, status)
    written(on, day)
    refused = on(day, "move", case, "已签发")
    assert refused.code == 1
    assert [line.partition("（")[0] for line in refused.err.splitlines()] == [
        "不能流转到“已签发”，还差 2 项：",
        "  □ 本轮沟通不够：要求至少沟通一次",
        "  □ 第 1 条建议还没有对应的答复：延长周末开放时间",
    ]
    assert all(line.endswith("）") for line in refused.err.splitlines()[1:]), "each names its clause"
    assert on(day, "waive", case, "ask:1", "--reason", "已当面说明").code == 0
    assert on(day, "move", case, "已签发", "--note", "赶时间").code == 1
    assert on(day, "waive", case, "contact", "--reason", "委员本人提出不需要走访").code == 0
    assert on(day, "move", case, "已签发").code == 0


def test_a_kept_promise_is_told_by_a_letter_of_its_own(on: RunOnDay, case: str, tmp_path: Path) -> None:
    drafted(on)
    replied(on)
    on("2026-04-10", "promise", case, "完成预约系统改造")
    assert "还没有兑现" not in on("2026-09-15", "followup", case, "--start").out
    assert on("2026-09-15", "followup", case, "--start").err.startswith("没有已兑现、还没有复函的承诺")
    on("2026-09-15", "promise", "--progress", "1", "系统已上线")
    on("2026-09-15", "promise", "--keep", "1")
    begun = on("2026-10-08", "followup", case, "--start")
    assert begun.out == "第 1 份落实情况复函  草稿    周砚\n"
    assert "还没有填：成文日期" in on("2026-10-08", "followup", case, "--sent").err
    wrong = on("2026-10-08", "followup", case, "--set", "页数=3")
    assert (wrong.code, "落实情况复函没有“页数=3”这一项" in wrong.err) == (1, True)
    out = tmp_path / "复函.txt"
    filled = on(
        "2026-10-08",
        "followup",
        case,
        "--set",
        "成文日期=2026-10-08",
        "--set",
        "发文字号=临科函〔2026〕9号",
        "--out",
        out,
    )
    assert filled.code == 0
    assert (
        "关于“完成预约系统改造”：2026年9月15日，系统已上线。该事项已于2026年9月15日落实。"
        in out.read_text("utf-8")
    )
    assert on("2026-10-09", "followup", case, "--sent").code == 0
    (letter,) = on("2026-10-09", "show", case, "--json").json["followup_letters"]
    assert (letter["sent_at"], letter["document_number"], letter["number"]) == (
        "2026-10-09",
        "临科函〔2026〕9号",
        1,
    )
    assert on("2026-10-10", "followup", case, "--back", "文号错了").out.startswith(
        "第 1 份落实情况复函  草稿"
    )
    assert (
        on("2026-10-10", "followup", case, "--text", "改过的正文", "--json").json[0]["body"] == "改过的正文"
    )


def test_promises_of_earlier_years_are_carried_over(on: RunOnDay, case: str) -> None:
    on("2026-03-02", "promise", case, "完成预约系统改造")
    on("2026-03-02", "promise", case, "再建三处", "--due", "2027-06-30")
    assert on("2026-12-31", "promise", "--carried").out == ""
    assert on("2027-01-04", "promise", "--carried").out.splitlines() == [
        "2  进行中（2026年结转）  2027-06-30  085  再建三处",
        "1  进行中（2026年结转）  未定  085  完成预约系统改造",
    ]
    assert [line["year"] for line in on("2027-01-04", "promise", "--year", "2026", "--json").json] == [
        2026,
        2026,
    ]
    assert on("2027-01-04", "promise", "--year", "2027").out == ""
    due = on("2027-01-04", "list", "--due", "--json").json
    assert [(one["what"], one["due_at"], one["about"]) for one in due if one["what"] == "carried"] == [
        ("carried", "2026-12-31", "完成预约系统改造")
    ]
    assert "2026年承诺2项：进行中2项，结转2项" in on("2027-01-04", "stats").out
    assert on("2027-01-04", "stats", "--json").json["promises"] == [
        {
            "year": 2026,
            "made": 2,
            "kept": 0,
            "in_time": 0,
            "late": 0,
            "running": 2,
            "carried": 2,
            "cases": [int(case)],
        }
    ]


def test_our_reply_is_examined_point_by_point_and_sent_back(on: RunOnDay, case: str) -> None:
    drafted(on)
    points = on("2026-04-09", "examine", case).out.splitlines()
    assert [line.split("　")[1] for line in points] == [
        "格式规范",
        "逐条答复",
        "办理结果属实",
        "沟通到位",
        "公开合规",
    ]
    replied(on)
    passed = on("2026-04-10", "examine", case, "--by", "区政府督查室")
    assert passed.err == f"#{case} 已登记答复审查：通过，现在是“征询意见”\n"
    wrong = on("2026-04-10", "examine", case, "--by", "区政府督查室", "--return", "逐条答复")
    assert (wrong.code, wrong.err) == (
        1,
        "“逐条答复”不是“要点=原因”。请写成 逐条答复=第二条没有答复 这样。\n",
    )
    back = on(
        "2026-04-13", "examine", case, "--by", "区政府督查室", "--return", "逐条答复=第二条没有答复", "--json"
    )
    assert back.err == f"#{case} 已登记答复审查：退回 1 项，现在是“拟稿”\n"
    last = back.json[-1]
    assert (last["day"], last["returned"]) == ("2026-04-13", True)
    assert [point["label"] for point in last["points"] if not point["passed"]] == ["逐条答复"]
    shown = on("2026-04-13", "show", case, "--json").json
    assert (shown["status"], shown["replied_at"], len(shown["examinations"])) == ("drafting", None, 2)
    assert on("2026-04-13", "examine", case, "--remove", "1", "--why", "登错了").code == 0
    assert len(on("2026-04-13", "examine", case, "--json").json) == 1


@pytest.mark.usefixtures("qapp")
def test_the_papers_of_answered_cases_are_packed_for_an_assessment(
    on: RunOnDay, case: str, tmp_path: Path
) -> None:
    drafted(on)
    refused = on("2026-04-01", "assessment", case, tmp_path / "评估.zip")
    assert (refused.code, refused.err.split("。")[0]) == (1, "选中的办件都还没有答复，没有可以评估的材料")
    assert on("2026-04-01", "assessment", case, tmp_path / "评估.rar").code == 1
    replied(on)
    other = on("2026-04-10", "new", "--number", "086", "--subject", "关于步道的提案").out.strip()
    packed = on("2026-04-10", "assessment", case, other, tmp_path / "评估.zip")
    assert (packed.code, packed.out.strip()) == (1, str(tmp_path / "评估.zip"))
    assert "086：还没有答复" in packed.err
    with zipfile.ZipFile(tmp_path / "评估.zip") as pack:
        assert [name for name in pack.namelist() if name.startswith("085")] == [
            "085-林一帆/1 答复.pdf", "085-林一帆/2 沟通记录.pdf", "085-林一帆/3 征询意见.pdf", "085-林一帆/4 办理过程表.pdf",
        ]  # fmt: skip


def test_promises_are_kept_and_results_converted(on: RunOnDay, case: str) -> None:
    drafted(on)
    replied(on)
    on("2026-04-10", "promise", case, "完成预约系统改造", "--due", "2026-09-30", "--ask", "1")
    number = on("2026-04-10", "promise", "--json").json[0]["promise"]["id"]
    assert on("2026-06-01", "promise", "--progress", str(number), "已招标").code == 0
    assert on("2026-09-15", "promise", "--keep", str(number)).code == 0
    assert on("2026-09-15", "promise", case, "--convert", "解决或采纳", "系统已上线").code == 0
    assert on("2026-09-16", "promise").out == ""
    assert on("2026-09-16", "promise", "--all", "--json").json[0]["state"] == "kept"
    rates = {rate["key"]: rate for rate in on("2026-09-16", "stats", "--json").json["rates"]}
    assert (rates["conversion_rate"]["numerator"], rates["conversion_rate"]["denominator"]) == (1, 1)
    assert rates["conversion_rate"]["cases"] == [int(case)]


def test_publication_is_recorded_after_the_review(on: RunOnDay, case: str) -> None:
    refused = on("2026-03-02", "disclose", case, "--published", "区政府网站")
    assert (refused.code, refused.err) == (1, "还没有公开审查记录。请先登记公开审查。\n")
    assert on("2026-03-02", "disclose", case, "不予公开", "--by", "沈秘书").code == 1
    assert on("2026-03-02", "disclose", case).code == 2
    review = ("主动公开", "--by", "沈秘书")
    alone = on("2026-03-02", "disclose", case, *review, "--published", "区政府网站")
    assert (alone.code, "还没有保密审查的记录" in alone.err) == (1, True)
    twice = on("2026-03-02", "disclose", case, *review, "--secrecy", "沈秘书")
    assert (twice.code, "不能是同一个人" in twice.err) == (1, True)
    both = (*review, "--secrecy", "吴主任", "--published", "区政府网站")
    assert on("2026-03-02", "disclose", case, *both).code == 0


def test_a_form_is_filled_once_its_headings_are_mapped(on: RunOnDay, case: str, tmp_path: Path) -> None:
    assert case
    form, out = tmp_path / "上级表.xlsx", tmp_path / "报送.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    for cell, words in (("A1", "报送表"), ("B3", "件号"), ("C3", "办的是什么"), ("D3", "到哪一步")):
        book.active[cell] = words
    book.save(form)
    asked = on("2026-03-02", "ledger", out, "--form", form)
    assert (asked.code, "请指明表头单元格" in asked.err) == (1, True)
    pointed = ("--map", "B3=编号", "--map", "C3=案由", "--map", "D3=办理进度")
    assert on("2026-03-02", "ledger", out, "--form", form, *pointed).code == 0
    out.unlink()
    assert on("2026-03-02", "ledger", out, "--form", form).code == 0
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert [sheet[cell].value for cell in ("B4", "C4", "D4")] == [
        "085",
        "关于社区科普场馆延时开放的提案",
        "待签收",
    ]
    assert on("2026-03-02", "ledger", out, "--form", form, "--map", "B3").code == 2
    assert on("2026-03-02", "ledger", tmp_path / "台账.xls").code == 1


def test_ready_says_what_is_missing_how_to_mend_it_and_who_may_pass_it(on: RunOnDay, case: str) -> None:
    answer = on("2026-03-02", "ready", case)
    assert answer.code == 1
    contact = answer.out[answer.out.index("必须　本轮沟通") :].splitlines()
    assert contact[0].startswith("必须　本轮沟通不够：要求至少沟通一次（代表法（2025年修正）第五十一条")
    assert contact[1:3] == [
        "　　　签发前：请登记沟通情况，或登记免予沟通的原因",
        "　　　经办人可以免过：写明免予沟通的原因，例如委员本人提出不需要走访（waive contact）",
    ]
    drafted(on)
    replied(on)
    answer = on("2026-04-09", "ready", case, "--json")
    assert (answer.code, [found["words"] for found in answer.json if found["passed"]]) == (
        0,
        ["第 1 条建议还没有对应的答复：延长周末开放时间"],
    )
    assert on("2026-04-09", "ready", case, "--for", "已签发").code == 0


def test_the_archive_list_reports_gaps_also_by_exit_code(on: RunOnDay, case: str) -> None:
    drafted(on)
    replied(on)
    folder = on("2026-04-20", "archive", case, "--json")
    assert folder.code == 1
    assert folder.json["folder"] == "2026年-区政协提案-15届4次-第085号-关于社区科普场馆延时开放的提案"
    assert "feedback" in folder.json["missing"]


def test_a_waiver_is_listed_and_taken_back_until_the_letter_rests_on_it(on: RunOnDay, case: str) -> None:
    day = "2026-03-02"
    drafted(on)
    assert on(day, "waive", case, "ask:1").err == "免过要写明原因。写明这一条为什么不逐条答复。\n"
    assert on(day, "waive", case, "draft", "--reason", "口头答复").code == 1
    assert on(day, "--officer", "林越", "waive", case, "ask:1", "--reason", "已当面说明").code == 0
    assert on(day, "waive", case).out == "ask:1  2026-03-02  林越  原因：已当面说明\n"
    assert on(day, "waive", case, "ask:1", "--back").code == 0
    assert on(day, "waive", case).out == ""
    replied(on)
    refused = on("2026-04-10", "waive", case, "ask:1", "--back")
    assert (refused.code, refused.err) == (
        1,
        "这一件已经是“征询意见”，不能这样改：第 1 条建议还没有对应的答复：延长周末开放时间。请把这条建议对应到答复的一节。\n",
    )


def test_a_dissatisfied_proposer_s_consent_lets_the_case_be_closed(on: RunOnDay, case: str) -> None:
    drafted(on)
    replied(on)
    on("2026-04-20", "feedback", case, "不同意", "--proposer", "何青")
    assert on("2026-04-20", "list", "--json").json[0]["next_step"] == "二次办理"
    refused = on("2026-04-21", "move", case, "办结")
    assert (refused.code, "何青不满意，没有二次办理，也没有同意办结的记录" in refused.err) == (1, True)
    assert on("2026-04-21", "move", case, "已撤案", "--note", "不想办了").code == 1
    assert on("2026-04-22", "consent", case, "理解目前的条件，同意办结", "--day", "2026-04-21").code == 0
    assert on("2026-04-22", "consent", case).out == "何青  2026-04-21  理解目前的条件，同意办结\n"
    assert on("2026-04-22", "move", case, "办结").code == 0


def test_reviews_are_recorded_with_their_move(on: RunOnDay, case: str) -> None:
    day = "2026-03-02"
    drafted(on)
    written(on, day)
    on(day, "waive", case, "ask:1", "--reason", "已当面说明")
    on(day, "set", case, "重点提案=是", "签发人=")
    assert on(day, "move", case, "科室核稿").code == 0
    sent_back = on(day, "review", case, "科室核稿", "--by", "王科长", "--back", "补上完成时间")
    assert sent_back.err == f"#{case} 已登记科室核稿，现在是“拟稿”\n"
    assert on(day, "show", case, "--json").json["status"] == "drafting"
    on(day, "move", case, "待签发", "--note", "照改后直接送签")
    assert on(day, "review", case, "签发", "--by", "周砚").code == 1
    signed = on(day, "review", case, "签发", "--by", "陈主任", "--level", "主要领导")
    assert (signed.code, signed.err) == (0, f"#{case} 已登记签发，现在是“已签发”\n")
    assert on(day, "show", case, "--json").json["reply"]["signer"] == "陈主任"
    assert on(day, "review", case).out.splitlines() == [
        "2026-03-02  科室核稿  王科长  退改  补上完成时间",
        "2026-03-02  签发  陈主任  同意",
    ]


def test_due_dates_are_written_as_a_calendar_file(on: RunOnDay, case: str, tmp_path: Path) -> None:
    assert case
    out = tmp_path / "期限.ics"
    assert on("2026-03-02", "list", "--due", "90", "--ics", out).code == 0
    assert "BEGIN:VEVENT" in out.read_text(encoding="utf-8")
    listed = tmp_path / "一览.txt"
    assert on("2026-05-07", "list", "--due", "--out", listed).code == 0
    assert "5月9日 周六" in listed.read_text(encoding="utf-8")
    assert "还剩 2 天" in listed.read_text(encoding="utf-8")


def test_similar_matters_are_merged_and_unmerged(on: RunOnDay, case: str) -> None:
    twin = on("2026-03-02", "new", "--number", "086", "--subject", "关于科普场馆周末开放的提案").out.strip()
    assert on("2026-03-02", "merge", twin, case).code == 0
    assert on("2026-03-02", "show", twin, "--json").json["merged_into"] == int(case)
    refused = on("2026-03-02", "merge", case, twin)
    assert (refused.code, refused.err) == (1, "第086号已经并入别的办件。请并入最前面的那一件。\n")
    assert on("2026-03-02", "merge", twin, "--apart").code == 0
    assert on("2026-03-02", "merge", twin).code == 2
    assert on("2026-03-02", "merge", twin, twin).err == "不能并入自己。请选另一件。\n"


def test_ready_of_the_lead_case_names_what_a_merged_case_lacks_and_waive_passes_it(
    on: RunOnDay, case: str
) -> None:
    day = "2026-03-02"
    twin = on(day, "new", "--number", "086", "--subject", "关于科普场馆周末开放的提案").out.strip()
    on(day, "merge", twin, case)
    (lacks,) = [one for one in on(day, "ready", case, "--json").json if one["case"] == int(twin)]
    assert (lacks["item"], lacks["words"]) == ("086/contact", "第086号：本轮沟通不够：要求至少沟通一次")
    assert on(day, "waive", case, "086/contact", "--reason", "委员出差").code == 0
    assert [one["way"] for one in on(day, "contact", twin, "--json").json] == ["waived"]
    assert on(day, "contact", case, "--json").json == []


def test_a_letter_that_is_out_is_corrected_for_a_reason_and_the_signed_text_stays_readable(
    on: RunOnDay, case: str
) -> None:
    drafted(on)
    replied(on)
    day, words = "2026-04-10", ("write", "085", "overview", "--text", "场馆周末延时开放到二十时。")
    refused = on(day, *words)
    assert (refused.code, refused.err) == (
        1,
        "答复已经发出，更正正文要写明原因。请写一句原因，发出的那一稿会留着。\n",
    )
    assert on(day, *words, "--reason", "时间写错").code == 0
    issued = on(day, "show", case, "--json").json["rounds"][0]["issued"]
    assert [(one["day"], one["label"]) for one in issued] == [
        ("2026-04-09", "签发稿"),
        ("2026-04-10", "更正稿（时间写错）"),
    ]
    assert ["到二十时" in one["text"] for one in issued] == [False, True]
    assert "  2026-04-10  更正稿（时间写错）  周砚" in on(day, "show", case).out


def test_a_signed_letter_is_not_written(on: RunOnDay, case: str) -> None:
    assert case
    drafted(on)
    replied(on)
    assert on("2026-04-10", "move", "085", "待签发", "--note", "重签").code == 0
    assert on("2026-04-10", "write", "085", "overview", "--text", "已经落实。").code == 0
    assert on("2026-04-10", "move", "085", "已签发").code == 0
    refused = on("2026-04-10", "write", "085", "overview", "--text", "都没有落实。", "--reason", "改")
    assert refused.code == 1
    assert refused.err.startswith("这一件已经签发，正文不能直接改。要改的，写明原因退回待签发")


def test_the_leaders_report_is_written(on: RunOnDay, case: str, tmp_path: Path) -> None:
    assert case
    out = tmp_path / "报告.txt"
    assert on("2026-03-02", "report", out, "--term", "15", "--session", "4").code == 0
    assert out.read_text(encoding="utf-8").startswith("关于十五届四次会议建议提案办理情况的报告")
    assert on("2026-03-02", "report", tmp_path / "报告.xls").code == 1


def test_a_mistyped_due_day_is_corrected_and_not_typed_over(on: RunOnDay, case: str) -> None:
    refused = on("2026-03-02", "set", case, "due_at=2028-12-31")
    assert refused.code == 1
    assert refused.err.startswith("期限已经是2026年5月9日，不能直接改写。")
    given = ("--given", "2026-04-30", "--source", "区政府办〔2026〕5号", "--why", "补录通知上的期限")
    assert on("2026-03-02", "due", case, *given, "--json").json["due_at"] == "2026-04-30"
    by_rule = ("due", case, "--by-rule", "--why", "看错了通知", "--json")
    assert on("2026-03-02", *by_rule).code == 1  # it is later, so somebody else must have agreed
    back = on("2026-03-02", *by_rule, "--by", "区政府办公室").json
    assert back["due_at"] == "2026-05-09"


def test_records_are_listed_amended_and_retracted(on: RunOnDay, case: str) -> None:
    on("2026-04-20", "extend", case, "2026-06-18", "--reason", "待市级口径", "--by", "区府办")
    listed = on("2026-04-20", "records", case, "--json").json
    assert [(one["kind"], one["values"]["新期限"]) for one in listed] == [("extension", "2026-06-18")]
    number = str(listed[0]["id"])
    assert on("2026-04-21", "amend", case, "延期", number, "新期限=2026-06-09").code == 1
    amended = on("2026-04-21", "amend", case, "延期", number, "新期限=2026-06-09", "--why", "录错了日期")
    assert amended.err == f"#{case} 已更正延期登记，期限 2026-06-09\n"
    retracted = on("2026-04-22", "retract", case, "延期", number, "--why", "没有批准")
    assert retracted.err == f"#{case} 已撤回延期登记，期限 2026-05-09\n"
    notes = [event["note"] for event in on("2026-04-22", "show", case, "--json").json["events"]]
    assert any("新期限 2026-06-18→2026-06-09；原因：录错了日期" in note for note in notes)
    assert any(note.startswith("撤回登记：延期至2026年6月9日") for note in notes)


def test_a_pause_of_next_year_is_asked_back(on: RunOnDay, case: str) -> None:
    wish = ("pause", case, "--reason", "等待并案", "--day", "2027-01-04")
    assert "不像是现在要登记的" in on("2026-03-02", *wish).err
    assert on("2026-03-02", *wish, "--anyway").code == 0


def test_a_move_takes_the_day_on_which_it_happened(on: RunOnDay, case: str) -> None:
    assert on("2026-02-27", "move", case, "已签收", "--day", "2026-02-25").code == 0
    assert on("2026-02-27", "show", case, "--json").json["acknowledged_at"] == "2026-02-25"
    refused = on("2026-02-27", "move", case, "已分办", "--day", "2026-02-24")
    assert "早于上一步“已签收”日期2026年2月25日" in refused.err


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("promise", "没有待兑现的承诺事项"),
        ("pre-reply", "还没有预答复的登记"),
        ("followup", "还没有落实情况复函"),
    ],
)
def test_an_empty_list_says_so_beside_the_output(on: RunOnDay, verb: str, said: str) -> None:
    listed = on("2026-03-02", verb, "085")
    assert (listed.code, listed.out) == (0, "")
    assert said in listed.err
    assert on("2026-03-02", verb, "085", "--json").out.strip() == "[]"
