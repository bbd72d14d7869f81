"""The names in the list of sections: the template's word for a section under the number that the letter gives it."""

from __future__ import annotations

import pytest

from desktop.ui.desk.writing.section_list import SectionItem


@pytest.mark.parametrize(
    ("number", "label", "name"),
    [
        ("", "开头", "开头"),
        ("一、", "办理概述", "一、办理概述"),
        ("二、（四）", "下一步举措", "二、（四）下一步举措"),
        # The officer's own heading is its label, with its number.
        ("二、（五）", "（五）有关政策说明", "二、（五）有关政策说明"),
        ("三、", "三、其他", "三、其他"),
    ],
)
def test_a_number_is_written_once(number: str, label: str, name: str) -> None:
    assert SectionItem("key", label, done=True, missing=False, number=number).name == name
