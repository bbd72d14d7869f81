"""Reading the items of online systems: what is shipped, and what is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.templates.portal_file import read_portal
from desktop.documents.templates.template_library import load_library
from desktop.documents.templates.toml_template import parse_toml
from desktop.domain.errors import TemplateProblem
from desktop.domain.forms.portal import PortalTemplate
from tests.letters import TEMPLATES

WHOLE = """\
id = "own"
version = 1
name = "本区系统"

[[items]]
name = "编号"
text = "{number}"

[[items]]
name = "正文"
body = true
limit = 2500
"""


def read(text: str) -> PortalTemplate:
    return read_portal(parse_toml(text, "own.toml"))


def test_the_shipped_systems_serve_proposals_suggestions_and_co_opinions() -> None:
    shipped = load_library(TEMPLATES).portals
    assert sorted(shipped) == ["co-opinion-general", "cppcc-general", "npc-general"]
    for portal in shipped.values():
        names = [item.name for item in portal.items]
        assert {"签发人", "联系人"} & set(names) or "经办人" in names
        (body,) = [item for item in portal.items if item.body]
        assert body.limit >= 2500


def test_items_keep_the_order_of_the_file() -> None:
    portal = read(WHOLE)
    assert [(item.name, item.text, item.body, item.limit) for item in portal.items] == [
        ("编号", "{number}", False, 0),
        ("正文", "", True, 2500),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('text = "{number}"', 'text = "{nummer}"', "第 7 行：没有名为“nummer”的占位符"),
        ('text = "{number}"', "", "每一项写 text（填什么），正文那一项写 body = true，只能有一样"),
        ("body = true", 'body = true\ntext = "{number}"', "只能有一样"),
        ('text = "{number}"', 'text = "{number}"\neach = "letters"', "第 8 行：没有名为“letters”的列表"),
        ("limit = 2500", "limit = -1", "第 12 行：limit 应在 0 到 1000000 之间"),
        ('name = "正文"', 'name = "编号"', "第 10 行：有两项都叫“编号”"),
        ('name = "正文"', 'name = " "', "name 不能为空"),
        ("[[items]]", "[[inputs]]", "不认识的项目 inputs"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(TemplateProblem) as fault:
        read(WHOLE.replace(old, new))
    assert said in fault.value.what


def test_inside_a_list_its_own_fields_are_known() -> None:
    item = read(WHOLE.replace('text = "{number}"', 'text = "{points}"\neach = "contacts"')).items[0]
    assert (item.each, item.text) == ("contacts", "{points}")


def test_the_offices_own_file_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "portals").mkdir()
    own = WHOLE.replace('"own"', '"cppcc-general"')
    (tmp_path / "portals" / "a.toml").write_text(own, encoding="utf-8")
    (tmp_path / "portals" / "b.toml").write_text(WHOLE.replace("version = 1", ""), encoding="utf-8")
    library = load_library(TEMPLATES, tmp_path)
    assert library.portal("cppcc-general").name == "本区系统"
    assert library.portals.own == {"cppcc-general"}
    assert [problem.what for problem in library.portals.problems] == ["b.toml 缺少 version。"]
