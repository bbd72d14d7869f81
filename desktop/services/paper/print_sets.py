"""Print sets 「整套打印」: everything sent out with a reply, collated by addressee, as a PDF and .docx
files per case, or as one PDF.

For each proposer the letter, the feedback form and the envelope last; internal sheets (such as the approval
sheet) first. Cases are processed one at a time to bound memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.documents.atomic_file import write_atomically
from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.forms.form_template import FormKind
from desktop.domain.words.file_names import without_forbidden
from desktop.services.cases.cases import get_case
from desktop.services.gates.joint_letter import letter_of
from desktop.services.office.workplace import Workplace
from desktop.services.paper.form_source import FormSource, form_source
from desktop.services.paper.forms import form_of_kind
from desktop.services.paper.sheet_files import Printout, docx_of
from desktop.services.writing.composing import compose_reply, layout_of, marked
from desktop.store.history import events
from desktop.typesetting.forms.compose_form import compose_form

if TYPE_CHECKING:
    from desktop.painting.pdf_writer import PdfLetter
    from desktop.painting.print_engine import PrintEngine


WITH_EVERY_LETTER = (FormKind.FEEDBACK, FormKind.ENVELOPE)
EVERYTHING = (
    FormKind.APPROVAL, FormKind.DISCLOSURE_REVIEW, FormKind.FEEDBACK, FormKind.ENVELOPE, FormKind.OPINION_REQUEST, FormKind.PROCESS,
    FormKind.ARCHIVE_COVER, FormKind.ARCHIVE_LIST,
)  # fmt: skip
_FOR_PROPOSERS = frozenset({*WITH_EVERY_LETTER, FormKind.OPINION_REQUEST, FormKind.DISCLOSURE_REVIEW})
"""Forms that a case without an answer to the proposer has not."""
LETTER = "答复"


@dataclass(frozen=True, slots=True)
class SetItem:
    """One document of a set. `what`: 答复 or the kind of form; `addressee`: "" for internal sheets."""

    what: str
    addressee: str
    printout: Printout


def set_items(
    work: Workplace, case_id: int, kinds: tuple[FormKind, ...] = WITH_EVERY_LETTER
) -> tuple[SetItem, ...]:
    """The set of one case in printing order. Raises Refused for a case without reply or addressee.

    The set of a co-handled case has its opinion for the lead unit and no forms for proposers.
    """
    case = get_case(work, case_id)
    reply = letter_of(work, case)
    if reply is None:
        raise Refused(f"第{case.number}号还没有答复", "请先拟写答复")
    layout = layout_of(work, reply)
    letter = Printout(compose_reply(work, case, reply, layout), layout)
    source = form_source(work, case, reply, letter.document.title)
    return tuple(_collated(source, _wanted(case, kinds), letter))


def _wanted(case: Case, kinds: tuple[FormKind, ...]) -> tuple[FormKind, ...]:
    if not case.handling_role.answers_proposer:
        return tuple(kind for kind in kinds if kind not in _FOR_PROPOSERS)
    return tuple(kind for kind in kinds if kind is not FormKind.FEEDBACK or case.needs_feedback)


def _collated(source: FormSource, kinds: tuple[FormKind, ...], letter: Printout) -> Iterator[SetItem]:
    kinds_of_sheets = [tuple(_sheets(source, kind)) for kind in kinds]
    sheets = [item for group in kinds_of_sheets for item in group]
    yield from (item for item in sheets if not item.addressee)
    case = source.case
    proposers = [proposer.name for proposer in case.proposers]
    if not case.handling_role.answers_proposer:
        yield SetItem(LETTER, case.lead_unit, letter)
        return
    if not proposers:
        raise Refused(f"第{case.number}号没有填写提案者", "请先补上提案者")
    for place, name in enumerate(proposers):  # by position: two proposers may have the same name
        yield SetItem(LETTER, name, letter)
        for group in kinds_of_sheets:
            if len(group) == len(proposers) and group[place].addressee == name:
                yield group[place]
    yield from (item for item in sheets if item.addressee and item.addressee not in proposers)


def _sheets(source: FormSource, kind: FormKind) -> Iterator[SetItem]:
    form = form_of_kind(source.work, source.case, kind)
    base_layout = source.work.library.layout(form.layout)
    for name, facts in source.sheets(form):
        sheet = compose_form(form, facts, base_layout)
        yield SetItem(kind.label, name, Printout(marked(source.work, sheet.document), sheet.layout))


@dataclass(frozen=True, slots=True)
class SetReport:
    """The result for one case: number of documents and pages, the files, or the reason it was left out."""

    case_id: int
    number: str
    items: int = 0
    pages: int = 0
    files: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: str = ""


def write_sets(
    work: Workplace, case_ids: Iterable[int], folder: Path, kinds: tuple[FormKind, ...] = WITH_EVERY_LETTER,
    *, pdf: bool = True, docx: bool = True,
) -> Iterator[SetReport]:  # fmt: skip
    """Write a PDF of the whole set and a .docx per kind of document for every case into `folder`; yields
    one report per case.

    A case that cannot be printed is reported and left out. Close the generator to stop; files written so
    far stay. PDF needs a QGuiApplication. Raises FileProblem if the folder cannot be created.
    """
    _make(folder)
    engine = _engine() if pdf else None
    for case_id in case_ids:
        try:
            yield _write_set(work, case_id, folder, kinds, engine, docx=docx)
        except Refused as fault:
            yield SetReport(case_id, "", left_out=fault.what)


def _engine() -> PrintEngine:
    from desktop.painting.print_engine import PrintEngine  # Qt, not needed for .docx

    return PrintEngine()


def _write_set(
    work: Workplace,
    case_id: int,
    folder: Path,
    kinds: tuple[FormKind, ...],
    engine: PrintEngine | None,
    *,
    docx: bool,
) -> SetReport:
    items = set_items(work, case_id, kinds)
    case = get_case(work, case_id)
    files, pages = [], 0
    if engine is not None:
        from desktop.painting.pdf_writer import pdf_bytes  # Qt, as in _engine

        letters = (engine.letter(item.printout.document, item.printout.layout) for item in items)
        data, pages = pdf_bytes(letters, work.now())
        files.append(_write(folder / f"{file_stem(case)}.pdf", data))
    if docx:
        files += [_write(folder / name, data) for name, data in _docx_files(work, case, items)]
    _log(work, case, len(items))
    return SetReport(case_id, case.number, len(items), pages, tuple(files), _warnings(items))


def _docx_files(work: Workplace, case: Case, items: tuple[SetItem, ...]) -> Iterator[tuple[str, bytes]]:
    """One file per kind of document; the letter is the same for all addressees and is written once."""
    by_kind = sorted(items, key=lambda item: item.what)
    for what, group in groupby(by_kind, key=lambda item: item.what):
        printouts = [item.printout for item in group]
        yield (
            f"{file_stem(case)}-{what}.docx",
            docx_of(printouts[:1] if what == LETTER else printouts, work.now()),
        )


def write_one_pdf(
    work: Workplace, case_ids: Iterable[int], out: Path, kinds: tuple[FormKind, ...] = WITH_EVERY_LETTER,
    *, on_progress: Callable[[SetReport], bool] = lambda _report: True,
) -> int:  # fmt: skip
    """Write the sets of all cases into one PDF; returns its number of pages.

    `on_progress` is called after each case; returning False stops. Raises Refused if no case could be
    printed or it was stopped (nothing is written then), FileProblem as `export_reply`.
    """
    from desktop.painting.pdf_writer import pdf_bytes  # Qt, as in _engine

    written: list[Case] = []
    letters = _all_letters(work, case_ids, kinds, written, on_progress)
    first = next(letters, None)
    if first is None:
        raise Refused("没有可以打印的办件", "请先拟写答复，并补上提案者")
    data, pages = pdf_bytes(chain((first,), letters), work.now())
    write_atomically(out, lambda part: part.write_bytes(data))
    for case in written:
        _log(work, case, 0)
    return pages


def _all_letters(
    work: Workplace, case_ids: Iterable[int], kinds: tuple[FormKind, ...], written: list[Case],
    on_progress: Callable[[SetReport], bool],
) -> Iterator[PdfLetter]:  # fmt: skip
    engine = _engine()
    for case_id in case_ids:
        try:
            items = set_items(work, case_id, kinds)
        except Refused as fault:
            report = SetReport(case_id, "", left_out=fault.what)
        else:
            case = get_case(work, case_id)
            letters = [engine.letter(item.printout.document, item.printout.layout) for item in items]
            pages = sum(len(letter.pages) for letter in letters)
            report = SetReport(case_id, case.number, len(items), pages, (), _warnings(items))
            written.append(case)
            yield from letters
        if not on_progress(report):
            raise Refused("已停止，没有写文件", "可以重新开始")


_LONGEST_PART = 30


def file_stem(case: Case) -> str:
    """「085-沈亦澄」, valid as a file name on every system."""
    first = case.first_proposer
    parts = (case.number or f"id{case.id}", first.name if first else "")
    return "-".join("".join(without_forbidden(part).split())[:_LONGEST_PART] for part in parts if part)


def _warnings(items: tuple[SetItem, ...]) -> tuple[str, ...]:
    documents = [item.printout.document for item in items]
    warnings = [warning for document in documents for warning in document.warnings]
    missing = dict.fromkeys(name for document in documents for name in document.missing)
    return tuple(dict.fromkeys([*warnings, *([f"还没有填：{'、'.join(missing)}"] if missing else [])]))


def _write(path: Path, data: bytes) -> Path:
    write_atomically(path, lambda part: part.write_bytes(data))
    return path


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FileProblem(f"文件夹“{folder}”建不了", "请换一个地方") from fault


def _log(work: Workplace, case: Case, count: int) -> None:
    note = f"整套打印 {count} 份" if count else "整套打印"
    events.add_event(work.store, Event(case.id, work.now(), EventKind.EXPORTED, work.officer, note=note))
