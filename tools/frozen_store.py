"""Freeze a store of the present schema version for the tests: `python3 dev.py freeze-store`.

Every version that was ever released stays in tests/golden/stores and must open in every later program. What is written is
invented: a proposal in the middle of its handling with every field of the registry filled and a row in every table, and a
suggestion with hardly a word.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from desktop.domain.case.case import Ask, Case, HandlingRole, MatterType, Proposer, ProposerKind
from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS
from desktop.domain.case.field import Field, FieldKind
from desktop.domain.case.status import Status
from desktop.domain.records.half_typed import HalfTyped
from desktop.services.cases.cases import create_case
from desktop.services.handling.progress import move_case
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.writing.drafting import open_reply, save_reply, write_section
from desktop.store.cases.case_files import Purpose, store_file
from desktop.store.cases.case_snapshot import fingerprint, snapshot
from desktop.store.file.half_typed import keep_half_typed
from desktop.store.file.settings import write_setting
from desktop.store.file.store import STORE_NAME
from desktop.store.history import handling
from desktop.store.history.import_batches import BatchItem, add_batch
from desktop.store.schema.schema import SCHEMA_VERSION

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "golden" / "stores"
_DAY = date(2026, 4, 9)
_NOON = datetime.combine(_DAY, time(12))
_PROPOSAL = Case(
    region="示例区",
    term=15,
    session=4,
    number="031",
    subject="关于完善社区科普场馆延时开放的提案",
    proposers=(
        Proposer(
            "林一帆", ProposerKind.PERSON, "科技界", "民盟", "示例学校", "13900000000", "示例路1号", "200000"
        ),
        Proposer("何青"),
    ),
    body="背景情况\n场馆周末预约难。\n具体建议\n一是延长开放时间。",
    asks=(Ask(1, "延长周末开放时间"), Ask(2, "建立志愿讲解队", "answers")),
    co_units=("区文旅局", "区教育局"),
    is_key=True,
    proposal_open=True,
    section="科普科",
    assigned_at=date(2026, 2, 9),
    due_at=date(2026, 5, 9),
)
_SUGGESTION = Case(
    matter_type=MatterType.NPC_SUGGESTION,
    region="示例区",
    term=17,
    session=5,
    number="0112",
    subject="关于规范非机动车停放的建议",
    proposers=(Proposer("区工商联", ProposerKind.GROUP),),
    handling_role=HandlingRole.CO_HANDLING,
    lead_unit="区城管局",
)
_LEFT_BLANK = frozenset({"locality", "replied_at", "handling_result"})
"""Fields whose sample text would refer to something that does not exist: a rule book, a result class, an earlier date."""
_WORDS = "感谢您对科普工作的关心。\n“延时开放”自2026年{month}月起试行。"


def freeze(folder: Path = FOLDER) -> Path:
    """Write the store of SCHEMA_VERSION into `folder` and return its file. Raises FileExistsError: a frozen store never changes."""
    target = folder / f"version_{SCHEMA_VERSION}.db"
    if target.exists():
        raise FileExistsError(f"{target.name} is frozen already; a new schema version comes first")
    with tempfile.TemporaryDirectory() as scratch:
        work = open_workplace(Path(scratch), now=lambda: _NOON, officer="示例人")
        _fill(work)
        work.close()
        with sqlite3.connect(Path(scratch) / STORE_NAME) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))  # writes one file without a write-ahead log
        connection.close()
    return target


def sample(hint: Any) -> Any:  # noqa: ANN401 - an annotation and a value of that type
    """A value of an annotated type that is not its blank: 1 for a number, so that it also names the first row of a parent."""
    if NoneType in get_args(hint):
        return sample(next(kind for kind in get_args(hint) if kind is not NoneType))
    if get_origin(hint) is tuple:
        return (sample(get_args(hint)[0]),)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return {str: "示例", bool: True, int: 1, float: 0.5, date: _DAY, datetime: _NOON}[hint]


def _fill(work: Workplace) -> None:
    case = create_case(work, _completed(_PROPOSAL, CASE_FIELDS))
    create_case(work, _SUGGESTION)
    store_file(work.store, case.id, "示例提案.txt", "示例".encode(), Purpose.SOURCE, work.now())
    write_setting(work.store, "office.unit", "示例区科委")
    keep_half_typed(work.store, HalfTyped(case.id, "contacts", {"points": "示例"}, _NOON))
    for table in vars(handling).values():
        if isinstance(table, handling.RecordTable):
            known = table.of(work.store, case.id)  # the round of a case with a given due day is there already
            table.save(work.store, replace(sample_record(table.kind), id=known[0].id if known else 0))
    for status in (Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING):
        move_case(work, case.id, status)
    reply = open_reply(work, case.id)
    save_reply(work, replace(reply, fields=_completed(reply.fields, REPLY_FIELDS)))
    for month in (4, 5):
        write_section(work, case.id, reply.sections[-1].key, _WORDS.format(month=month))
    _note_import(work, case.id)


def sample_record(kind: Callable[..., Any]) -> Any:  # noqa: ANN401 - a record of that kind
    """A record with every field filled, not stored yet."""
    hints = get_type_hints(kind)
    return kind(**{name: 0 if name == "id" else sample(hint) for name, hint in hints.items()})


def _completed(thing: Any, known: dict[str, Field]) -> Any:  # noqa: ANN401 - a case or the fields of a letter
    hints = get_type_hints(type(thing))
    blank = [field.name for field in fields(thing) if getattr(thing, field.name) in ("", None, ())]
    filled = {
        key: f"示例{known[key].label}" if known[key].kind is FieldKind.TEXT else sample(hints[key])
        for key in blank
        if key in known and key not in _LEFT_BLANK
    }
    return replace(thing, **filled)


def _note_import(work: Workplace, case_id: int) -> None:
    source, name = "示例交办清单.xlsx", "十五届四次会议第031号"
    before, after = snapshot(work.store, case_id), fingerprint(work.store, case_id)
    item = BatchItem(case_id, source, 3, name, before, after)
    add_batch(work.store, work.now(), "示例人", (source,), [item])


if __name__ == "__main__":
    try:
        print(freeze())
    except FileExistsError as refusal:
        sys.exit(str(refusal))
