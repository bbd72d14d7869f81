"""The practice 「练习」: a store of its own beside the real one, kept until it is begun anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case
from desktop.services.demo import prepare_practice, renew_practice
from desktop.services.office.backup import verify
from desktop.services.office.workplace import Workplace, open_workplace

NOON = datetime(2024, 4, 9, 12)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workplace]:
    opened = open_workplace(tmp_path / "数据", now=lambda: NOON)
    yield opened
    opened.close()


def test_the_practice_goes_on_where_it_was_left_until_it_is_begun_anew(work: Workplace) -> None:
    folder = prepare_practice(work)
    practice = open_workplace(folder, now=work.now)
    count = verify(practice).cases
    create_case(practice, Case(number="999"))
    practice.close()
    prepare_practice(work)
    assert _cases(folder) == count + 1
    renew_practice(folder, work.now)
    assert _cases(folder) == count
    with pytest.raises(Refused, match="不是练习"):
        renew_practice(work.data_dir.parent / "别处", work.now)
    assert not (work.data_dir.parent / "别处").exists()
    create_case(work, Case(number="001"))
    kept = work.data_dir
    work.close()
    with pytest.raises(Refused, match="不是练习"):
        renew_practice(kept, work.now)
    assert _cases(kept) == 1


def _cases(folder: Path) -> int:
    work = open_workplace(folder, now=lambda: NOON)
    try:
        return verify(work).cases
    finally:
        work.close()
