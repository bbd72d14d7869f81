"""The pack for a third-party assessment 「第三方评估材料」: letter, contacts, feedback, process sheet of chosen cases, in one .zip.

It follows the rules of the public copy: private things are taken out of every paper, unless the officer asks for whole ones. A
list of contents says what is inside and what was taken out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from desktop.documents.atomic_file import write_atomically
from desktop.domain.case.case import Case, ProposerKind
from desktop.domain.case.event import Event, EventKind
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.contact import ContactWay
from desktop.domain.redaction.redaction import Removal
from desktop.domain.redaction.redaction_patterns import find_spans
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.cases import get_case
from desktop.services.gates.joint_letter import letter_of
from desktop.services.handling.contacts import contacts_of
from desktop.services.handling.feedback import rating_scale
from desktop.services.office.office import read_office
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import form_of_kind, form_sheets, source_of
from desktop.services.paper.print_sets import file_stem
from desktop.services.paper.sheet_files import Printout, pdf_of
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.store.history.events import add_event
from desktop.store.history.handling import FEEDBACK
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.words.redact_document import Redactor
from desktop.typesetting.words.report_page import Report, ReportTable, compose_report

LAYOUT = "gbt9704"
_CONTENTS = "材料目录.txt"
_CONTACT_HEAD = ("日期", "阶段、方式", "参加人员", "内容")
_CONTACT_WIDTHS_MM = (32.0, 28.0, 38.0, 58.0)
_FORM_HEAD = ("提案者", "评价", "收回日期", "意见")
_FORM_WIDTHS_MM = (38.0, 28.0, 34.0, 56.0)


@dataclass(frozen=True, slots=True)
class PackRequest:
    """`whole`: nothing is taken out, for an assessment inside the office. `hide_names` masks the proposers (刘××)."""

    whole: bool = False
    hide_names: bool = False


@dataclass(frozen=True, slots=True)
class PackedCase:
    """What became of one case: its papers, what was taken out, or in `left_out` why it is not in the pack."""

    case_id: int
    name: str
    papers: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    left_out: str = ""

    @property
    def removed_words(self) -> str:
        """「删去联系方式、手机号共2处」; "" if nothing was."""
        if not self.removed:
            return ""
        kinds = "、".join(dict.fromkeys(one.kind.label for one in self.removed))
        return f"删去{kinds}共{len(self.removed)}处"


class AssessmentPack:
    """The pack while it is made: `add` takes one case after another, `write` makes the file of those taken.

    Papers are PDF, a folder for each case. Needs a QGuiApplication.
    """

    def __init__(self, work: Workplace, out: Path, request: PackRequest) -> None:
        """Raises Refused if `out` does not end with .zip."""
        if out.suffix.lower() != ".zip":
            raise Refused(f"评估材料不能写成“{out.suffix or out.name}”", "文件名请以 .zip 结尾")
        self._work, self._out, self._request = work, out, request
        self._stream = io.BytesIO()
        self._zip = zipfile.ZipFile(self._stream, "w", zipfile.ZIP_DEFLATED)
        self.packed: list[PackedCase] = []

    def add(self, case_id: int) -> PackedCase:
        """Take in the papers of a case, or note why it is left out."""
        self.packed.append(_pack_case(self._work, case_id, self._request, self._zip))
        return self.packed[-1]

    def write(self) -> tuple[PackedCase, ...]:
        """Write the pack with its list of contents and record it in each case.

        Raises Refused if no case has a reply that is out, FileProblem if the file cannot be written.
        """
        inside = [one for one in self.packed if not one.left_out]
        if not inside:
            raise Refused("选中的办件都还没有答复，没有可以评估的材料", "请选已经答复的办件")
        _add(self._work, self._zip, _CONTENTS, contents_words(self.packed, self._request).encode("utf-8-sig"))
        self._zip.close()
        write_atomically(self._out, lambda part: part.write_bytes(self._stream.getvalue()))
        _record(self._work, inside, self._out, self._request)
        return tuple(self.packed)


def contents_words(packed: Iterable[PackedCase], request: PackRequest) -> str:
    """The list of contents: what the pack holds, what was taken out of each case, and which were left out and why."""
    rule = (
        "本材料没有删减，含联系方式等内部信息，只供本单位内部评估，不得外传。"
        if request.whole
        else "本材料按公开版的规则删去联系方式、证件号码、住址等个人信息。"
    )
    lines = ["第三方评估材料目录", rule, ""]
    for one in packed:
        if one.left_out:
            lines.append(f"{one.name}：没有收入，{one.left_out}")
            continue
        lines += [
            f"{one.name}：{'、'.join(one.papers)}",
            *([f"　　{one.removed_words}"] if one.removed else []),
        ]
    return "\r\n".join(lines) + "\r\n"


def _pack_case(work: Workplace, case_id: int, request: PackRequest, pack: zipfile.ZipFile) -> PackedCase:
    case = get_case(work, case_id)
    name = file_stem(case)
    if not case.handling_role.answers_proposer:
        return PackedCase(case_id, name, left_out="会办件由主办单位答复")
    if not case.replied_at or letter_of(work, case) is None:
        return PackedCase(case_id, name, left_out="还没有答复")
    people = tuple(one.name for one in case.proposers if one.kind is ProposerKind.PERSON)
    redactor = Redactor(partial(find_spans, names=people if request.hide_names else ()), frozenset())
    papers = []
    for number, (what, printout) in enumerate(_papers(work, case), 1):
        shown = printout if request.whole else _redacted(printout, redactor)
        data = pdf_of([shown], work.now())
        _add(work, pack, f"{name}/{number} {what}.pdf", data)
        papers.append(what)
    return PackedCase(case_id, name, tuple(papers), tuple(redactor.removals))


def _redacted(printout: Printout, redactor: Redactor) -> Printout:
    return Printout(replace(redactor.document(printout.document), warnings=()), printout.layout)


def _papers(work: Workplace, case: Case) -> Iterator[tuple[str, Printout]]:
    """The papers of one case in the order in which an assessor reads them."""
    reply = letter_of(work, case)
    assert reply is not None
    layout = layout_of(work, reply)
    yield "答复", Printout(compose_reply(work, case, reply, layout), layout)
    report_layout = work.library.layout(LAYOUT)
    for what, document in (("沟通记录", _contacts(work, case)), ("征询意见", _feedback(work, case))):
        yield what, Printout(document, report_layout)
    process = form_of_kind(work, case, FormKind.PROCESS)
    for sheet in form_sheets(source_of(work, case.id), process):
        yield FormKind.PROCESS.label, Printout(sheet.document, sheet.layout)


def _contacts(work: Workplace, case: Case) -> PrintedDocument:
    rows = tuple(
        (
            chinese_date(one.day),
            f"{one.phase.label}{one.way.label}",
            "" if one.way is ContactWay.WAIVED else "、".join((*one.their_people, *one.our_people)),
            one.points,
        )
        for one in contacts_of(work, case.id)
    )
    return _report(
        work, case, "沟通记录", ReportTable(_CONTACT_HEAD, rows, _CONTACT_WIDTHS_MM), "没有沟通记录。"
    )


def _feedback(work: Workplace, case: Case) -> PrintedDocument:
    labels = {rating.code: rating.label for rating in rating_scale(work, case)}
    rows = tuple(
        (
            one.proposer,
            labels.get(one.rating, one.rating) if one.is_returned else "未收回",
            chinese_date(one.returned_at),
            one.remark,
        )
        for one in FEEDBACK.of(work.store, case.id)
    )
    table = ReportTable(_FORM_HEAD, rows, _FORM_WIDTHS_MM)
    return _report(work, case, "征询意见情况", table, "没有征询意见的记录。")


def _report(work: Workplace, case: Case, what: str, table: ReportTable, nothing: str) -> PrintedDocument:
    title = f"第{case.number}号{case.matter_type.short_label}{what}" if case.number else what
    head = f"案由：{case.subject}"
    parts: tuple[str | ReportTable, ...] = (head, table) if table.rows else (head, nothing)
    report = Report(title, parts, read_office(work).unit, chinese_date(work.today))
    return compose_report(report, work.library.layout(LAYOUT))


def _add(work: Workplace, pack: zipfile.ZipFile, name: str, data: bytes) -> None:
    now = work.now()
    info = zipfile.ZipInfo(name, (now.year, now.month, now.day, now.hour, now.minute, now.second))
    info.compress_type = zipfile.ZIP_DEFLATED
    pack.writestr(info, data)


def _record(work: Workplace, inside: Iterable[PackedCase], out: Path, request: PackRequest) -> None:
    kind = EventKind.EXPORTED if request.whole else EventKind.PUBLIC_COPY
    with work.store.writing():
        for one in inside:
            said = "没有删减" if request.whole else one.removed_words or "没有要删的"
            note = f"第三方评估材料：{out.name}，{said}"
            add_event(work.store, Event(one.case_id, work.now(), kind, work.officer, note=note))
