"""Create, find and edit cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import CASE_FIELDS, known_field, set_case_fields
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.work_list import session_label
from desktop.domain.errors import InBin, Refused
from desktop.domain.words.dates import chinese_date
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.history import events

OFFICER, IMPORT = "officer", "import"
"""Who set a field last; an import never overwrites an officer's value without a decision."""

GIVEN_AT_ENTRY = "登记时填写"
"""Source of a due day that was typed with the case."""

_HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９＃", "0123456789#"
)  # full-width digits as typed with an input method


def create_case(work: Workplace, case: Case, origin: str = OFFICER) -> Case:
    """Store a new case with its first event; a due day that it has is the one that the assigning notice names.

    Raises Refused, naming the id, if the matter is stored already (InBin if it has been deleted), for an unknown place, and for
    days that contradict each other.
    """
    _refuse_duplicate(work, case)
    kind = EventKind.IMPORTED if origin == IMPORT else EventKind.CREATED
    from desktop.services.cases.chronology import refuse_contradictions
    from desktop.services.cases.clocks import (
        keep_given,  # loads the deadline rules, which opening the work list does not need
        settle,
    )
    from desktop.services.office.places import with_known_place
    from desktop.services.office.rules import adopt_installed_rules

    case = with_known_place(work, case)
    refuse_contradictions(work, Case(), case)
    with work.store.writing():
        stored = cases.add_case(work.store, case)
        adopt_installed_rules(work, stored)
        if case.due_at:
            keep_given(work, stored, case.due_at, GIVEN_AT_ENTRY)
        stored = settle(work, stored)
        events.add_event(
            work.store, Event(stored.id, work.now(), kind, work.officer, to_status=stored.status)
        )
        cases.note_origins(work.store, stored.id, _known_fields(case), origin, work.now())
    return stored


def get_case(work: Workplace, case_id: int) -> Case:
    """The case of that id. Raises InBin for one that has been deleted, Refused if there is none."""
    case = cases.read_case(work.store, case_id)
    if case is None:
        if (binned := cases.read_binned(work.store, case_id)) is not None:
            raise _in_bin(binned)
        raise Refused(f"没有编号为 #{case_id} 的办件", "请用 chengban list 查看全部办件")
    return case


def case_name(case: Case) -> str:
    """「第085号」, or 「#12」 where there is no number."""
    return f"第{case.number}号" if case.number else f"#{case.id}"


def named_proposer(case: Case, name: str = "") -> str:
    """The name of that proposer of the case, by default the first one. Raises Refused, naming all, for somebody else."""
    names = [proposer.name for proposer in case.proposers]
    wanted = name.strip() or (names[0] if names else "")
    if wanted not in names:
        raise Refused(
            f"提案者里没有“{wanted}”" if wanted else "这一件没有填写提案者",
            f"可以填：{'、'.join(names)}" if names else "请先补上提案者",
        )
    return wanted


def find_case(work: Workplace, key: str) -> Case:
    """The case that a person names: `12` or `#12` is an id, `085`, `085号` and `第85号` a number.

    Plain digits are an id if that id exists, else a number. Raises Refused if no case or several cases
    match, naming those; InBin if only one that has been deleted does.
    """
    word = plain_number(key)
    match = re.fullmatch(r"(#?)(\d{1,9})", key.strip().translate(_HALF_WIDTH))  # 第1号 is no id
    if match and not (match[2].startswith("0") and not match[1]):
        case = cases.read_case(work.store, int(match[2]))
        if case is not None or match[1]:
            return case or get_case(work, int(match[2]))
    return _by_number(work, word)


def plain_number(key: str) -> str:
    """`085` for 「第０８５号」, `#12` for 「#12」."""
    return re.sub(r"^第|号$", "", key.strip().translate(_HALF_WIDTH)).strip()


