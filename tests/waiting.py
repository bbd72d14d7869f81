"""Waiting for facts: until something is so, with one ceiling for all tests.

A test waits as long as the machine needs. What has not happened after the ceiling will not happen, so the ceiling is far above
what a busy machine takes; it says nothing about how fast the program is. Speed is measured in processor time of the thread
(`time.thread_time`), which other load does not lengthen.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

CEILING_S = 120
CEILING_MS = CEILING_S * 1000


class PatientBot(QtBot):
    """pytest-qt's bot; whatever it waits for, it waits up to the ceiling instead of 5 s."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = CEILING_MS) -> None:
        """Wait until the fact is so. What it looks for may not be there yet: the first of an empty list is no fault."""

        def is_so() -> bool | None:
            try:
                return callback()
            except LookupError as missing:
                raise AssertionError("not there") from missing  # which means: not yet

        super().waitUntil(is_so, timeout=timeout)

    def waitSignal(
        self,
        signal: SignalInstance,
        *,
        timeout: int = CEILING_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)
