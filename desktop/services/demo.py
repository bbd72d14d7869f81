"""Demo data 「示例」: a data folder with invented cases, and a complete sample run."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from desktop.documents.templates.demo_file import DemoCase, month_end, read_demo
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.moves import needs_reason, usual_moves
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import create_case, find_case
from desktop.services.cases.work_list import list_cases
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.feedback import record_feedback, send_forms
from desktop.services.handling.opinions import ask_opinions, merge_opinion, opinions_of, receive_opinion
from desktop.services.handling.progress import move_case
from desktop.services.handling.promises import add_promise
from desktop.services.handling.reviews import record_review, required_signer, review_disclosure
from desktop.services.office.office import read_office, save_office
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.paper.exporting import export_reply
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.services.writing.drafting import open_reply, save_reply, set_reply_fields
from desktop.store.file.settings import PRACTICE, write_setting

DEMO_CASES = Path(__file__).resolve().parents[2] / "resources" / "demo" / "cases.toml"
SHOWN = ("085", "057")
"""Numbers of the demo cases with a complete reply."""
_OFFICE = {
    "unit": "临江区科学技术委员会",
    "region": "临江区",
    "locality": "shanghai-changning",
    "officer": "林越",
    "contact_person": "林越",
    "contact_phone": "021-5550 0199",
}
_ANSWER = "answer"
"""The section whose words name the opinions received."""
_PIXELS_PER_PT = 150 / 72


def fill_demo(work: Workplace) -> int:
    """Store the invented cases, each moved to its status step by step; returns how many.

    Raises Refused if the store already holds cases: demo and real cases are never mixed.
    """
    if list_cases(work, CaseQuery(limit=1)).total:
        raise Refused("这个文件夹里已经有办件，示例没有放进去", "请换一个新文件夹")
    demos = read_demo(read_toml(DEMO_CASES), work.today)
    with work.store.writing():
        save_office(work, replace(read_office(work), **_OFFICE))
        for demo in demos:
            _add(work, demo)
    return len(demos)


PRACTICE_FOLDER = "practice"
"""The folder in the data folder that holds the store of the practice 「练习」."""


def prepare_practice(work: Workplace) -> Path:
    """The data folder of the practice, filled with the demo cases unless it has cases; the work's own store is not touched."""
    folder = work.data_dir / PRACTICE_FOLDER
    _fill_practice(folder, work.now)
    return folder


def renew_practice(folder: Path, now: Callable[[], datetime]) -> None:
    """Throw everything away that was done in the practice, and fill its store anew. Nobody may be using it.

    Raises Refused for a folder whose store is not one of the practice.
    """
    if folder.name != PRACTICE_FOLDER or not _holds_practice(folder, now):
        raise Refused("这里不是练习的数据", "没有改动")
    shutil.rmtree(folder)
    _fill_practice(folder, now)


def _holds_practice(folder: Path, now: Callable[[], datetime]) -> bool:
    work = open_workplace(folder, now=now)
    try:
        return work.is_practice
    finally:
        work.close()


def _fill_practice(folder: Path, now: Callable[[], datetime]) -> None:
    practice = open_workplace(folder, now=now, officer=_OFFICE["officer"])
    try:
        if not list_cases(practice, CaseQuery(limit=1)).total:
            with practice.store.writing():
                write_setting(practice.store, PRACTICE, "yes")
                fill_demo(practice)
    finally:
        practice.close()


def demo_job(folder: Path, now: Callable[[], datetime], say: Callable[[str], None]) -> Iterator[Path]:
    """Create a data folder in `folder` and export two replies: .docx, PDF and a PNG of every page. Yields
    the files written.

    Pictures need a QGuiApplication. Raises what `open_store`, `fill_demo` and `export_reply` raise.
    """
    work = open_workplace(folder, now=now, officer=_OFFICE["officer"])
    try:
        say(f"已放入 {fill_demo(work)} 件虚构的示例办件")
        for number in SHOWN:
            case = find_case(work, number)
            for suffix in (".docx", ".pdf"):
                yield export_reply(work, case.id, folder / f"{number}{suffix}").path
            yield from save_pages(work, case, folder)
    finally:
        work.close()


def save_pages(work: Workplace, case: Case, folder: Path) -> Iterator[Path]:
    """Write every page of the letter as a 150 dpi PNG; yields the files."""
    from desktop.painting.font_library import (
        FontLibrary,  # Qt, needed for pictures only
        FontWidths,
    )
    from desktop.painting.page_painter import page_picture
    from desktop.typesetting.pages.page_filling import fill

    reply = open_reply(work, case.id)
    layout = layout_of(work, reply)
    fonts = FontLibrary(layout)
    for place, page in enumerate(
        fill(compose_reply(work, case, reply, layout), layout, FontWidths(fonts)), 1
    ):
        path = folder / f"{case.number}-{place}.png"
        if not page_picture(page, fonts, _PIXELS_PER_PT).save(str(path)):
            raise FileProblem(f"图片“{path.name}”没有写成", "请清理磁盘，或换一个文件夹")
        yield path


