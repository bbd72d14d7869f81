"""A process killed while typing: text older than 800 ms is stored."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from desktop.services.office.workplace import open_workplace
from desktop.services.writing.drafting import open_reply
from tests.waiting import CEILING_S

pytestmark = pytest.mark.journey

ROOT = Path(__file__).resolve().parents[2]
WORDS = "The words typed before the lights went out."


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is how Linux takes the power away")
def test_a_kill_loses_at_most_the_last_800_milliseconds(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.typing_until_killed", str(tmp_path), WORDS],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=CEILING_S,
        stderr=subprocess.DEVNULL,
    )
    assert done.returncode == -signal.SIGKILL
    work = open_workplace(tmp_path, now=datetime.now)
    try:
        section = open_reply(work, 1).section("opening")
    finally:
        work.close()
    assert section is not None
    assert section.text == WORDS
