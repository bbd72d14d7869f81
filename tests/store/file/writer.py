"""Child process of the kill test: saves sections endlessly and prints each saved one."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply, Section
from desktop.store.cases.cases import add_case
from desktop.store.file.store import open_store
from desktop.store.letters.replies import add_reply, update_reply


def write_for_ever(data_dir: Path) -> None:
    store = open_store(data_dir)
    case = add_case(store, Case(subject="关于修缮道路的提案"))
    reply = add_reply(store, Reply(case_id=case.id, sections=(Section("a"), Section("b"))), datetime.now())
    for number in count(1):
        text = f"第{number}次保存。" + "提案交办后，我委高度重视。" * (number % 50)
        reply = replace(reply.with_section("ab"[number % 2], text))
        update_reply(store, reply, datetime.now())
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    write_for_ever(Path(sys.argv[1]))
