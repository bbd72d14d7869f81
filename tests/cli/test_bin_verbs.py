"""The verbs `delete` and `bin`: into the bin with a reason, listed, shown, put back, gone for ever."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Chengban


@pytest.fixture
def office(chengban: Chengban) -> Chengban:
    for number in ("085", "086"):
        chengban("new", "--number", number, "--subject", f"关于{number}的提案", "--proposers", "沈亦澄")
    return chengban


def numbers(chengban: Chengban) -> list[str]:
    return [row["number"] for row in chengban("list", "--json").json]


def test_a_deleted_case_lies_in_the_bin_until_it_is_put_back(office: Chengban) -> None:
    gone = office("--officer", "林越", "delete", "085", "--reason", "重复录入")
    assert (gone.code, gone.err) == (0, "已放进回收站：第085号\n")
    assert numbers(office) == ["086"]
    assert office("bin").out == "#1  085  关于085的提案  2024-04-09 10:42 林越：重复录入\n"
    (line,) = office("bin", "--json").json
    assert (line["number"], line["deleted_at"], line["reason"]) == ("085", "2024-04-09T10:42:00", "重复录入")
    assert "关于085的提案" in office("bin", "085").out
    refused = office("show", "085")
    assert (refused.code, refused.err) == (1, "第085号在回收站里。请先从回收站放回。\n")
    assert office("bin", "085", "--back").err == "已放回 第085号，#1\n"
    assert numbers(office) == ["085", "086"]
    assert office("bin").out == "回收站是空的\n"


def test_all_of_them_or_none_are_deleted(office: Chengban) -> None:
    assert office("delete", "085", "999", "--reason", "重复录入").code == 1
    assert office("delete", "085", "086").err.startswith("没有写为什么删除。")
    assert numbers(office) == ["085", "086"]


def test_for_ever_takes_it_out_of_the_store(office: Chengban) -> None:
    assert office("bin", "085", "--for-ever").code == 1  # not deleted yet
    office("delete", "085", "--reason", "重复录入")
    assert office("bin", "--back").code == 1
    assert office("bin", "085", "--for-ever").err == "已永久删除 第085号\n"
    assert office("bin", "--json").json == []
    assert office("new", "--number", "085", "--subject", "新的").code == 0
