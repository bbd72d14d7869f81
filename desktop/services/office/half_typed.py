"""What is half typed 「未登记的草稿」 is kept while it is typed, found again in its place, and gone when it is stored."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.records.half_typed import HalfTyped
from desktop.services.office.workplace import Workplace
from desktop.store.file.half_typed import half_typed, keep_half_typed


def keep_typed(work: Workplace, case_id: int, place: str, texts: Mapping[str, str]) -> None:
    """Keep the texts of the inputs of a place in the place of what stood there; none: nothing stands there any more."""
    keep_half_typed(work.store, HalfTyped(case_id, place, texts, work.now()))


def typed_before(work: Workplace, case_id: int, place: str) -> HalfTyped | None:
    """What stands at that place; None if nothing does."""
    return half_typed(work.store, case_id, place)
