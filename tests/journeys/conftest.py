"""Journeys use the same window and the same officer as the tests of single pages."""

from __future__ import annotations

from tests.ui.conftest import officer, open_program

__all__ = ["officer", "open_program"]
