"""The pack for a third-party assessment: what is inside, what is taken out, what is left out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdf
import pytest

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.event import EventKind
from desktop.domain.errors import Refused
from desktop.domain.records.contact import ContactWay
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.feedback import record_feedback, send_forms
from desktop.services.handling.progress import events
from desktop.services.many_cases import pack_cases
from desktop.services.office.workplace import Workplace, set_up
from desktop.services.paper.assessment_pack import AssessmentPack, PackedCase, PackRequest
from desktop.services.writing.drafting import write_section
from desktop.store.file.store import Store
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered, new_case
from tests.services.many_steps import all_steps

PHONE = "13800001111"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    """The workplace of an officer in February 2026."""
    place = set_up(Store.in_memory(), tmp_path, now=clock, officer="周经办")
    yield place
    place.close()


@pytest.fixture
def case(work: Workplace, clock: Clock) -> Case:
    """An answered case with a telephone number in its letter, a contact and a returned form."""
    found = answered(work)
    clock.set("2026-03-02")
    write_section(
        work, found.id, "answer", f"二、对提案建议的答复\n已办理，详询王科长{PHONE}。", why="补上联系人"
    )
    record_contact(work, found.id, ContactWay.PHONE, points=f"约在三月，回电{PHONE}")
    send_forms(work, found.id)
    record_feedback(work, found.id, "同意", "林一帆", remark="办得实在")
    return found


def packed(work: Workplace, ids: Iterable[int], out: Path, request: PackRequest) -> tuple[PackedCase, ...]:
    pack = AssessmentPack(work, out, request)
    for case_id in ids:
        pack.add(case_id)
    return pack.write()


def text_of(data: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


@pytest.mark.usefixtures("qapp")
def test_each_case_has_its_papers_without_private_things(work: Workplace, case: Case, tmp_path: Path) -> None:
    out = tmp_path / "评估材料.zip"
    (one,) = packed(work, (case.id,), out, PackRequest())
    with zipfile.ZipFile(out) as pack:
        assert pack.namelist() == [
            "085-林一帆/1 答复.pdf",
            "085-林一帆/2 沟通记录.pdf",
            "085-林一帆/3 征询意见.pdf",
            "085-林一帆/4 办理过程表.pdf",
            "材料目录.txt",
        ]
        texts = {name: text_of(pack.read(name)) for name in pack.namelist()[:-1]}
        contents = pack.read("材料目录.txt").decode("utf-8-sig")
    assert all(PHONE not in text for text in texts.values())
    assert "林一帆" in texts["085-林一帆/2 沟通记录.pdf"]
    assert "办得实在" in texts["085-林一帆/3 征询意见.pdf"]
    assert "何青未收回" in texts["085-林一帆/3 征询意见.pdf"]
    assert one.papers == ("答复", "沟通记录", "征询意见", "办理过程表")
    assert one.removed_words.startswith("删去")
    assert "085-林一帆：答复、沟通记录、征询意见、办理过程表" in contents
    assert one.removed_words in contents
    assert "本材料按公开版的规则删去" in contents
    last = events(work, case.id)[-1]
    assert (last.kind, last.note) == (
        EventKind.PUBLIC_COPY,
        f"第三方评估材料：评估材料.zip，{one.removed_words}",
    )


@pytest.mark.usefixtures("qapp")
def test_a_whole_pack_says_that_it_is_for_the_office_only(
    work: Workplace, case: Case, tmp_path: Path
) -> None:
    out = tmp_path / "内部.zip"
    (one,) = packed(work, (case.id,), out, PackRequest(whole=True))
    with zipfile.ZipFile(out) as pack:
        assert PHONE in text_of(pack.read("085-林一帆/1 答复.pdf"))
        assert "没有删减，含联系方式等内部信息，只供本单位内部评估，不得外传" in pack.read(
            "材料目录.txt"
        ).decode("utf-8-sig")
    assert one.removed == ()
    assert events(work, case.id)[-1].note == "第三方评估材料：内部.zip，没有删减"


@pytest.mark.usefixtures("qapp")
def test_names_of_proposers_are_masked_on_request(work: Workplace, case: Case, tmp_path: Path) -> None:
    out = tmp_path / "评估材料.zip"
    packed(work, (case.id,), out, PackRequest(hide_names=True))
    with zipfile.ZipFile(out) as pack:
        told = "".join(text_of(pack.read(name)) for name in pack.namelist()[:-1])
    assert "林一帆" not in told
    assert "林××" in told


@pytest.mark.usefixtures("qapp")
def test_cases_without_a_reply_of_ours_are_left_out_and_named(
    work: Workplace, case: Case, tmp_path: Path
) -> None:
    open_one = new_case(work, number="086")
    theirs = new_case(work, number="087", handling_role=HandlingRole.CO_HANDLING)
    out = tmp_path / "评估材料.zip"
    outcome = all_steps(pack_cases(work, (case.id, open_one.id, theirs.id), out, PackRequest()))
    assert outcome.done == (case.id,)
    assert outcome.refused == (("086-林一帆", "还没有答复"), ("087-林一帆", "会办件由主办单位答复"))
    assert outcome.out == out
    with zipfile.ZipFile(out) as pack:
        assert "086-林一帆：没有收入，还没有答复" in pack.read("材料目录.txt").decode("utf-8-sig")
    with pytest.raises(Refused, match="选中的办件都还没有答复"):
        packed(work, (open_one.id,), tmp_path / "空.zip", PackRequest())
    assert not (tmp_path / "空.zip").exists()


@pytest.mark.usefixtures("qapp")
def test_a_stopped_pack_writes_nothing(work: Workplace, case: Case, tmp_path: Path) -> None:
    steps = pack_cases(work, (case.id, case.id), tmp_path / "评估材料.zip", PackRequest())
    assert next(steps) == 1
    with pytest.raises(StopIteration):
        steps.send(False)
    assert list(tmp_path.glob("*.zip")) == []
    assert "评估" not in events(work, case.id)[-1].note


def test_another_suffix_is_refused(work: Workplace, case: Case, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"文件名请以 \.zip 结尾"):
        packed(work, (case.id,), tmp_path / "评估材料.rar", PackRequest())
