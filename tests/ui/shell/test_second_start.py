"""A second start on the same data raises the open window and ends; what does not answer is told as before."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.ui.shell import second_start
from desktop.ui.shell.second_start import CALLS, SecondStarts, call_open_window
from tests.ui.officer import Officer


@pytest.fixture
def answering(officer: Officer) -> SecondStarts:
    starts = SecondStarts(officer.program.data_dir, officer.program.window)
    starts.begin()
    return starts


def test_a_second_program_raises_the_minimized_window_and_ends_without_a_word(
    officer: Officer, answering: SecondStarts
) -> None:
    window = officer.program.window
    window.showMinimized()
    command = [sys.executable, "-m", "desktop", "--data", str(officer.program.data_dir)]
    with ThreadPoolExecutor(max_workers=1) as thread, officer.qtbot.waitSignal(answering.called):
        second = thread.submit(subprocess.run, command, capture_output=True, text=True, check=False)
    officer.until(second.done)
    run = second.result()
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert list((officer.program.data_dir / CALLS).iterdir()) == []


@pytest.mark.parametrize("caller", [["another-pc", "lin"], "rubbish", None])
def test_a_call_from_another_machine_or_user_is_not_answered(
    officer: Officer, answering: SecondStarts, caller: object
) -> None:
    call = officer.program.data_dir / CALLS / "1.json"
    with officer.qtbot.assertNotEmitted(answering.called):
        call.write_text(json.dumps(caller), encoding="utf-8")
        answering._answer()
    assert call.exists()


def test_without_an_answer_the_call_is_taken_back(
    officer: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del officer  # an application
    monkeypatch.setattr(second_start, "_WAIT_MS", 10)
    (tmp_path / CALLS).mkdir()
    assert not call_open_window(tmp_path)
    assert list((tmp_path / CALLS).iterdir()) == []


def test_where_nobody_can_write_there_is_no_answer(officer: Officer, tmp_path: Path) -> None:
    (tmp_path / CALLS).write_text("a file", encoding="utf-8")
    SecondStarts(tmp_path, officer.program.window).begin()
    assert not call_open_window(tmp_path)


def test_calls_left_by_killed_starts_are_cleared_at_the_next_start(officer: Officer, tmp_path: Path) -> None:
    (tmp_path / CALLS).mkdir()
    (tmp_path / CALLS / "7.json").write_text("[]", encoding="utf-8")
    SecondStarts(tmp_path, officer.program.window).begin()
    assert list((tmp_path / CALLS).iterdir()) == []
