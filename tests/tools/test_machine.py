"""dev.py installs only missing packages."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tools import machine
from tools.machine import Need, has_display, library, missing, program


def test_a_library_counts_as_there_when_the_linker_can_load_it() -> None:
    assert library("libc.so.6")()
    assert not library("libchengban-does-not-exist.so.9")()


def test_a_program_counts_as_there_when_it_is_on_the_path() -> None:
    assert program("sh")()
    assert not program("chengban-does-not-exist")()


def test_only_what_is_not_there_is_missing() -> None:
    there = Need("libc6", "everything", lambda: True)
    absent = Need("libnothing0", "nothing", lambda: False)
    assert missing([there, absent]) == [absent]


def test_nothing_is_run_when_nothing_is_missing() -> None:
    said: list[str] = []
    machine.provide([Need("libc6", "everything", lambda: True)], said.append)
    assert said == []


def test_advice_is_one_command_to_paste(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("apt-get", "sudo"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(machine.MachineError) as refused:
        machine.provide([Need("libegl1", "Qt", lambda: False)], lambda _words: None)
    pasted = [line for line in str(refused.value).splitlines() if "apt-get" in line]
    assert pasted == ["    sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libegl1'"]


@pytest.mark.parametrize("value", ["", ":", "nonsense", ":4711", "127.0.0.1:9"])
def test_a_display_that_does_not_answer_does_not_count(value: str) -> None:
    assert not has_display({"DISPLAY": value})


def test_a_display_that_answers_counts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1] - 6000
        assert has_display({"DISPLAY": f"127.0.0.1:{number}.0"})
