"""The newest verified backup at the foot of the work list."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.services.office.backup import backup_now
from desktop.ui.inbox.inbox_page import backup_fact
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer

NOW = datetime(2024, 4, 9, 10, 42)


@pytest.mark.parametrize(
    ("made_at", "words"),
    [
        (None, "还没有验证过的备份"),
        (datetime(2024, 4, 9, 9, 0), "上次验证过的备份 今天 09:00"),
        (datetime(2024, 4, 8, 17, 30), "上次验证过的备份 昨天 17:30"),
        (datetime(2024, 4, 6, 17, 30), "上次验证过的备份 3 天前"),
        (datetime(2024, 4, 2, 17, 30), "上次验证过的备份 7 天前，该备份了"),
    ],
)
def test_the_backup_is_said_in_words(made_at: datetime | None, words: str) -> None:
    assert backup_fact(made_at, NOW, lambda: None).words == words


def test_a_backup_is_said_at_the_foot_and_leads_to_the_settings(officer: Officer) -> None:
    assert "还没有验证过的备份" in officer.foot
    officer.program.worker.wait_for(backup_now)
    officer.inbox.refresh()
    officer.until(lambda: "上次验证过的备份" in officer.foot)
    (fact,) = officer.inbox.backup.facts
    assert fact.act is not None
    fact.act()
    officer.settle()
    assert officer.program.window.maker.pages[Place.SETTINGS].isVisible()
