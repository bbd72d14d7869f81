"""Records of contacts with proposers."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.services.handling import contacts
from desktop.services.office.workplace import Workplace
from desktop.store.cases.cases import add_case
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered, history, new_case


def test_a_contact_needs_only_its_way(work: Workplace) -> None:
    case = new_case(work)
    contact = contacts.record_contact(work, case.id, ContactWay.PHONE)
    assert (contact.day, contact.phase, contact.round) == (date(2026, 2, 9), ContactPhase.BEFORE, 1)
    assert (contact.our_people, contact.their_people) == (("周经办",), ("林一帆",))
    assert contact.label == "2月9日 办前电话沟通"
    assert "2月9日 办前电话沟通" in history(work, case.id)


def test_contacts_are_listed_by_day(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-20")
    late = contacts.record_contact(work, case.id, ContactWay.VISIT, day=date(2026, 3, 18))
    early = contacts.record_contact(work, case.id, ContactWay.PHONE, day=date(2026, 3, 2))
    assert contacts.contacts_of(work, case.id) == (early, late)


def test_a_contact_of_tomorrow_and_a_waiver_without_reason_are_refused(work: Workplace) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match="还没到"):
        contacts.record_contact(work, case.id, ContactWay.PHONE, day=date(2026, 2, 10))
    with pytest.raises(Refused, match="免予沟通要写明原因"):
        contacts.record_contact(work, case.id, ContactWay.WAIVED)


def test_everything_said_of_a_contact_is_kept_without_surrounding_blanks(work: Workplace) -> None:
    case = new_case(work)
    contact = contacts.record_contact(
        work, case.id, ContactWay.MEETING, day=date(2026, 2, 9), phase=ContactPhase.DURING,
        our_people=("甲", "乙"), their_people=("丙",), leader_joined=True, place=" 二楼 ", points=" 开放时间 ",
        promises=" 年内 ", attitude=" 满意 ", evidence="ab12",
    )  # fmt: skip
    assert contacts.contacts_of(work, case.id) == (contact,)
    assert (contact.our_people, contact.their_people, contact.leader_joined) == (("甲", "乙"), ("丙",), True)
    kept = (contact.place, contact.points, contact.promises, contact.attitude, contact.evidence)
    assert kept == ("二楼", "开放时间", "年内", "满意", "ab12")
    assert contact.phase is ContactPhase.DURING
    assert f"{contact.label}：开放时间" in history(work, case.id)


def test_without_an_officer_or_a_proposer_nobody_is_named(work: Workplace) -> None:
    nobody = replace(work, officer="")
    case = new_case(work, proposers=())
    contact = contacts.record_contact(nobody, case.id, ContactWay.WAIVED, points="委员本人提出")
    assert (contact.our_people, contact.their_people, contact.leader_joined) == ((), (), False)


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        (Status.SIGNED, ContactPhase.BEFORE),
        (Status.CONTACTING, ContactPhase.BEFORE),
        (Status.DRAFTING, ContactPhase.DURING),
        (Status.LEADER_REVIEW, ContactPhase.DURING),
    ],
)
def test_before_the_reply_the_phase_follows_from_the_status(
    work: Workplace, status: Status, phase: ContactPhase
) -> None:
    case = add_case(work.store, Case(number="1", status=status, assigned_at=date(2026, 2, 2)))
    assert contacts.record_contact(work, case.id, ContactWay.PHONE).phase is phase


def test_once_a_reply_is_out_its_day_tells_the_phase(work: Workplace, clock: Clock) -> None:
    clock.set("2026-02-10")
    case = answered(work)
    clock.set("2026-02-12")
    phases = [
        contacts.record_contact(work, case.id, ContactWay.PHONE, day=date(2026, 2, day)).phase
        for day in (9, 10, 11)
    ]
    assert case.replied_at == date(2026, 2, 10)
    assert phases == [ContactPhase.DURING, ContactPhase.AFTER, ContactPhase.AFTER]


def test_evidence_is_kept_by_its_hash_and_copied_out_under_its_name(work: Workplace, tmp_path: Path) -> None:
    case, photo = new_case(work), tmp_path / "走访.jpg"
    photo.write_bytes(b"\xff\xd8 photo")
    digest = contacts.store_evidence(work, case.id, photo)
    assert digest == hashlib.sha256(b"\xff\xd8 photo").hexdigest()
    assert contacts.evidence_name(work, case.id, digest) == "走访.jpg"
    assert contacts.evidence_name(work, new_case(work, number="086").id, digest) == ""
    out = contacts.copy_evidence(work, case.id, digest, tmp_path / "new" / "folder")
    assert (out, out.read_bytes()) == (tmp_path / "new" / "folder" / "走访.jpg", b"\xff\xd8 photo")


@pytest.mark.parametrize(("mebibytes", "extra", "refused"), [(100, 0, False), (100, 1, True)])
def test_the_largest_evidence_has_a_hundred_mebibytes(
    work: Workplace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mebibytes: int,
    extra: int,
    refused: bool,
) -> None:
    case, film = new_case(work), tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(mebibytes * 1024 * 1024 + extra)  # a hole, no bytes on the disk
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"film")
    if refused:
        with pytest.raises(Refused, match="超过 100 MB"):
            contacts.store_evidence(work, case.id, film)
    else:
        assert contacts.store_evidence(work, case.id, film)


def test_a_folder_that_is_a_file_takes_no_copy(work: Workplace, tmp_path: Path) -> None:
    case, photo = new_case(work), tmp_path / "走访.jpg"
    photo.write_bytes(b"photo")
    digest = contacts.store_evidence(work, case.id, photo)
    with pytest.raises(FileProblem):
        contacts.copy_evidence(work, case.id, digest, photo)
    with pytest.raises(FileProblem, match="这份材料不在库里"):
        contacts.copy_evidence(work, case.id, "0" * 64, tmp_path)


def test_the_words_of_a_file_are_read_by_a_process_of_its_own(work: Workplace, tmp_path: Path) -> None:
    paper = tmp_path / "意见.txt"
    paper.write_text("\n同意办理。\n\n", encoding="utf-8")
    assert contacts.read_words(work, paper) == "同意办理。"
