"""Print content 「打印内容」 of a case: the letter, chosen forms, or the whole set collated by addressee."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.case.event import Event, EventKind
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.services.cases.cases import get_case
from desktop.services.gates.joint_letter import letter_of
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import form_of_kind, source_of
from desktop.services.paper.preflight import preflight_document, preflight_reply
from desktop.services.paper.print_sets import LETTER, WITH_EVERY_LETTER, SetItem, set_items
from desktop.services.paper.sheet_files import Printout
from desktop.services.writing.composing import compose_reply, layout_of, marked
from desktop.store.history import events
from desktop.typesetting.forms.compose_form import compose_form
from desktop.typesetting.pages.page_places import PageInk, page_ink
from desktop.typesetting.proof.print_findings import PrintFinding, by_severity

if TYPE_CHECKING:
    from desktop.painting.print_engine import PrintEngine

PRINTABLE = tuple(kind for kind in FormKind if kind is not FormKind.PROOF and not kind.is_of_office)


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """What to print of each case. `by_addressee`: collate by proposer, each with the letter first and the envelope last."""

    letter: bool = True
    kinds: tuple[FormKind, ...] = ()
    by_addressee: bool = False


WHOLE_SET = PrintRequest(kinds=WITH_EVERY_LETTER, by_addressee=True)


@dataclass(frozen=True, slots=True)
class CasePreview:
    """The print preview of one case: documents, ink of their pages, findings; or in `left_out` why it is not printed."""

    case_id: int
    number: str
    items: tuple[SetItem, ...] = ()
    inks: tuple[tuple[PageInk, ...], ...] = ()
    findings: tuple[PrintFinding, ...] = ()
    left_out: str = ""

    @property
    def pages(self) -> int:
        return sum(len(ink) for ink in self.inks)


def printable_kinds(work: Workplace, case_ids: tuple[int, ...]) -> tuple[FormKind, ...]:
    """The kinds of forms that can be printed: of one case those with an addressee, of several cases all."""
    if len(case_ids) != 1:
        return PRINTABLE
    source = source_of(work, case_ids[0])
    kinds = []
    for kind in PRINTABLE:
        try:
            form = form_of_kind(work, source.case, kind)
        except Refused:  # no form of this kind
            continue
        if next(source.sheets(form), None) is not None:
            kinds.append(kind)
    return tuple(kinds)


def print_items(work: Workplace, case_id: int, request: PrintRequest) -> tuple[SetItem, ...]:
    """The documents in printing order. Raises Refused for a case with nothing to print."""
    if request.by_addressee:
        items = set_items(work, case_id, request.kinds)
        return tuple(item for item in items if request.letter or item.what != LETTER)
    found = (*(_letter(work, case_id) if request.letter else ()), *_forms(work, case_id, request.kinds))
    if not found:
        raise Refused(f"第{get_case(work, case_id).number}号没有要打印的内容", "请换一种打印内容")
    return found


def _letter(work: Workplace, case_id: int) -> tuple[SetItem, ...]:
    case = get_case(work, case_id)
    reply = letter_of(work, case)
    if reply is None:
        raise Refused(f"第{case.number}号还没有答复", "请先拟写答复")
    layout = layout_of(work, reply)
    return (SetItem(LETTER, "", Printout(compose_reply(work, case, reply, layout), layout)),)


def _forms(work: Workplace, case_id: int, kinds: tuple[FormKind, ...]) -> Iterator[SetItem]:
    if not kinds:
        return
    source = source_of(work, case_id)
    for kind in kinds:
        form = form_of_kind(work, source.case, kind)
        base_layout = work.library.layout(form.layout)
        for name, facts in source.sheets(form):
            sheet = compose_form(form, facts, base_layout)
            yield SetItem(kind.label, name, Printout(marked(work, sheet.document), sheet.layout))


def preview_cases(
    work: Workplace, case_ids: Iterable[int], request: PrintRequest, *, mono: bool,
    on_progress: Callable[[CasePreview], bool] = lambda _preview: True,
) -> tuple[CasePreview, ...]:  # fmt: skip
    """Compose, lay out and check everything to be printed; writes nothing.

    `on_progress` is called after each case; returning False stops. `mono`: the printer has no colour. Needs
    a QGuiApplication.
    """
    from desktop.painting.print_engine import PrintEngine  # Qt, needed for pages only

    engine, previews = PrintEngine(), []
    for case_id in case_ids:
        previews.append(_preview(work, case_id, request, engine, mono=mono))
        if not on_progress(previews[-1]):
            break
    return tuple(previews)


def _preview(
    work: Workplace, case_id: int, request: PrintRequest, engine: PrintEngine, *, mono: bool
) -> CasePreview:
    number = get_case(work, case_id).number
    try:
        items = print_items(work, case_id, request)
    except Refused as fault:
        return CasePreview(case_id, number, left_out=fault.what)
    inks = tuple(
        tuple(page_ink(page) for page in engine.pages(item.printout.document, item.printout.layout))
        for item in items
    )
    return CasePreview(
        case_id, number, items, inks, _without_repeats(work, case_id, items, engine, mono=mono)
    )


def _without_repeats(
    work: Workplace, case_id: int, items: tuple[SetItem, ...], engine: PrintEngine, *, mono: bool
) -> tuple[PrintFinding, ...]:
    """The findings of a case; one that several documents share (a missing font, a date to fill in) is reported once."""
    found: list[PrintFinding] = []
    for item in items:
        reported = {(finding.rule_id, finding.reason) for finding in found}
        fresh = (
            f
            for f in _checked(work, case_id, item, engine, mono=mono)
            if (f.rule_id, f.reason) not in reported
        )
        found += list(fresh)
    return by_severity(tuple(found))


def _checked(
    work: Workplace, case_id: int, item: SetItem, engine: PrintEngine, *, mono: bool
) -> Iterator[PrintFinding]:
    """The findings of one document; those of a form name the form."""
    document, layout = item.printout.document, item.printout.layout
    case = get_case(work, case_id)
    reply = letter_of(work, case)
    if item.what == LETTER and reply is not None:
        yield from preflight_reply(work, case, reply, layout, mono=mono, engine=engine).findings
        return
    for finding in preflight_document(document, layout, mono=mono, engine=engine).findings:
        yield replace(finding, place=f"{item.what} {finding.place}".strip())


def log_printed(work: Workplace, case_ids: Iterable[int], note: str) -> None:
    """Record the printing in the history of each case."""
    with work.store.writing():
        for case_id in case_ids:
            events.add_event(
                work.store, Event(case_id, work.now(), EventKind.EXPORTED, work.officer, note=note)
            )
