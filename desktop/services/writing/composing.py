"""Compose the letter of a reply, stored or being edited."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.services.cases.cases import get_case
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import consulted_units, merged_cases
from desktop.services.writing.drafting import open_reply
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.compose import compose


def print_reply(
    work: Workplace, case_id: int, layout: str | None = None, public: bool = False
) -> PrintedDocument:
    """The composed letter of the case's current reply as stored."""
    case, reply = get_case(work, case_id), open_reply(work, case_id)
    return compose_reply(work, case, reply, layout_of(work, reply, layout), public=public)


def compose_reply(
    work: Workplace, case: Case, reply: Reply, layout: Layout, *, public: bool = False
) -> PrintedDocument:
    """The composed letter of any reply, stored or being edited, in the given layout."""
    template = work.library.reply(reply.template)
    document = compose(
        case,
        reply,
        template,
        layout,
        rules_of(work, case),
        merged=merged_cases(work, case),
        consulted=consulted_units(work, case.id),
        public=public,
    )
    return marked(work, document)


def marked(work: Workplace, document: PrintedDocument) -> PrintedDocument:
    """The document with the mark of the practice on every page; as it is for real data."""
    return replace(document, mark=work.print_mark) if work.is_practice else document


def layout_of(work: Workplace, reply: Reply, wanted: str | None = None) -> Layout:
    """The layout of that id, else the reply's, else its template's. Raises TemplateProblem if there is none."""
    return work.library.layout(wanted or reply.layout or work.library.reply(reply.template).layout)
