"""What of a case goes to the printer 「打印内容」: the letter, any of its forms, or all of it collated by addressee."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.case.event import Event, EventKind
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.services.cases.cases import get_case
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import form_of_kind, kept_reply, source_of
from desktop.services.paper.preflight import preflight_document, preflight_reply
from desktop.services.paper.print_sets import LETTER, WITH_EVERY_LETTER, SetItem, set_items
from desktop.services.paper.sheet_files import Printout
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.store.history import events
from desktop.typesetting.forms.compose_form import compose_form
from desktop.typesetting.pages.page_ink import PageInk, page_ink
from desktop.typesetting.proof.print_findings import PrintFinding, by_severity

if TYPE_CHECKING:
    from desktop.painting.press import Press

PRINTABLE = tuple(kind for kind in FormKind if kind is not FormKind.PROOF)


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """What to print of each case. `by_addressee`: for each proposer a letter and what goes with it, the envelope last."""

    letter: bool = True
    kinds: tuple[FormKind, ...] = ()
    by_addressee: bool = False


WHOLE_SET = PrintRequest(kinds=WITH_EVERY_LETTER, by_addressee=True)


@dataclass(frozen=True, slots=True)
class CaseLook:
    """One case before printing: its things, the ink on the pages of each, what was found; or why it is left out."""

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
    """The forms that can be printed: of a single case those that go to somebody, of several cases all that there are."""
    if len(case_ids) != 1:
        return PRINTABLE
    source = source_of(work, case_ids[0])
    kinds = []
    for kind in PRINTABLE:
        try:
            form = form_of_kind(work, source.case, kind)
        except Refused:  # the office has none
            continue
        if next(source.sheets(form), None) is not None:
            kinds.append(kind)
    return tuple(kinds)


def print_items(work: Workplace, case_id: int, request: PrintRequest) -> tuple[SetItem, ...]:
    """The things in printing order. Raises Refused for a case of which nothing of this can be printed."""
    if request.by_addressee:
        items = set_items(work, case_id, request.kinds)
        return tuple(item for item in items if request.letter or item.what != LETTER)
    found = (*(_letter(work, case_id) if request.letter else ()), *_forms(work, case_id, request.kinds))
    if not found:
        raise Refused(f"第{get_case(work, case_id).number}号没有要打印的内容", "请换一种打印内容")
    return found


def _letter(work: Workplace, case_id: int) -> tuple[SetItem, ...]:
    case = get_case(work, case_id)
    reply = kept_reply(work, case)
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
            yield SetItem(kind.label, name, Printout(sheet.document, sheet.layout))


def look_at_cases(
    work: Workplace, case_ids: Iterable[int], request: PrintRequest, *, mono: bool,
    on_progress: Callable[[CaseLook], bool] = lambda _look: True,
) -> tuple[CaseLook, ...]:  # fmt: skip
    """Compose, fill and check everything that would be printed; nothing is written. `on_progress` hears of each case; False stops.

    `mono`: the printer prints no colour. Needs a QGuiApplication.
    """
    from desktop.painting.press import Press  # Qt, which only pages need

    press, looks = Press(), []
    for case_id in case_ids:
        looks.append(_look(work, case_id, request, press, mono=mono))
        if not on_progress(looks[-1]):
            break
    return tuple(looks)


def _look(work: Workplace, case_id: int, request: PrintRequest, press: Press, *, mono: bool) -> CaseLook:
    number = get_case(work, case_id).number
    try:
        items = print_items(work, case_id, request)
    except Refused as fault:
        return CaseLook(case_id, number, left_out=fault.what)
    inks = tuple(
        tuple(page_ink(page) for page in press.pages(item.printout.document, item.printout.layout))
        for item in items
    )
    return CaseLook(case_id, number, items, inks, _said_once(work, case_id, items, press, mono=mono))


def _said_once(
    work: Workplace, case_id: int, items: tuple[SetItem, ...], press: Press, *, mono: bool
) -> tuple[PrintFinding, ...]:
    """What several things of a case share (a font that lacks, a date to fill in) is said of the first of them only."""
    found: list[PrintFinding] = []
    for item in items:
        said = {(finding.rule_id, finding.reason) for finding in found}
        fresh = (
            f for f in _checked(work, case_id, item, press, mono=mono) if (f.rule_id, f.reason) not in said
        )
        found += list(fresh)
    return by_severity(tuple(found))


def _checked(
    work: Workplace, case_id: int, item: SetItem, press: Press, *, mono: bool
) -> Iterator[PrintFinding]:
    """The findings on one thing; those on a form say which form it is."""
    document, layout = item.printout.document, item.printout.layout
    case = get_case(work, case_id)
    reply = kept_reply(work, case)
    if item.what == LETTER and reply is not None:
        yield from preflight_reply(work, case, reply, layout, mono=mono, press=press).findings
        return
    for finding in preflight_document(document, layout, mono=mono, press=press).findings:
        yield replace(finding, place=f"{item.what} {finding.place}".strip())


def log_printed(work: Workplace, case_ids: Iterable[int], note: str) -> None:
    """Note in the history of each case that it went to paper."""
    with work.store.writing():
        for case_id in case_ids:
            events.add_event(
                work.store, Event(case_id, work.now(), EventKind.EXPORTED, work.officer, note=note)
            )
