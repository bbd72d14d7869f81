"""Import of a reply from outside: its values, its sections, and the same text on export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.importing.plan import ImportStatus, IntakeKind
from desktop.services.cases.cases import find_case, get_case
from desktop.services.handling.progress import events
from desktop.services.importing.intake import import_files, parse_file, reading_json
from desktop.services.importing.reading import guess_kind
from desktop.services.importing.reply_parts import map_sections
from desktop.services.office.workplace import SHIPPED_TEMPLATES, TemplateCache, Workplace
from desktop.services.paper.exporting import export_reply, plain_body
from desktop.services.writing.drafting import open_reply, write_section
from desktop.store.cases.case_files import content_of, files_of

LETTER = """对临江区政协十五届三次会议
第042号提案的答复

办理结果：列入计划拟解决　　签发人：周砚

沈亦澄委员：

您好！
您提出的《关于增设社区图书角的提案》收悉。经研究，现将办理情况答复如下：
一、对本提案的办理概述
提案交办后，我委高度重视，于3月12日与您电话沟通，听取了意见，并到三个街道实地察看。
二、关于图书角的布点
目前全区共有社区图书角41处，去年新增6处，平均每处藏书1200册。
（一）布点情况
东片区偏少，我们将在今年补上5处。
（四）下一步举措
1.今年10月底前完成新增布点。由我委会同各街道负责。
2.建立图书轮换制度，每季度轮换一次，每次不少于200册。
感谢您对社区文化工作的关心和支持。

临江区文化和旅游局
2023年5月18日

