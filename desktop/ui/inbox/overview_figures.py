"""The five figures of the overview, as tiles say them."""

from __future__ import annotations

from desktop.domain.case.work_list import SmartList
from desktop.services.cases.overview import Overview
from desktop.ui.parts.figure_tile import TileFigure


def overview_figures(facts: Overview) -> tuple[TileFigure, ...]:
    """The tiles for one overview; a figure of zero is shown without alarm."""
    return (
        TileFigure(
            "逾期", str(facts.late), facts.late_detail, "", _role("danger", facts.late), SmartList.LATE
        ),
        TileFigure(
            "七日内到期", str(facts.soon), facts.soon_detail, "", _role("warning", facts.soon), SmartList.WEEK
        ),
        TileFigure("等别人", str(facts.waiting), facts.waiting_detail, opens=SmartList.ALL),
        TileFigure(
            "等我", str(facts.mine), facts.mine_detail, "", _role("accent", facts.mine), SmartList.ALL
        ),
        TileFigure(
            "本年已答复",
            str(facts.replied),
            facts.replied_detail,
            f"/ {facts.assigned}",
            opens=SmartList.FEEDBACK,
        ),
    )


def _role(role: str, count: int) -> str:
    return role if count else "text"
