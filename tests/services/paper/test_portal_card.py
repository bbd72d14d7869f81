"""The card 「填报」 of a stored case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import Case, HandlingRole, MatterType
from desktop.domain.errors import Refused
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.portal_tick import CopyState
from desktop.services.cases.cases import create_case
from desktop.services.cases.merging import merge_case
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.promises import add_promise
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import USER_TEMPLATES, Workplace
from desktop.services.paper.portal_card import PortalCard, portal_card, tick_copied
from desktop.services.writing.drafting import open_reply, set_reply_fields, write_section
from desktop.store.history.handling import PORTAL_TICKS


def values(card: PortalCard) -> dict[str, str]:
    return {entry.item.name: entry.value for entry in card.entries}


def answered(work: Workplace, case: Case, words: str = "已经建成。\n明年推广。") -> None:
    """A letter with that text in the section of the answer, signed."""
    reply = open_reply(work, case.id)
    for section in reply.sections:
        write_section(work, case.id, section.key, "")
    write_section(work, case.id, reply.sections[1].key, words)
    set_reply_fields(
        work,
        case.id,
        {"signer": "周明澜", "issue_date": "2024-04-08", "document_number": "临科委提〔2024〕3号"},
    )


def test_the_card_has_the_facts_in_the_order_of_the_system(work: Workplace, case: Case) -> None:
    save_office(
        work, Office("临江区科学技术委员会", "临江区", contact_person="林越", contact_phone="62001234")
    )
    answered(work, case)
    record_contact(work, case.id, ContactWay.PHONE, day=date(2024, 3, 1), points="了解诉求")
    record_contact(work, case.id, ContactWay.VISIT, day=date(2024, 3, 12))
    add_promise(work, case.id, "设立产业基金", owner="科创科", due_at=date(2024, 12, 31))
    add_promise(work, case.id, "引进运营团队", owner="招商科")
    card = portal_card(work, case.id)
    assert card.portal.name == "通用政协提案系统"
    names = list(values(card))
    assert names[:2] == ["提案编号", "案由"]
    assert names.index("答复文号") < names.index("签发人") < names.index("联系人") < names.index("答复正文")
    expected = {
        "提案编号": "085",
        "答复文号": "临科委提〔2024〕3号",
        "答复日期": "2024-04-08",
        "签发人": "周明澜",
        "联系人": "林越",
        "联系电话": "62001234",
        "沟通方式": "电话、走访",
        "沟通时间": "2024-03-12",
        "沟通情况": "2024年3月1日电话：了解诉求\n2024年3月12日走访",
        "承诺事项": "设立产业基金（2024年12月31日前，科创科）\n引进运营团队（招商科）",
    }
    assert {name: values(card)[name] for name in expected} == expected


def test_the_body_is_without_title_salutation_signature_and_date(work: Workplace, case: Case) -> None:
    answered(work, case)
    body = values(portal_card(work, case.id))["答复正文"]
    assert "已经建成。\n明年推广。" in body
    for outside in ("第085号提案的答复", "沈亦澄委员：", "周明澜", "2024年4月8日"):
        assert outside not in body


def test_a_long_body_comes_in_pieces_that_join_to_the_body(work: Workplace, case: Case) -> None:
    paragraph = "我委安排专项资金1,200万元，按照《临江区孵化器管理办法》执行。" * 20  # 620 characters
    answered(work, case, "\n".join([paragraph] * 9))
    (body,) = [entry for entry in portal_card(work, case.id).entries if entry.item.body]
    assert [len(piece) <= 2500 for piece in body.pieces] == [True] * 3
    assert "".join(body.pieces).count(paragraph) == 9
    assert all(piece.endswith("执行。\n") for piece in body.pieces[:-1])


def test_what_is_blank_and_should_not_be_is_named(work: Workplace, case: Case) -> None:
    card = portal_card(work, case.id)
    assert {"答复文号", "签发人", "沟通情况", "答复正文"} <= set(card.missing)
    assert not {"承诺事项", "抄送", "落实情况分类"} & set(card.missing)


def test_a_waived_contact_is_said_with_its_reason(work: Workplace, case: Case) -> None:
    record_contact(work, case.id, ContactWay.WAIVED, day=date(2024, 3, 1), points="委员本人提出不需要走访")
    said = values(portal_card(work, case.id))
    assert (said["沟通方式"], said["沟通时间"]) == ("免予沟通", "")
    assert said["沟通情况"] == "2024年3月1日免予沟通：委员本人提出不需要走访"


@pytest.mark.parametrize(
    ("matter", "role", "portal"),
    [
        (MatterType.NPC_SUGGESTION, HandlingRole.SOLE, "npc-general"),
        (MatterType.CPPCC_PROPOSAL, HandlingRole.CO_HANDLING, "co-opinion-general"),
        (MatterType.NPC_SUGGESTION, HandlingRole.CO_HANDLING, "co-opinion-general"),
        (MatterType.CPPCC_PROPOSAL, HandlingRole.SEPARATE, "cppcc-general"),
    ],
)
def test_the_system_goes_by_type_and_role(
    work: Workplace, case: Case, matter: MatterType, role: HandlingRole, portal: str
) -> None:
    other = create_case(work, replace(case, id=0, number="201", matter_type=matter, handling_role=role))
    card = portal_card(work, other.id)
    assert [one.id for one in card.choices] == [portal]
    assert card.portal.id == portal


def test_the_offices_own_system_goes_first_and_others_are_named(work: Workplace, case: Case) -> None:
    folder = work.data_dir / USER_TEMPLATES / "portals"
    folder.mkdir(parents=True)
    write(
        folder / "own.toml",
        'id = "zz-own"\nversion = 1\nname = "本区系统"\n[[items]]\nname = "编号"\ntext = "{number}"\n',
    )
    work.template_cache.invalidate()
    assert values(portal_card(work, case.id)) == {"编号": "085"}
    assert [one.id for one in portal_card(work, case.id).choices] == ["zz-own", "cppcc-general"]
    assert portal_card(work, case.id, "通用政协提案系统").portal.id == "cppcc-general"
    assert portal_card(work, case.id, "cppcc-general").portal.id == "cppcc-general"
    with pytest.raises(Refused, match="没有填报项目“火星系统”") as refusal:
        portal_card(work, case.id, "火星系统")
    assert "本区系统（zz-own）" in refusal.value.remedy


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_a_merged_case_has_its_own_number_and_the_body_of_the_joint_letter(
    work: Workplace, case: Case
) -> None:
    answered(work, case)
    merged = create_case(work, replace(case, id=0, number="086"))
    merge_case(work, merged.id, case.id)
    said = values(portal_card(work, merged.id))
    assert said["提案编号"] == "086"
    assert "已经建成。" in said["答复正文"]


def test_looking_at_the_card_creates_no_letter(work: Workplace, case: Case) -> None:
    portal_card(work, case.id)
    assert work.store.database.table("replies").count == 0


# Ticks.
def states(work: Workplace, case: Case) -> dict[str, CopyState]:
    return {row.label: row.state for row in portal_card(work, case.id).rows}


def copy(work: Workplace, case: Case, label: str, *, copied: bool = True) -> None:
    card = portal_card(work, case.id)
    (row,) = [row for row in card.rows if row.label == label]
    tick_copied(work, case.id, card, row, copied=copied)


def test_what_was_copied_stays_ticked_until_it_says_something_else(work: Workplace, case: Case) -> None:
    answered(work, case)
    copy(work, case, "签发人")
    copy(work, case, "答复文号")
    assert [label for label, state in states(work, case).items() if state is CopyState.COPIED] == [
        "答复文号",
        "签发人",
    ]
    set_reply_fields(work, case.id, {"signer": "顾言"})
    assert (states(work, case)["答复文号"], states(work, case)["签发人"]) == (
        CopyState.COPIED,
        CopyState.CHANGED,
    )
    copy(work, case, "签发人")
    assert states(work, case)["签发人"] is CopyState.COPIED
    copy(work, case, "签发人", copied=False)
    assert states(work, case)["签发人"] is CopyState.OPEN


def test_each_piece_of_a_body_is_ticked_by_itself(work: Workplace, case: Case) -> None:
    answered(work, case, "\n".join(["本委已安排资金。" * 100] * 5))
    copy(work, case, "答复正文（2/2）")
    assert (states(work, case)["答复正文（1/2）"], states(work, case)["答复正文（2/2）"]) == (
        CopyState.OPEN,
        CopyState.COPIED,
    )


def test_a_blank_row_is_never_ticked(work: Workplace, case: Case) -> None:
    copy(work, case, "答复文号")
    assert states(work, case)["答复文号"] is CopyState.OPEN
    assert PORTAL_TICKS.all(work.store) == ()


def test_ticks_belong_to_their_case_and_system(work: Workplace, case: Case) -> None:
    other = create_case(work, replace(case, id=0, number="201"))
    answered(work, case)
    copy(work, case, "案由")
    copy(work, case, "签发人")  # the other system has an item of that name too
    assert states(work, other)["案由"] is CopyState.OPEN
    npc = portal_card(work, case.id, "npc-general")
    assert {row.state for row in npc.rows} == {CopyState.OPEN}


def test_a_row_waits_until_it_is_copied_as_it_stands(work: Workplace, case: Case) -> None:
    rows = {row.label: row for row in portal_card(work, case.id).rows}
    assert (rows["案由"].waits, rows["案由"].is_missing) == (True, False)
    assert (rows["答复文号"].waits, rows["答复文号"].is_missing) == (False, True)
    assert (rows["抄送"].waits, rows["抄送"].is_missing) == (False, False)
    assert not replace(rows["案由"], state=CopyState.COPIED).waits
    assert replace(rows["案由"], state=CopyState.CHANGED).waits
