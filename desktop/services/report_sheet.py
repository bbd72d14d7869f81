"""A report ready for the printer: its blocks together with the layout they are set in."""

from __future__ import annotations

from desktop.services.report import LAYOUT, print_report
from desktop.services.statistics import FigureScope
from desktop.services.workplace import Workplace
from desktop.typesetting.block import PrintedDocument
from desktop.typesetting.layout import Layout


def report_sheet(work: Workplace, scope: FigureScope) -> tuple[PrintedDocument, Layout]:
    """The leader's page of that scope."""
    return print_report(work, scope), work.library.layout(LAYOUT)
