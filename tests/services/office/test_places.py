"""Places are named by id or in Chinese wherever one is given, and never guessed: an unknown one is refused with the list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.case.case import Case, Level, MatterType
from desktop.domain.errors import Refused
from desktop.domain.importing.plan import ImportStatus
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.importing.batch import apply_plan
from desktop.services.importing.plan import plan_import
from desktop.services.importing.reply_parts import rule_book_with
from desktop.services.office.office import Office, read_office, save_office
from desktop.services.office.places import place_choices, place_id
from desktop.services.office.rules import default_level, office_rules, rules_of
from desktop.services.office.workplace import Workplace
from tests.services.importing.test_import_plan import HEAD, ROW, listed


@pytest.mark.parametrize("words", ["foping", "佛坪县", " 佛坪县 "])
def test_a_place_is_named_by_id_or_in_chinese(work: Workplace, words: str) -> None:
    stored = create_case(work, Case(number="085", locality=words))
    assert (stored.locality, rules_of(work, stored).id) == ("foping", "foping")


def test_every_installed_place_is_found_by_its_name(work: Workplace) -> None:
    assert len(place_choices(work)) >= 20
    for book_id, name in place_choices(work):
        assert place_id(work, name) == place_id(work, book_id) == book_id


def test_an_unknown_place_is_refused_with_the_known_ones(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="没有“火星”这个地方") as refusal:
        create_case(work, Case(number="086", locality="火星"))
    assert "上海市长宁区（shanghai-changning）" in refusal.value.remedy
    assert "佛坪县" in refusal.value.remedy
    with pytest.raises(Refused, match="没有“火星”这个地方"):
        set_fields(work, case.id, {"办理规则": "火星"})
    assert get_case(work, case.id).locality == "shanghai-changning"
    with pytest.raises(Refused, match="没有“火星”这个地方"):
        save_office(work, Office(locality="火星"))


def test_a_case_with_a_place_of_older_days_can_still_be_corrected(work: Workplace, case: Case) -> None:
    with work.store.writing() as connection:
        connection.execute("UPDATE cases SET locality = '火星' WHERE id = ?", (case.id,))
    assert set_fields(work, case.id, {"section": "科创科"}).section == "科创科"


def test_no_place_leaves_the_choice_to_the_region(work: Workplace) -> None:
    stored = create_case(work, Case(number="086", region="佛坪县"))
    assert (stored.locality, rules_of(work, stored).id) == ("", "foping")


def test_set_and_settings_take_the_chinese_name(work: Workplace, case: Case) -> None:
    assert set_fields(work, case.id, {"适用规则": "佛坪县"}, why="转办").locality == "foping"
    save_office(work, Office(locality="佛坪县"))
    assert read_office(work).locality == "foping"


def test_a_column_of_a_list_names_the_place(work: Workplace) -> None:
    head = (*HEAD, "办理规则")
    batch = apply_plan(work, plan_import(work, [listed((*ROW, "佛坪县"), head=head)]))
    assert get_case(work, batch.results[0].case_id).locality == "foping"
    again = plan_import(work, [listed((*ROW, "foping"), head=head)])
    assert again.items[0].status is ImportStatus.UNCHANGED
    (item,) = plan_import(work, [listed(("097", *ROW[1:], "火星"), head=head)]).items
    assert item.status is ImportStatus.REFUSED
    assert "没有“火星”这个地方" in item.message


def test_the_place_gives_a_new_case_its_usual_level(work: Workplace) -> None:
    assert default_level(work, Case()) is Level.DISTRICT
    assert default_level(work, Case(locality="shanghai-city")) is Level.CITY
    save_office(work, Office(locality="上海市"))
    batch = apply_plan(work, plan_import(work, [listed(ROW, title="提案交办清单")]))
    stored = get_case(work, batch.results[0].case_id)
    assert stored.level is Level.CITY
    again = plan_import(work, [listed(ROW, title="提案交办清单")])
    assert again.items[0].status is ImportStatus.UNCHANGED


def test_rates_follow_the_chosen_place_though_it_covers_one_kind_of_matter(work: Workplace) -> None:
    save_office(work, Office(locality="全国人大代表建议"))
    assert office_rules(work).id == "national-npc"
    save_office(work, Office())
    assert office_rules(work).id == "general-abc"


@pytest.mark.parametrize(
    ("case", "words", "book"),
    [
        (Case(), "A", "general-abc"),
        (Case(), "解决或采纳", "general-words"),
        (Case(matter_type=MatterType.NPC_SUGGESTION), "正在解决", "general-words"),
        (Case(locality="foping"), "A", "foping"),
        (Case(locality="foping"), "解决或采纳", "general-words"),
        (Case(), "列入计划拟解决或拟采纳", ""),  # words of 佛坪 alone, which is not guessed from them
        (Case(region="佛坪县"), "列入计划拟解决或拟采纳", "foping"),
        (Case(region="佛坪县"), "", "foping"),
    ],
)
def test_the_words_of_a_result_never_choose_another_place(
    work: Workplace, case: Case, words: str, book: str
) -> None:
    assert rule_book_with(work, case, words) == book


def test_a_changed_matter_type_may_change_the_rule_book(work: Workplace, case: Case) -> None:
    """The book is chosen again, even if it is the same one for both kinds here."""
    moved = set_fields(work, case.id, {"matter_type": "人大代表建议"}, why="录错")
    assert moved.matter_type is MatterType.NPC_SUGGESTION
    assert rules_of(work, moved).covers(MatterType.NPC_SUGGESTION)
    assert rules_of(work, replace(moved, id=0)).id == "shanghai-changning"
