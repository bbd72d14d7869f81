"""Rule books of the first edition, as open cases keep them: they are read, hold, and are compared with today's."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.templates.locality_file import read_locality
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.case.case import Case, Level, MatterType
from desktop.domain.deadlines.case_clock import Traits
from desktop.domain.deadlines.rule_differences import RuleDifference, rule_differences
from desktop.domain.errors import Refused
from desktop.domain.rules.locality import Locality
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.handling.rule_changes import apply_changes, rule_changes
from desktop.services.office.office import Office, save_office
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace
from desktop.store.history.rule_books import store_rules

FIRST = sorted((Path(__file__).parents[2] / "golden" / "rule_books").glob("*-1.toml"))


def first(place: str) -> Locality:
    return read_locality(read_toml(next(path for path in FIRST if path.stem == f"{place}-1")))


def today(place: str) -> Locality:
    return read_locality(read_toml(SHIPPED_TEMPLATES / "localities" / f"{place}.toml"))


def keep_first_edition(work: Workplace, case: Case, place: str) -> None:
    """The case as a store of earlier days has it: under the first edition, with the id of that time."""
    book = first(place)
    store_rules(work.store, case.id, book.id, book.version, book.source, work.now())
    with work.store.writing() as connection:
        connection.execute("UPDATE cases SET locality = ? WHERE id = ?", (place, case.id))


@pytest.mark.parametrize("path", FIRST, ids=lambda path: path.stem)
def test_a_kept_text_of_the_first_edition_is_still_read(path: Path) -> None:
    book = read_locality(read_toml(path))
    assert book.version == 1
    assert all(channel.results and channel.ratings for channel in book.channels)


@pytest.mark.parametrize(
    ("place", "kind", "points"),
    [
        (
            "foping",
            MatterType.CPPCC_PROPOSAL,
            {
                "期限：答复": ("6 月 30 日前；自交办日起 3 个月内", "8 月 5 日前；自交办日起 3 个月内"),
                "期限：延期上限": ("8 月 5 日前", "自交办日起 6 个月内"),
                "办理结果": (
                    "解决采纳、计划解决、留作参考",
                    "已解决或采纳、列入计划拟解决或拟采纳、留作参考",
                ),
                "抄送": ("县政协提案委员会、县政府办公室", "市政协提案委员会、市政府督查室、县政府督查室"),
                "督查单位": ("县政府办公室", "县政府督查室"),
                "届次": ("某区政协某届某次会议", "汉中市政协某届某次会议"),
            },
        ),
        (
            "ningbo",
            MatterType.NPC_SUGGESTION,
            {
                "期限：会办意见": ("自交办日起 1 个月内", "自签收日起 1 个月内"),
                "沟通": ("至少沟通一次", "至少当面沟通一次"),
            },
        ),
        (
            "shanghai-city",
            MatterType.NPC_SUGGESTION,
            {
                "期限：申请退回": ("自交办日起 5 个工作日内", "自签收日起 7 个工作日内"),
                "期限：会办意见": ("自发函日起 1 个月内", "自签收日起 1 个月内"),
                "期限：延期上限": ("自交办日起 6 个月内", "自原期限起 3 个月内"),
                "期限：二次办理": ("自反馈不满意之日起 1 个月内", "自重新交办日起 1 个月内"),
            },
        ),
        (
            "zhejiang",
            MatterType.NPC_SUGGESTION,
            {
                "期限：申请退回": ("自交办日起 5 个工作日内", "自签收日起 10 日内"),
                "期限：会办意见": ("自发函日起 1 个月内", "自签收日起 2 个月内"),
                "期限：二次办理": ("自反馈不满意之日起 1 个月内", "自重新交办日起 1 个月内"),
                "签发": ("分管领导", "主要领导"),
            },
        ),
        ("weixian", MatterType.CPPCC_PROPOSAL, {"沟通": ("至少当面沟通一次", "至少沟通一次")}),
        ("chongyi", MatterType.CPPCC_PROPOSAL, {}),
        ("shanghai-changning", MatterType.CPPCC_PROPOSAL, {"联系人": ("按版式", "不写")}),
    ],
)
def test_what_the_second_edition_changes(
    place: str, kind: MatterType, points: dict[str, tuple[str, str]]
) -> None:
    found = rule_differences(first(place), today(place), Traits(kind))
    assert {point.what: (point.old, point.new) for point in found} == points


def test_a_case_under_the_old_book_of_both_national_bodies_keeps_it_and_is_compared_with_its_own(
    work: Workplace,
) -> None:
    proposal = create_case(work, Case(number="01234", level=Level.NATIONAL, subject="关于科技创新的提案"))
    suggestion = create_case(
        work, Case(number="5678", level=Level.NATIONAL, matter_type=MatterType.NPC_SUGGESTION)
    )
    for case in (proposal, suggestion):
        keep_first_edition(work, case, "national")
        assert rules_of(work, get_case(work, case.id)).id == "national"
    changes = {change.case_id: change for change in rule_changes(work)}
    editions = {
        case_id: (change.edition.old, change.edition.new)
        for case_id, change in changes.items()
        if change.edition
    }
    old = "全国政协提案、全国人大代表建议 第1版"
    assert editions == {
        proposal.id: (old, "全国政协提案 第1版"),
        suggestion.id: (old, "全国人大代表建议 第1版"),
    }
    edition = changes[proposal.id].edition
    assert edition is not None
    assert RuleDifference("期限：二次办理", "无", "自反馈不满意之日起 1 个月内") in edition.differences
    apply_changes(work, tuple(changes.values()))
    assert [rules_of(work, get_case(work, case.id)).id for case in (proposal, suggestion)] == [
        "national-cppcc",
        "national-npc",
    ]
    assert rule_changes(work) == ()


def test_the_id_of_earlier_days_is_still_understood(work: Workplace) -> None:
    proposal = create_case(work, Case(number="01234", locality="national"))
    assert (proposal.locality, rules_of(work, proposal).name) == ("national-cppcc", "全国政协提案")
    save_office(work, Office(locality="national"))
    suggestion = create_case(work, Case(number="5678", matter_type=MatterType.NPC_SUGGESTION))
    assert rules_of(work, suggestion).id == "national-npc"


def test_a_book_of_proposals_alone_is_refused_for_a_suggestion(work: Workplace) -> None:
    suggestion = create_case(work, Case(number="5678", matter_type=MatterType.NPC_SUGGESTION))
    with pytest.raises(Refused, match="没有“全国政协提案”这个地方人大代表建议的办理规则"):
        set_fields(work, suggestion.id, {"locality": "全国政协提案"})


def test_national_matters_follow_the_book_of_their_body(work: Workplace) -> None:
    suggestion = create_case(work, Case(number="5678", matter_type=MatterType.NPC_SUGGESTION))
    moved = set_fields(work, suggestion.id, {"level": "全国"})
    assert rules_of(work, moved).id == "national-npc"
    assert rules_of(work, set_fields(work, moved.id, {"matter_type": "政协提案"})).id == "national-cppcc"
