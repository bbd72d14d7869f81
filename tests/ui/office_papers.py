"""Writes a paper over many cases, about the choice at hand, without the dialog that asks for the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.domain.forms.form_template import FormKind
from desktop.services.reporting.office_source import OfficeChoice
from desktop.ui.parts.office_papers import OfficePapers


def write_paper(
    papers: OfficePapers,
    kind: FormKind,
    out: Path,
    change: Callable[[OfficeChoice], OfficeChoice] = lambda choice: choice,
) -> None:
    papers.ask_choice(lambda choice: papers.write(kind, change(choice), out))
