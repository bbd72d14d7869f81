"""The lock files give exact versions with hashes, and no package index."""

from __future__ import annotations

import re

import pytest

from tools.environment import LOCKS
from tools.lock import MARK, fingerprint

KINDS = sorted(LOCKS)


def packages(kind: str) -> dict[str, str]:
    text = LOCKS[kind].read_text(encoding="utf-8")
    return {
        name + (marker or ""): version
        for name, version, marker in re.findall(r"^([\w.-]+)==(\S+)( ;.*)? \\$", text, re.MULTILINE)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_lock_file_matches_pyproject(kind: str) -> None:
    assert LOCKS[kind].read_text(encoding="utf-8").startswith(MARK + fingerprint()), "run tools/lock.py"


@pytest.mark.parametrize("kind", KINDS)
def test_a_lock_names_no_package_index(kind: str) -> None:
    assert not re.search(r"https?:|index|find-links|file:", LOCKS[kind].read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_package_has_a_hash(kind: str) -> None:
    entries = re.split(r"^(?=[\w.-]+==)", LOCKS[kind].read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_runtime_packages_have_the_tested_versions() -> None:
    assert packages("run").items() <= packages("dev").items()


def test_arm_linux_gets_the_qt_whose_wheels_old_systems_can_load() -> None:
    for_arm = {
        version: "== 'aarch64'" in key
        for key, version in packages("run").items()
        if key.startswith("pyside6-essentials")
    }
    assert for_arm == {"6.7.3": True, "6.8.3": False}
