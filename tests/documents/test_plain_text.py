"""The letter as plain text, and the body only for online systems."""

from __future__ import annotations

from desktop.documents.plain_text import body_text, letter_text
from tests.letters import SECTIONS, letter


def test_the_text_of_the_whole_letter() -> None:
    lines = letter_text(letter("district-plain")).split("\n")
    assert lines[:6] == [
        "对澄江区政协九届二次会议", "第046号提案的答复", "", "办理结果：解决或采纳　　签发人：顾文澜", "", "林知遥委员：",
    ]  # fmt: skip
    assert lines[6] == "　　您好！"
    assert lines[-5:] == ["", "澄江区民政局", "2025年4月9日", "（此件公开发布）", ""]


def test_the_body_has_no_head_signature_or_indents() -> None:
    assert body_text(letter()) == "\n".join(section.text for section in SECTIONS)


def test_a_letter_with_head_and_copies_names_both() -> None:
    text = letter_text(letter("gbt9704-general", "deputy-suggestion"))
    assert text.startswith("澄江区民政局文件\n澄民提复〔2025〕6号\n")
    assert text.endswith("澄江区民政局办公室　　2025年4月9日印发\n")
