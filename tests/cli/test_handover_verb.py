"""The verb `handover`: to a deputy, back, undone, listed."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Chengban


@pytest.fixture
def office(chengban: Chengban) -> Chengban:
    for number, officer in (("085", "林越"), ("086", "林越"), ("087", "何一苇")):
        chengban("new", "--number", number, "--subject", f"关于{number}的提案", "--officer", officer)
    return chengban


def officers(chengban: Chengban) -> dict[str, tuple[str, str]]:
    rows = chengban("list", "--json").json
    return {row["number"]: (row["officer"], row["stands_in_for"]) for row in rows}


def test_all_open_cases_go_to_the_deputy_and_come_back(office: Chengban) -> None:
    gone = office("handover", "林越", "何一苇", "--from", "2024-04-10", "--to", "2024年4月19日")
    assert (gone.code, gone.err) == (0, "林越的 2 件已交何一苇代管\n")
    assert officers(office) == {"085": ("何一苇", "林越"), "086": ("何一苇", "林越"), "087": ("何一苇", "")}
    assert office("handover").out == "林越外出（2024年4月10日至4月19日），2 件由何一苇代管\n"
    (out,) = office("handover", "--json").json
    assert out == {
        "officer": "林越", "deputy": "何一苇", "handed_at": "2024-04-09", "from": "2024-04-10", "to": "2024-04-19",
        "cases": [1, 2],
    }  # fmt: skip
    page = office("show", "085").out
    assert "代管：林越外出（2024年4月10日至4月19日），由何一苇代管" in page
    assert office("show", "085", "--json").json["stands_in_for"] == "林越"
    office("set", "086", "经办人=陆言")
    back = office("handover", "林越", "--back")
    assert back.err == "已交还林越 1 件；1 件另有经办人，没有动：086（陆言）\n"
    assert officers(office) == {"085": ("林越", ""), "086": ("陆言", ""), "087": ("何一苇", "")}
    assert office("handover").out == "现在没有代管的办件\n"


def test_one_undo_takes_the_whole_step_back(office: Chengban) -> None:
    office("handover", "林越", "何一苇")
    undone = office("handover", "--undo", "--json").json
    assert undone == {"words": "已撤销代管，2 件仍由林越经办", "moved": [1, 2], "left": []}
    assert officers(office)["085"] == ("林越", "")
    assert office("handover", "--undo").code == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("林越",), "没有写林越的办件交给谁"),
        (("陆言", "何一苇"), "陆言名下没有在办件。办件里的经办人有：何一苇、林越"),
        (("--back",), "交还只要写外出的人是谁"),
        (("--undo", "林越"), "撤销不用写姓名和日期"),
        (("--to", "2024-05-01"), "没有写谁外出、交给谁"),
        (("林越", "何一苇", "--to", "2024-04-01"), "外出到2024年4月1日，已经过了"),
        (("林越", "--back"), "没有代管中的林越的办件"),
    ],
)
def test_what_is_not_clear_is_refused_with_an_example(
    office: Chengban, words: tuple[str, ...], message: str
) -> None:
    answer = office("handover", *words)
    assert answer.code == 1
    assert message in answer.err
    assert officers(office)["085"] == ("林越", "")
