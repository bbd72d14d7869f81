"""The template page: every template in force with its origin, a copy for the office, and what a template says."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import FileProblem, Refused, TemplateProblem
from desktop.services.office.template_facts import FactGroup, template_facts
from desktop.services.office.template_files import (
    TemplateCard,
    TemplateKind,
    copy_to_own,
    own_folder,
    reload_templates,
    template_list,
)
from desktop.services.office.workplace import Workplace

SHIPPED = Path(__file__).parents[3] / "templates"
FIRST_WEIXIAN = Path(__file__).parents[2] / "golden" / "rule_books" / "weixian-1.toml"


def card(work: Workplace, kind: TemplateKind, wanted: str) -> TemplateCard:
    (found,) = [one for one in template_list(work).cards if (one.kind, one.id) == (kind, wanted)]
    return found


def own(work: Workplace, kind: TemplateKind, name: str, *changes: tuple[str, str]) -> Path:
    """A file of the office made from the shipped one of that name, with texts replaced."""
    return written(work, kind, SHIPPED / kind / f"{name}.toml", changes)


def own_weixian(work: Workplace, *changes: tuple[str, str]) -> Path:
    """The rules of 魏县 of the first edition, which have neither note nor sources, with texts replaced."""
    return written(work, TemplateKind.LOCALITY, FIRST_WEIXIAN, changes)


def written(work: Workplace, kind: TemplateKind, source: Path, changes: tuple[tuple[str, str], ...]) -> Path:
    text = source.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = own_folder(work) / kind / "mine.toml"
    path.write_text(text, encoding="utf-8")
    reload_templates(work)
    return path


# The list.
def test_every_shipped_file_is_listed_under_its_kind(work: Workplace) -> None:
    cards = template_list(work).cards
    for kind in TemplateKind:
        files = sorted(path.stem for path in (SHIPPED / kind).glob("*.toml"))
        assert sorted(one.id for one in cards if one.kind is kind) == files
    assert [kind.label for kind in TemplateKind] == [
        "答复模板",
        "版式",
        "各地规则",
        "随文表单",
        "填报项目",
        "评分标准",
    ]


def test_a_card_tells_name_version_basis_and_file(work: Workplace) -> None:
    weixian = card(work, TemplateKind.LOCALITY, "weixian")
    assert (weixian.name, weixian.version, weixian.basis) == (
        "魏县",
        2,
        "魏县人民政府办公室 2024 年 4 月 11 日通知",
    )
    assert (weixian.own, weixian.origin) == (False, "随程序")
    assert weixian.path == SHIPPED / "localities" / "weixian.toml"


def test_the_offices_file_goes_before_the_shipped_one_whatever_it_is_called(work: Workplace) -> None:
    path = own(work, TemplateKind.LOCALITY, "weixian", ("version = 2", "version = 7"))
    weixian = card(work, TemplateKind.LOCALITY, "weixian")
    assert (weixian.version, weixian.origin, weixian.path) == (7, "本单位", path)
    assert card(work, TemplateKind.LOCALITY, "ningbo").origin == "随程序"


def test_a_file_named_like_the_id_is_taken_for_it_only_if_it_holds_it(work: Workplace) -> None:
    folder = own_folder(work) / TemplateKind.LOCALITY
    (folder / "weixian.toml").write_text('id = "other"\n', encoding="utf-8")
    path = own(work, TemplateKind.LOCALITY, "weixian")
    assert card(work, TemplateKind.LOCALITY, "weixian").path == path


def test_an_office_file_with_an_error_is_a_problem_and_the_shipped_one_stays(work: Workplace) -> None:
    own(work, TemplateKind.LOCALITY, "weixian", ('name = "魏县"\n', "name = \n"))
    listed = template_list(work)
    (problem,) = listed.problems
    assert "mine.toml" in problem.what + problem.remedy
    assert card(work, TemplateKind.LOCALITY, "weixian").origin == "随程序"


def test_an_error_in_a_form_of_the_office_is_a_problem_too(work: Workplace) -> None:
    own(work, TemplateKind.FORM, "feedback-simple", ('for_each = "proposer"', 'for_each = "nobody"'))
    assert len(template_list(work).problems) == 1
    assert card(work, TemplateKind.FORM, "feedback-simple").origin == "随程序"


def test_a_changed_file_is_read_again_only_when_asked(work: Workplace) -> None:
    path = own(work, TemplateKind.LOCALITY, "weixian")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "魏县"', 'name = "魏县（新）"'), encoding="utf-8")
    assert card(work, TemplateKind.LOCALITY, "weixian").name == "魏县"
    assert "魏县（新）" in {one.name for one in reload_templates(work).cards}


# A copy for the office.
def test_a_copy_lies_in_the_offices_folder_and_is_in_force_at_once(work: Workplace) -> None:
    shipped = card(work, TemplateKind.LAYOUT, "gbt9704")
    path = copy_to_own(work, shipped)
    assert path == work.data_dir / "templates" / "layouts" / "gbt9704.toml"
    assert path.read_bytes() == shipped.path.read_bytes()
    assert card(work, TemplateKind.LAYOUT, "gbt9704").own


def test_a_second_copy_is_refused_and_the_first_kept(work: Workplace) -> None:
    shipped = card(work, TemplateKind.LAYOUT, "gbt9704")
    path = copy_to_own(work, shipped)
    path.write_text("# mine", encoding="utf-8")
    with pytest.raises(Refused, match=r"已经有“gbt9704\.toml”"):
        copy_to_own(work, shipped)
    assert path.read_text(encoding="utf-8") == "# mine"


def test_the_offices_folder_has_a_place_for_each_kind(work: Workplace) -> None:
    folder = own_folder(work)
    assert sorted(path.name for path in folder.iterdir()) == [
        "forms",
        "layouts",
        "localities",
        "portals",
        "replies",
        "scores",
    ]
    assert own_folder(work) == folder


def test_a_folder_that_cannot_be_made_is_a_problem_in_words(work: Workplace) -> None:
    (work.data_dir / "templates").write_text("in the way", encoding="utf-8")
    with pytest.raises(FileProblem, match="文件夹建不了"):
        own_folder(work)


# What a template says.
Facts = dict[str, list[tuple[str, str, str]]]


def facts(work: Workplace, kind: TemplateKind, wanted: str) -> Facts:
    def lines(group: FactGroup) -> list[tuple[str, str, str]]:
        return [(fact.label, fact.words, fact.remark) for fact in group.facts]

    return {group.heading: lines(group) for group in template_facts(work, kind, wanted)}


def test_a_reply_template_says_what_it_is_for_and_who_writes_what(work: Workplace) -> None:
    found = facts(work, TemplateKind.REPLY, "district-cppcc")
    assert list(found) == ["用于", "信的头尾", "各节"]
    layout = card(work, TemplateKind.LAYOUT, "district-plain").name
    assert [line[:2] for line in found["用于"]] == [
        ("类型", "政协提案"), ("层级", "区"), ("承办方式", "独办、主办、分办"), ("版式", layout),
    ]  # fmt: skip
    assert [line[:2] for line in found["信的头尾"]] == [
        ("标题", "对【届次全称】 / 第【编号】号【提案或建议】的答复"),
        ("办理结果", "办理结果：【办理结果】　签发人：【签发人】"),
        ("称谓", "【称谓】"),
        ("附注", "【公开附注】"),
        ("抄送", "抄送：【抄送机关】。"),
    ]
    greeting, opening, *_ = found["各节"]
    assert greeting == ("问候", "系统填，必写", "一般只写“您好！”，团体提案可以不用。")
    assert opening[:2] == ("开头", "经办人写，必写，30—150 字")


def test_a_section_without_a_prompt_shows_how_it_starts_and_who_need_not_write_it(work: Workplace) -> None:
    own(
        work,
        TemplateKind.REPLY,
        "district-cppcc",
        ('prompt = "一般只写“您好！”，团体提案可以不用。"\n', ""),
        ('filler = "system"\nrequired = true', 'filler = "leader"\nrequired = false'),
        ('matter_types = ["cppcc_proposal"]\n', ""),
        ('note = "{disclosure_mark}"', 'note = ""'),
    )
    found = facts(work, TemplateKind.REPLY, "district-cppcc")
    assert found["各节"][0] == ("问候", "领导写，可以不写", "您好！")
    assert found["用于"][0][1] == "都可以用"
    assert "附注" not in [label for label, _, _ in found["信的头尾"]]


def test_a_layout_says_its_measures_with_their_clauses(work: Workplace) -> None:
    found = facts(work, TemplateKind.LAYOUT, "gbt9704")
    assert found["纸面"] == [
        ("纸张", "210 × 297 毫米", "GB/T 9704-2012 5.1、5.2.1"),
        ("页边", "上 37、下 35、左 28、右 26 毫米", ""),
        ("每行字数", "28 字", "GB/T 9704-2012 5.2.3"),
        ("每页行数", "22 行，行距 28.95 磅", "GB/T 9704-2012 5.2.3"),
    ]
    styles = {label: (words, remark) for label, words, remark in found["字体字号"]}
    assert styles["公文标题"] == ("方正小标宋简体，22 磅", "GB/T 9704-2012 7.3.1")
    assert styles["一级标题"] == ("黑体，16 磅", "GB/T 9704-2012 7.3.3")


def test_a_form_says_its_purpose_and_paper(work: Workplace) -> None:
    assert facts(work, TemplateKind.FORM, "feedback-simple") == {
        "用于": [("用途", "征询意见表", ""), ("类型", "都可以用", ""), ("纸张", "210 × 297 毫米", "")]
    }


def test_a_rule_book_says_its_rules_with_their_basis_and_marks_what_is_to_be_checked(work: Workplace) -> None:
    own_weixian(work)
    found = facts(work, TemplateKind.LOCALITY, "weixian")
    # No note and no sources: groups without lines are left out.
    assert list(found) == ["期限", "提案", "代表建议", "签发、必备和统计"]
    assert found["期限"][0] == ("申请退回", "自签收日起 5 个工作日内（待核）", "通行做法（待核）")
    assert ("答复", "自交办日起 3 个月内", "提案工作条例、代表法：自交办之日起三个月内答复") in found["期限"]
    assert found["提案"] == [
        ("办理结果", "解决采纳、计划解决、留作参考", "A、B、C 分类"),
        ("征询意见", "满意、基本满意、不满意", ""),
    ]
    signing, contact, base, _targets = found["签发、必备和统计"]
    assert signing[:2] == ("签发人", "一般由分管领导，重点由主要领导，集体提案由分管领导")
    assert contact[:2] == ("沟通", "至少当面沟通一次")
    assert base[:2] == ("满意率的分母", "已答复件")


def test_a_rule_book_says_its_targets_also_those_by_volume(work: Workplace) -> None:
    assert facts(work, TemplateKind.LOCALITY, "weixian")["签发、必备和统计"][-1] == (
        "目标值",
        "按时办复率 100%；解决采纳率 50%；满意率 90%；面商率 10 件以下 100%；面商率 11 至 49 件 75%；面商率 50 件以上 50%",
        "",
    )


def test_a_rule_book_says_what_differs_from_the_usual(work: Workplace) -> None:
    own_weixian(
        work,
        ("version = 1\n", 'version = 1\nnote = "期限请核对"\n'),
        ('key = "principal"', 'key = "principal"\nsuggestion = "principal"\nconfirmed = false'),
        ('satisfaction_base = "replied"', 'satisfaction_base = "returned"\nsatisfaction_by = "case"'),
    )
    found = facts(work, TemplateKind.LOCALITY, "weixian")
    assert found["说明"] == [("请核对", "期限请核对", "")]
    signing, _, base, _ = found["签发、必备和统计"]
    assert signing[1].endswith("，集体提案由分管领导，代表建议由主要领导（待核）")
    assert base[1] == "收回的征询意见表，每件只算最低的一份"


def test_the_sources_of_a_rule_book_are_listed_with_how_much_was_read(work: Workplace) -> None:
    text = FIRST_WEIXIAN.read_text(encoding="utf-8")
    sources = (
        '[[sources]]\ntitle = "《办理办法》"\nnumber = "魏政办〔2024〕3号"\ndate = "2024年3月1日"\nread = "part"\n\n'
        '[[sources]]\ntitle = "《考核办法》"\nnumber = "魏办〔2024〕7号"\n\n'
    )
    path = own_folder(work) / TemplateKind.LOCALITY / "mine.toml"
    path.write_text(text.replace("[disclosure]", f"{sources}[disclosure]"), encoding="utf-8")
    reload_templates(work)
    assert facts(work, TemplateKind.LOCALITY, "weixian")["依据"] == [
        ("读过摘录", "《办理办法》 魏政办〔2024〕3号，2024年3月1日", ""),
        ("未见原文", "《考核办法》 魏办〔2024〕7号", ""),
    ]


def test_an_unknown_template_is_a_problem(work: Workplace) -> None:
    with pytest.raises(TemplateProblem):
        template_facts(work, TemplateKind.LAYOUT, "none")
