"""The public copy: personal data found, listed, confirmed and removed; no metadata in the file."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import EventKind
from desktop.domain.errors import Refused
from desktop.domain.redaction.redaction import RemovalKind
from desktop.services.handling.progress import events
from desktop.services.handling.reviews import review_disclosure
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import export_public, export_reply
from desktop.services.paper.public_copy import PublicCopy, RedactionRequest, public_copy, reviewed_copy
from desktop.services.writing.drafting import open_reply, set_reply_fields, write_section
from desktop.typesetting.model.block import Block
from tests.services.paper.docx_traces import traces_in

SAYING = (
    "居民赵某（家庭住址：云岭路88弄6号1203室，身份证110101199003078515）来电13812345678反映。\n"
    "根据《办法》（临科委规〔2023〕2号），2023年拨付12345678元，批复文号20230158。"
)


@pytest.fixture
def answered(work: Workplace, case: Case) -> Case:
    open_reply(work, case.id)
    write_section(work, case.id, "opening", SAYING)
    set_reply_fields(work, case.id, {"contact_person": "周衡", "contact_phone": "021-62001234"})
    review_disclosure(work, case.id, Disclosure.PROACTIVE, "赵敏", secrecy_reviewer="孙立")
    return case


def text_of(copy: PublicCopy) -> str:
    return "\n".join(block.text for block in copy.document.blocks if isinstance(block, Block))


def test_each_removal_has_its_place_kind_before_and_after(work: Workplace, answered: Case) -> None:
    found = public_copy(work, answered.id).removals
    assert [(one.kind, one.place) for one in found] == [
        (RemovalKind.ADDRESS, "正文第2段"),
        (RemovalKind.ID_NUMBER, "正文第2段"),
        (RemovalKind.MOBILE, "正文第2段"),
    ]
    assert found[2].label == "正文第2段 手机号：13812345678 → （略）"


def test_public_text_stays_unchanged(work: Workplace, answered: Case) -> None:
    said = text_of(public_copy(work, answered.id))
    assert SAYING.split("\n")[1] in said
    for private in ("13812345678", "110101199003078515", "1203室"):
        assert private not in said


def test_nothing_is_written_before_the_open_questions_are_answered(
    work: Workplace, answered: Case, tmp_path: Path
) -> None:
    out = tmp_path / "公开版.docx"
    with pytest.raises(Refused, match=r"2处要确认：住址、身份证号"):
        export_reply(work, answered.id, out, public=True)
    assert not out.exists()
    keys = frozenset(one.key for one in public_copy(work, answered.id).open_questions)
    report = export_public(work, answered.id, out, request=RedactionRequest(confirmed=keys))
    assert len(report.removals) == 3
    last = events(work, answered.id)[-1]
    assert last.kind is EventKind.PUBLIC_COPY
    assert last.note == "公开版.docx，删去住址、身份证号、手机号共3处"


def test_an_address_may_be_kept_an_identity_number_may_not(
    work: Workplace, answered: Case, tmp_path: Path
) -> None:
    address, number, _ = public_copy(work, answered.id).removals
    kept = RedactionRequest(kept=frozenset({address.key}), all_confirmed=True)
    assert "1203室" in text_of(public_copy(work, answered.id, request=kept))
    with pytest.raises(Refused, match="身份证号不能公开"):
        export_public(
            work,
            answered.id,
            tmp_path / "a.docx",
            request=RedactionRequest(kept=frozenset({number.key}), all_confirmed=True),
        )


def test_a_telephone_in_the_note_is_removed_with_its_brackets(work: Workplace, case: Case) -> None:
    """附注 as the officer types it: the number alone makes it contact data, whoever is not named in it."""
    open_reply(work, case.id)
    set_reply_fields(work, case.id, {"note": "联系电话：62001234"})
    copy = public_copy(work, case.id)
    assert [(one.kind, one.place, one.before) for one in copy.removals] == [
        (RemovalKind.CONTACT_LINE, "附注", "（联系电话：62001234）")
    ]
    assert "联系电话" not in text_of(copy)
    assert not re.search(r"\d{5}", text_of(copy))


def test_the_history_tells_kinds_and_counts_and_no_removed_text(
    work: Workplace, answered: Case, tmp_path: Path
) -> None:
    export_public(work, answered.id, tmp_path / "公开版.docx", request=RedactionRequest(all_confirmed=True))
    note = events(work, answered.id)[-1].note
    assert note == "公开版.docx，删去住址、身份证号、手机号共3处"
    assert not re.search(r"\d{5}|云岭路", note)


@pytest.mark.parametrize(
    ("review", "why"),
    [
        (None, "还没有公开审查.*政府信息公开条例第十七条"),
        ({"decision": Disclosure.NONE, "reviewer": "赵敏", "reason": "涉及商业秘密"}, "结论是“不予公开”"),
        ({"decision": Disclosure.PROACTIVE, "reviewer": "赵敏"}, "还没有保密审查"),
    ],
)
def test_no_public_copy_is_written_before_the_reviews_allow_it(
    work: Workplace, case: Case, tmp_path: Path, review: dict[str, Any] | None, why: str
) -> None:
    """Choosing 主动公开 in the letter is no review, and confirming the removals is none either."""
    open_reply(work, case.id)
    set_reply_fields(work, case.id, {"公开属性": "主动公开"})
    if review:
        review_disclosure(work, case.id, **review)
    for refused in (
        lambda: export_public(
            work, case.id, tmp_path / "公开版.docx", request=RedactionRequest(all_confirmed=True)
        ),
        lambda: reviewed_copy(work, case.id),
    ):
        with pytest.raises(Refused, match=why):
            refused()
    assert not (tmp_path / "公开版.docx").exists()


def test_removal_keys_are_stable_for_the_same_letter(work: Workplace, answered: Case) -> None:
    assert public_copy(work, answered.id) == public_copy(work, answered.id)


def test_proposers_are_masked_only_with_hide_names(work: Workplace, answered: Case) -> None:
    name = answered.proposers[0].name
    assert f"{name}委员：" in text_of(public_copy(work, answered.id))
    hidden = text_of(public_copy(work, answered.id, request=RedactionRequest(hide_names=True)))
    assert f"{name[0]}××委员：" in hidden
    assert name not in hidden


def test_the_file_has_no_author_time_or_editing_metadata(
    work: Workplace, answered: Case, tmp_path: Path
) -> None:
    out = tmp_path / "公开版.docx"
    export_public(work, answered.id, out, request=RedactionRequest(all_confirmed=True))
    data = out.read_bytes()
    assert traces_in(data) == ()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    for private in ("13812345678", "110101199003078515", "周衡", "林越"):
        assert private.encode() not in whole
    assert b"dcterms:" not in whole.replace(b"xmlns:dcterms", b"")


def test_metadata_of_other_programs_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "别人的.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("docProps/core.xml", "<c><dc:creator>张三</dc:creator></c>")
        archive.writestr("docProps/custom.xml", "<p/>")
        archive.writestr("word/comments.xml", "<c/>")
        archive.writestr("word/document.xml", '<d w:rsidR="1"><w:ins/><w:vanish/><w:rPrChange/></d>')
    assert set(traces_in(file.read_bytes())) == {
        "作者：张三", "自定义属性", "批注", "修订", "格式修订", "隐藏文字", "编辑会话标识",
    }  # fmt: skip
