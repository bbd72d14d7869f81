"""A report ready for the printer: its blocks together with the layout they are set in."""

from __future__ import annotations

from desktop.services.office.workplace import Workplace
from desktop.services.reporting.report import LAYOUT, print_report
from desktop.services.reporting.statistics import FigureScope
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout


def report_sheet(work: Workplace, scope: FigureScope) -> tuple[PrintedDocument, Layout]:
    """The leader's page of that scope."""
    return print_report(work, scope), work.library.layout(LAYOUT)