（此件公开发布）
"""
BODY = LETTER.split("沈亦澄委员：\n\n")[1].split("\n\n临江区文化和旅游局", maxsplit=1)[0].split("\n")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "042号答复.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def imported(work: Workplace, letter: Path) -> Case:
    (outcome,) = import_files(work, [letter], IntakeKind.REPLY)
    assert (outcome.status, outcome.message) == (ImportStatus.NEW, "十五届三次会议第042号：新建办件和答复")
    return get_case(work, outcome.case_id or 0)


def test_the_case_has_the_values_of_the_reply(imported: Case) -> None:
    assert (imported.region, imported.term, imported.session, imported.number) == ("临江区", 15, 3, "042")
    assert imported.subject == "关于增设社区图书角的提案"
    assert [proposer.name for proposer in imported.proposers] == ["沈亦澄"]
    assert (imported.status, imported.replied_at) == (Status.REPLIED, date(2023, 5, 18))


def test_the_letters_own_facts_are_kept_as_codes(work: Workplace, imported: Case) -> None:
    fields = open_reply(work, imported.id).fields
    assert (fields.handling_result, fields.signer, fields.issuer) == ("planned", "周砚", "临江区文化和旅游局")
    assert (fields.issue_date, fields.disclosure) == (date(2023, 5, 18), Disclosure.PROACTIVE)
    assert (fields.title_lines, fields.salutation, fields.note) == ((), "", "")


def test_sections_follow_the_headings(work: Workplace, imported: Case) -> None:
    reply = open_reply(work, imported.id)
    assert [section.key for section in reply.sections] == [
        "greeting", "opening", "overview", "answer", "next_steps", "thanks",
    ]  # fmt: skip
    assert [paragraph for section in reply.sections for paragraph in section.paragraphs] == BODY


def test_the_exported_text_is_the_imported_text(work: Workplace, imported: Case, tmp_path: Path) -> None:
    export_reply(work, imported.id, tmp_path / "导出.txt")
    printed = [line for line in (tmp_path / "导出.txt").read_text(encoding="utf-8").split("\n") if line]
    lines = [line for line in LETTER.split("\n") if line]
    assert [line.replace("　", "") for line in printed] == [line.replace("　", "") for line in lines]
    assert plain_body(work, imported.id).split("\n") == BODY


def test_the_original_is_kept_byte_for_byte(work: Workplace, imported: Case, letter: Path) -> None:
    (kept,) = files_of(work.store, imported.id)
    assert kept.name == letter.name
    assert content_of(work.store, kept.hash) == letter.read_bytes()
    assert events(work, imported.id)[0].kind is EventKind.IMPORTED


def test_the_same_file_again_changes_nothing(work: Workplace, imported: Case, letter: Path) -> None:
    (again,) = import_files(work, [letter], IntakeKind.REPLY)
    assert (again.status, again.case_id) == (ImportStatus.UNCHANGED, imported.id)


def test_a_reply_that_an_officer_changed_is_not_overwritten(
    work: Workplace, imported: Case, letter: Path
) -> None:
    written = write_section(work, imported.id, "opening", "改过的开头。", why="收件的稿子有误")
    (again,) = import_files(work, [letter], IntakeKind.REPLY)
    assert again.status is ImportStatus.REFUSED
    assert "没有覆盖" in again.message
    assert open_reply(work, imported.id) == written


def test_a_dry_run_says_what_would_happen_and_writes_nothing(work: Workplace, letter: Path) -> None:
    (outcome,) = import_files(work, [letter], IntakeKind.REPLY, dry_run=True)
    assert (outcome.status, outcome.case_id) == (ImportStatus.NEW, None)
    with pytest.raises(Refused):
        find_case(work, "042")


def test_one_bad_file_does_not_stop_the_others(work: Workplace, letter: Path, tmp_path: Path) -> None:
    secret, empty = tmp_path / "密.txt", tmp_path / "空.docx"
    secret.write_text("机密★一年\n" + LETTER, encoding="utf-8")
    empty.write_bytes(b"")
    outcomes = import_files(work, [secret, empty, tmp_path / "没有.docx", letter], IntakeKind.REPLY)
    assert [outcome.status for outcome in outcomes] == [ImportStatus.REFUSED] * 3 + [ImportStatus.NEW]
    assert "不处理涉密文件" in outcomes[0].message


def test_a_title_that_differs_from_the_template_is_stored(work: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "函.txt"
    path.write_text(
        LETTER.replace(
            "对临江区政协十五届三次会议\n第042号提案的答复",
            "关于对临江区政协十五届三次会议第042号提案办理情况的复函",
        ).replace("沈亦澄委员：", "尊敬的沈亦澄委员："),
        encoding="utf-8",
    )
    (outcome,) = import_files(work, [path], IntakeKind.REPLY)
    fields = open_reply(work, outcome.case_id or 0).fields
    assert fields.title_lines == ("关于对临江区政协十五届三次会议第042号提案办理情况的复函",)
    assert fields.salutation == "尊敬的沈亦澄委员："


def test_parsing_touches_no_store_and_names_every_key(letter: Path) -> None:
    found = reading_json(parse_file(letter, IntakeKind.REPLY))
    assert found["proposal_number"] == "042"
    assert found["paragraphs"] == BODY
    assert {
        "title",
        "session",
        "handling_result",
        "signer",
        "salutation",
        "unit",
        "date",
        "disclosure",
        "headings",
    } <= set(found)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("交办清单.xlsx", "", IntakeKind.LEDGER),
        ("a.docx", "对临江区政协十五届三次会议第042号提案的答 复", IntakeKind.REPLY),
        ("a.docx", "关于第042号提案的会办意见", IntakeKind.REPLY),
        ("a.docx", "关于增设社区图书角的提案", IntakeKind.PROPOSAL),
    ],
)
def test_the_kind_of_a_file_is_guessed(name: str, text: str, kind: IntakeKind) -> None:
    assert guess_kind(Path(name), text) is kind


TEMPLATES = tuple(TemplateCache(SHIPPED_TEMPLATES, Path("none")).library.replies.values())
paragraphs = st.lists(
    st.sampled_from(
        [
            "您好！",
            "一、对本提案的办理概述",
            "二、其他",
            "（四）下一步举措",
            "（一）情况",
            "1.数字。",
            "感谢您的关心。",
            "正文一段。",
            "一是好。",
        ]
    )
    | st.text(min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool),
    max_size=14,
)


@given(paragraphs, st.sampled_from(TEMPLATES))
def test_no_paragraph_is_lost_or_moved_in_any_template(texts: list[str], template: object) -> None:
    from desktop.domain.letter.reply_template import ReplyTemplate

    assert isinstance(template, ReplyTemplate)
    sections = map_sections(texts, template)
    assert [paragraph for section in sections for paragraph in section.text.split("\n")] == texts
    assert len({section.key for section in sections}) == len(sections)
