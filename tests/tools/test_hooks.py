"""Git hooks: short plain subjects, no unformatted code, and never in place of a developer's own hooks."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.commit_message import faults
from tools.environment import HOOKS, turn_on_hooks

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = ("commit-msg", "pre-commit", "pre-push")


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A fresh repository with these hooks in it."""
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "user.name", "A")
    git(tmp_path, "config", "user.email", "a@example.org")
    for name in [*(f"{HOOKS}/{name}" for name in NAMES), "tools/commit_message.py"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
        (tmp_path / name).chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    "message",
    [
        "Read ledger headings from the field registry",
        "Read ledger headings\n\nBecause two tables said the same.\n",
        "x" * 72,
        "\n# Please enter the commit message\nSubject\n# On branch main\n",
        "Merge branch 'a-branch-with-a-very-long-name' into another-branch-with-a-long-name-too",
        "fixup! " + "x" * 72,
        "",
    ],
)
def test_a_plain_short_subject_is_fine(message: str) -> None:
    assert faults(message) == []


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ("x" * 73, "73 characters"),
        ("Read ledger headings.", "full stop"),
        ("Read ledger headings\nand more", "not blank"),
    ],
)
def test_a_long_or_run_on_subject_is_named(message: str, fault: str) -> None:
    assert [fault in each for each in faults(message)] == [True]


def test_setup_turns_the_hooks_on_once_and_says_so(checkout: Path) -> None:
    said: list[str] = []
    assert turn_on_hooks(said.append, checkout)
    assert git(checkout, "config", "core.hooksPath").stdout.strip() == HOOKS
    assert not turn_on_hooks(said.append, checkout)
    assert len(said) == 1


def test_setup_leaves_hooks_of_ones_own_and_unpacked_archives_alone(checkout: Path, tmp_path: Path) -> None:
    git(checkout, "config", "core.hooksPath", "mine")
    assert not turn_on_hooks(pytest.fail, checkout)
    assert git(checkout, "config", "core.hooksPath").stdout.strip() == "mine"
    assert not turn_on_hooks(pytest.fail, tmp_path / "unpacked")


def test_git_refuses_a_long_subject_and_takes_a_short_one(checkout: Path) -> None:
    turn_on_hooks(lambda _words: None, checkout)
    refused = git(checkout, "commit", "--allow-empty", "-m", "x" * 73)
    assert refused.returncode == 1
    assert "at most 72" in refused.stderr
    assert git(checkout, "commit", "--allow-empty", "-m", "Begin").returncode == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_hook_can_be_run(name: str) -> None:
    assert (ROOT / HOOKS / name).stat().st_mode & 0o111
