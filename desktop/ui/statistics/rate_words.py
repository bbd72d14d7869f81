"""How a rate is said on its tile, in its line and in its tip."""

from __future__ import annotations

from desktop.domain.figures.rates import Rate
from desktop.services.reporting.statistics import Statistics
from desktop.ui.parts.figure_tile import TileFigure

ON_TILES = (
    "reply_rate",
    "on_time_rate",
    "adoption_rate",
    "satisfied_or_basically_rate",
    "face_rate",
    "disclosure_rate",
)
"""The six that a leader asks for first; all of them stand in the list below."""


def rate_figure(rate: Rate, statistics: Statistics) -> TileFigure:
    """The tile of one rate."""
    detail = f"{rate.numerator} / {rate.denominator}"
    if rate.key == "on_time_rate" and statistics.extended:
        detail += f"，含延期 {statistics.extended}"
    if rate.misses_target:
        detail += f"，{target_words(rate)}"
    return TileFigure(
        rate.label,
        rate.words,
        detail if rate.of else "还没有可算的",
        role="danger" if rate.misses_target else "text" if rate.of else "text_secondary",
        opens=rate if rate.of else None,
        tip=rate_tip(rate, statistics.basis),
    )


def rate_tip(rate: Rate, basis: str) -> str:
    """Formula, target and basis, a line each."""
    lines = [f"{rate.label} = {rate.formula}", target_words(rate), f"依据：{basis}" if basis else ""]
    return "\n".join(line for line in lines if line)


def target_words(rate: Rate) -> str:
    """「目标 90%」「未到目标 90%」; "" where the place sets none."""
    if rate.target is None:
        return ""
    return f"{'未到目标' if rate.misses_target else '目标'} {rate.target:.0%}"