def set_fields(
    work: Workplace, case_id: int, texts: Mapping[str, str], origin: str = OFFICER, *, why: str = ""
) -> Case:
    """Set fields of a case by key or Chinese label, parsed from text.

    Raises Refused for unreadable values, for days that contradict each other, for a due day where the case has one (that is
    extended, or corrected with a reason), and without a reason where one is needed; NotReady if a signed or answered case would
    lose what it rests on. A change of a fact that gates and figures rest on is an event with `why`; a changed role may send
    the case back.
    """
    from desktop.services.cases.chronology import refuse_contradictions
    from desktop.services.cases.clocks import keep_given
    from desktop.services.cases.corrections import store_correction  # see create_case
    from desktop.services.office.places import with_known_place

    with work.store.writing():
        before = get_case(work, case_id)
        after = with_known_place(work, set_case_fields(before, texts), before)
        _refuse_duplicate(work, after)
        if after.due_at != before.due_at:
            _refuse_second_due_day(before)
        refuse_contradictions(work, before, after)
        if after.due_at != before.due_at:
            keep_given(work, after, after.due_at, GIVEN_AT_ENTRY)
        after = store_correction(work, before, after, why)
        keys = [known_field(key, CASE_FIELDS).key for key in texts]
        cases.note_origins(work.store, case_id, keys, origin, work.now())
    return after


def link_ask(work: Workplace, case_id: int, number: int, section_key: str, result: str | None = None) -> Case:
    """Record which section of the present round's reply answers an ask ("" = none yet), and its result if given.

    Raises NotReady if a signed or answered case would be left with an ask unanswered.
    """
    from desktop.services.gates.joint_letter import round_number
    from desktop.services.gates.readiness import keeping_records  # see create_case

    with work.store.writing(), keeping_records(work, case_id):
        case = get_case(work, case_id)
        if all(ask.number != number for ask in case.asks):
            raise Refused(f"这件提案没有第 {number} 条建议", "请核对建议的序号")
        present = round_number(work, case)
        asks = tuple(
            replace(ask.tied(section_key, present), result=ask.result if result is None else result)
            if ask.number == number
            else ask
            for ask in case.asks
        )
        linked = replace(case, asks=asks)
        cases.update_case(work.store, linked)
    return linked


def _by_number(work: Workplace, word: str) -> Case:
    number = word.removeprefix("#")
    ids = cases.ids_by_number(work.store, number)
    if not ids:
        _refuse_binned(work, number)
        raise Refused(f"没有找到办件“{word}”", "请用 chengban list 查看全部办件")
    found = [get_case(work, case_id) for case_id in ids]
    exact = [case for case in found if case.number == number] or found
    if len(exact) > 1:
        names = "、".join(
            f"#{case.id}（{session_label(case.term, case.session) or '届次不详'}）" for case in exact[:5]
        )
        raise Refused(f"有 {len(exact)} 件都是“{word}”：{names}", "请用 # 加序号指明是哪一件")
    return exact[0]


def _refuse_binned(work: Workplace, number: str) -> None:
    ids = (*cases.ids_by_number(work.store, number, binned=True), int(number) if number.isdecimal() else 0)
    found = next(filter(None, (cases.read_binned(work.store, case_id) for case_id in ids)), None)
    if found is not None:
        raise _in_bin(found)


def _in_bin(case: Case) -> InBin:
    return InBin(f"{case_name(case)}在回收站里", "请先从回收站放回", case.id)


def _refuse_duplicate(work: Workplace, case: Case) -> None:
    """Raises InBin if the matter is that of a deleted case, which keeps its number."""
    same_id = cases.same_matter(work.store, case)
    if same_id is not None and (binned := cases.read_binned(work.store, same_id)) is not None:
        raise _in_bin(binned)
    if same_id is not None:
        meeting = session_label(case.term, case.session)
        raise Refused(
            f"{meeting}第{case.number}号{case.matter_type.short_label}已经在办件里，是 #{same_id}",
            "请打开原来的那一件",
        )


def _refuse_second_due_day(case: Case) -> None:
    if case.due_at is not None:
        raise Refused(
            f"期限已经是{chinese_date(case.due_at)}，不能直接改写",
            "延期请登记原因和批准人；交办单上的期限录错了，请更正期限并写明原因",
        )


def _known_fields(case: Case) -> list[str]:
    blank = Case()
    return [key for key in CASE_FIELDS if getattr(case, key) != getattr(blank, key)]
