"""Child process of the kill test: imports a list and is killed before the transaction ends."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from desktop.services.importing.batch import apply_plan
from desktop.services.importing.plan import plan_import
from desktop.services.office.workplace import open_workplace
from tests.services.importing.test_import_plan import listed

KILLED_AT = {"cases": ('INSERT INTO "cases"', 100), "items": ('INSERT INTO "import_items"', 2)}
"""The statement at whose n-th time the process is killed: cases are stored one by one, the items of an import by hundreds."""


def import_and_die(data_dir: Path, after: str) -> None:
    """Kill the process at the hundredth of 200 new cases, or just before the commit."""
    work = open_workplace(data_dir, now=lambda: datetime(2024, 4, 9, 10, 42))
    rows = [
        (f"{number:03d}", f"关于第{number}条道路整治优化的提案", "白露", "", "", "")
        for number in range(1, 201)
    ]
    plan = plan_import(work, [listed(*rows)])
    beginning, times = KILLED_AT[after]
    seen = 0

    def watch(statement: str) -> None:
        nonlocal seen
        seen += statement.startswith(beginning)
        if seen == times:
            sys.stdout.write("half way\n")
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    with work.store.reading() as connection:
        connection.set_trace_callback(watch)
    apply_plan(work, plan)


if __name__ == "__main__":
    import_and_die(Path(sys.argv[1]), sys.argv[2])
