"""The reader 「阅览」: a second clerk who may only look, for questions that take long, so that nobody waits behind them."""

from __future__ import annotations

from dataclasses import replace

from desktop.services.workplace import Workplace, open_workplace
from desktop.ui.clerk import Clerk


def make_reader(clerk: Clerk) -> Clerk:
    """A clerk on the same data folder with a connection of its own; SQLite lets it read while the other one writes.

    Templates are read once: both share the shelf.
    """
    work = clerk.work

    def open_beside() -> Workplace:
        beside = open_workplace(work.data_dir, now=work.now, officer=work.officer, look_only=True)
        return replace(beside, shelf=work.shelf)

    return Clerk(open_beside)
