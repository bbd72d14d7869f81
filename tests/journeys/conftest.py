"""Journeys share the window and officer fixtures of the page tests."""

from __future__ import annotations

from tests.ui.conftest import officer, open_program

__all__ = ["officer", "open_program"]