def _add(work: Workplace, demo: DemoCase) -> None:
    case = create_case(_at(work, demo.case.assigned_at, demo), replace(demo.case, replied_at=None))
    if demo.fields or demo.sections:
        open_reply(work, case.id)
        fields = dict(demo.fields)
        if demo.case.replied_at:
            fields["issue_date"] = demo.case.replied_at.isoformat()
        reply = set_reply_fields(work, case.id, fields)
        for section in demo.sections:
            reply = reply.with_section(section.key, section.text)
        save_reply(work, reply)
    _advance(work, case, demo)


def _advance(work: Workplace, case: Case, demo: DemoCase) -> None:
    """Move the case along the shortest usual path: dates before the reply day up to REPLIED, then up to today.

    Each step gets the records that it asks for.
    """
    for day, status in _days(shortest_path(case.handling_role, demo.status), demo.case, work.today):
        then = _at(work, day, demo)
        _record_before(then, case, status, demo)
        reason = "虚构示例" if needs_reason(case.handling_role, case.status, status) else ""
        case = move_case(then, case.id, status, reason)
        if status is Status.CONTACTING and not demo.contacts:
            record_contact(then, case.id, ContactWay.VISIT, points="听取提案背景和具体建议（虚构）")
        if status is Status.CONTACTING:
            _hear(work, case, demo)
        if status is Status.FEEDBACK_WAIT:
            send_forms(then, case.id)
    for promise in demo.promises:
        written = demo.case.replied_at or work.today
        due = month_end(written, promise.months)
        add_promise(_at(work, written, demo), case.id, promise.text, owner=promise.owner, due_at=due)


def _hear(work: Workplace, case: Case, demo: DemoCase) -> None:
    """Record the contacts and opinions that the letter names, on the days that it names."""

    def then(days: int) -> Workplace:
        return _at(work, work.today - timedelta(days=days), demo)

    for contact in demo.contacts:
        record_contact(then(contact.days_ago), case.id, contact.way, points=contact.points)
    for opinion in demo.opinions:
        ask_opinions(then(opinion.asked_days_ago), case.id, [opinion.unit])
        if opinion.received_days_ago:
            receive_opinion(then(opinion.received_days_ago), case.id, opinion.unit, opinion.text)


def _record_before(work: Workplace, case: Case, to: Status, demo: DemoCase) -> None:
    if to is Status.SIGNED_OFF:
        for opinion in opinions_of(work, case.id):
            if opinion.received_at and not opinion.merged_into:
                merge_opinion(work, case.id, opinion.unit, _ANSWER, put_in=False)
        if case.handling_role.answers_proposer:
            review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈文", secrecy_reviewer="吴敏")
        signer, level = demo.fields["signer"], required_signer(work, case.id)
        record_review(work, case.id, ReviewStage.LEADER, signer, Verdict.PASSED, signer_level=level)
    if to is Status.REHANDLING:
        record_feedback(work, case.id, "不同意", remark="没有说明夜间开放的时间安排")
    if to is Status.CLOSED and case.handling_role.answers_proposer:
        record_feedback(work, case.id, "满意")


def _days(way: tuple[Status, ...], case: Case, today: date) -> Iterator[tuple[date, Status]]:
    assert case.assigned_at is not None
    before = next((place for place, status in enumerate(way, 1) if status.is_replied), len(way))
    replied = case.replied_at or today
    for place, status in enumerate(way, 1):
        if place <= before:
            yield case.assigned_at + (replied - case.assigned_at) * place // before, status
        else:
            yield replied + (today - replied) * (place - before) // (len(way) - before + 1), status


def shortest_path(role: HandlingRole, end: Status) -> tuple[Status, ...]:
    """The shortest path of usual moves from 待签收 to `end`, with CONTACTING where the role has it; () if there is none."""
    ways: deque[tuple[Status, ...]] = deque([()])
    seen = {Status.ASSIGNED}
    while ways:
        way = ways.popleft()
        here = way[-1] if way else Status.ASSIGNED
        if here is end:
            return way
        for move in usual_moves(role, here):
            if move not in seen:
                seen.add(move)
                ways.append((*way, move))
    return ()


def _at(work: Workplace, day: date | None, demo: DemoCase) -> Workplace:
    """The same workplace with another current day and the demo's officer."""
    moment = datetime.combine(day or work.today, datetime.min.time()) + timedelta(hours=9, minutes=30)
    return replace(work, now=lambda: moment, officer=demo.case.officer)
