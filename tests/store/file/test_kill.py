"""A process killed while saving loses no acknowledged save and releases the folder."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.store.file.backup import store_report
from desktop.store.file.store import open_store
from desktop.store.letters.replies import read_reply

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("kill_after", [1, 40, 150])
def test_every_acknowledged_section_survives_a_kill(tmp_path: Path, kill_after: int) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.store.file.writer", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) >= kill_after:
            break
    writer.kill()
    said = [int(line), *(int(rest) for rest in writer.stdout.read().split("\n")[:-1])]
    writer.wait()
    writer.stdout.close()

    store = open_store(tmp_path)  # the lock ended with its process
    reply = read_reply(store, 1)
    assert reply is not None
    kept = [int(found.group(1)) for s in reply.sections if (found := re.match(r"第(\d+)次", s.text))]
    assert max(kept) >= said[-1]
    assert max(kept) <= said[-1] + 1  # at most one more save, whose acknowledgement was not written
    assert store_report(store).sound
    store.close()
