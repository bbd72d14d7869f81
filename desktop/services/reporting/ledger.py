"""The ledger 「台账」 of any list of cases, and filling a superior office's form 「上级表」 with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from desktop.documents.sheets.form_file import (
    FilledForm,
    Form,
    FormMap,
    fill_form,
    map_from_header_cells,
    open_form,
)
from desktop.documents.sheets.ledger_xlsx import write_ledger
from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.work_list import CaseQuery, session_label
from desktop.domain.errors import Refused
from desktop.domain.figures.ledger import (
    COLUMN_BY_KEY,
    COLUMNS,
    PRIVATE,
    LedgerColumn,
    LedgerRow,
    LedgerValue,
    column_named,
    ledger_values,
)
from desktop.domain.records.co_opinion import OpinionState
from desktop.domain.records.promise import Conversion
from desktop.domain.words.dates import iso_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import correction_words
from desktop.services.handling.contacts import contacts_of
from desktop.services.handling.opinions import opinions_of
from desktop.services.handling.promises import conversions_of, promises_of
from desktop.services.handling.rounds import RoundView, result_words, rounds_of
from desktop.services.office.office import read_office
from desktop.services.office.workplace import Workplace
from desktop.store.cases.case_list import list_rows
from desktop.store.file.settings import read_setting, write_setting
from desktop.store.history.handling import EXTENSIONS, PAUSES, ROUNDS

# Ledger columns chosen by the office, stored as a setting.
_SETTING = "ledger.columns"


def chosen_columns(work: Workplace) -> tuple[str, ...]:
    """The keys chosen last; by default all without personal data."""
    known = read_setting(work.store, _SETTING)
    keys = [key for key in json.loads(known) if key in COLUMN_BY_KEY] if known else []
    return tuple(keys) or tuple(column.key for column in COLUMNS if column.key not in PRIVATE)


def choose_columns(work: Workplace, keys: Sequence[str]) -> None:
    """Store the keys of the chosen columns in order."""
    write_setting(work.store, _SETTING, json.dumps(list(keys)))


EVERYTHING = CaseQuery(limit=1_000_000)
_MAP_SETTING = "form_map."


def ledger_columns(*, private: bool = False, keys: Sequence[str] = ()) -> tuple[LedgerColumn, ...]:
    """The columns with these keys, in order; by default all, personal data only with `private`."""
    if keys:
        return tuple(map(_column, keys))
    return tuple(column for column in COLUMNS if private or column.key not in PRIVATE)


def ledger_rows(work: Workplace, query: CaseQuery = EVERYTHING) -> Iterator[LedgerRow]:
    """One row per case of the list, in its order, numbered from 1."""
    rows, _ = list_rows(work.store, query, work.today)
    for place, row in enumerate(rows, 1):
        yield {"row_no": place, **ledger_row(work, get_case(work, row.id))}


def ledger_row(work: Workplace, case: Case) -> LedgerRow:
    """The ledger values of one case."""
    return {**_matter(case), **_handling(work, case), **_outcome(work, case, rounds_of(work, case))}


def export_ledger(
    work: Workplace,
    out: Path,
    query: CaseQuery = EVERYTHING,
    *,
    columns: Sequence[LedgerColumn] | None = None,
) -> int:
    """Write the ledger of a list as .xlsx; returns the number of rows. Raises FileProblem, and Refused for
    another suffix.
    """
    _refuse_other_ending(out)
    unit = read_office(work).unit
    note = iso_date(work.today)
    return write_ledger(out, f"{unit}办理台账", columns or ledger_columns(), ledger_rows(work, query), note)


def form_map(work: Workplace, form: Form, sheet: str = "", cells: Mapping[str, str] | None = None) -> FormMap:
    """The map of a form: from `cells` if given, else as stored for this form, else by its header texts.

    `cells`: header cell -> ledger key or caption, {"C4": "案由"}. Such a map is stored for this form.
    """
    setting = _MAP_SETTING + form.fingerprint
    if cells:
        keys = {cell: _column(word).key for cell, word in cells.items()}
        pointed = map_from_header_cells(form, sheet or form.sheets[0], keys)
        write_setting(work.store, setting, json.dumps(asdict(pointed), ensure_ascii=False))
        return pointed
    known = read_setting(work.store, setting)
    return _remembered(known) if known else form.propose()[0]


def export_form(
    work: Workplace,
    form_path: Path,
    out: Path,
    query: CaseQuery = EVERYTHING,
    *,
    sheet: str = "",
    cells: Mapping[str, str] | None = None,
) -> FilledForm:
    """Fill a superior office's form with a list, write it to `out`, and return what was filled in.

    Raises Refused, FileProblem.
    """
    _refuse_other_ending(out)
    form = open_form(form_path)
    rows = list(ledger_rows(work, query))
    return fill_form(form, form_map(work, form, sheet, cells), rows, out)


def filled_words(filled: FilledForm) -> str:
    """「填了 13 件，空行不够，插入了 10 行」「填了 2 件，空着 1 行」."""
    words = f"填了 {filled.cases} 件"
    if filled.inserted:
        return f"{words}，空行不够，插入了 {filled.inserted} 行"
    return f"{words}，空着 {filled.left} 行" if filled.left else words


def _matter(case: Case) -> dict[str, LedgerValue]:
    first = case.first_proposer
    return {
        **ledger_values(case),
        "meeting": session_label(case.term, case.session),
        "first_proposer": first.name if first else "",
        "co_signers": "、".join(proposer.name for proposer in case.co_signers),
        "co_signer_count": len(case.proposers) or None,
        "sector": first.sector or first.party if first else "",
        "proposer_unit": first.unit if first else "",
        "proposer_phone": first.phone if first else "",
    }


def _handling(work: Workplace, case: Case) -> dict[str, LedgerValue]:
    promises = promises_of(work, case.id)
    open_days = [promise.due_at for promise in promises if promise.due_at and not promise.kept_at]
    return {
        "clock_changes": _clock_words(work, case),
        "merged_into": _merger_words(work, case),
        "contacts": "；".join(contact.label for contact in contacts_of(work, case.id)),
        "co_opinion_at": _opinion_words(work, case),
        "followup": "；".join(
            promise.text + ("（已兑现）" if promise.kept_at else "") for promise in promises
        ),
        "followup_due_at": min(open_days, default=None),
    }


def _merger_words(work: Workplace, case: Case) -> str:
    return f"并入{get_case(work, case.merged_into).number}" if case.merged_into else ""


def _clock_words(work: Workplace, case: Case) -> str:
    """Every extension, pause and marked correction of the due day with its marks 「补记」「超过最长期限，特批」, of all rounds."""
    changes = [words for one in ROUNDS.of(work.store, case.id) if (words := correction_words(one))]
    changes += [one.words for one in EXTENSIONS.of(work.store, case.id)]
    return "；".join(changes + [one.words for one in PAUSES.of(work.store, case.id)])


def _opinion_words(work: Workplace, case: Case) -> str:
    if case.handling_role is HandlingRole.CO_HANDLING:
        return f"{iso_date(case.replied_at)} 已报主办" if case.replied_at else ""
    words = []
    for opinion in opinions_of(work, case.id):
        state = opinion.state(work.today)
        day = f" {iso_date(opinion.received_at)}" if opinion.received_at else ""
        words.append(opinion.unit + (day or ("" if state is OpinionState.NOT_ASKED else f" {state.label}")))
    return "；".join(words)


def _outcome(work: Workplace, case: Case, rounds: Sequence[RoundView]) -> dict[str, LedgerValue]:
    first, present = rounds[0], rounds[-1]
    return {
        **ledger_values(present.letter),
        "result": present.result_words,
        "conversion": "；".join(_conversion_words(work, case, one) for one in conversions_of(work, case.id)),
        "disclosed_at": present.published_at,
        "satisfaction": _rating_words(present),
        "rounds": present.number,
        "first_replied_at": first.round.replied_at,
        "first_result": first.result_words,
        "first_signer": first.letter.signer,
        "first_satisfaction": _rating_words(first),
    }


def _rating_words(found: RoundView) -> str:
    return found.satisfaction.label if found.satisfaction else ""


def _conversion_words(work: Workplace, case: Case, found: Conversion) -> str:
    return f"{iso_date(found.day)} 转为{result_words(work, case, found.new_result)}"


def _column(word: str) -> LedgerColumn:
    column = column_named(word)
    if column is None:
        raise Refused(f"台账没有“{word}”这一列", f"可以用：{'、'.join(column.caption for column in COLUMNS)}")
    return column


def _remembered(text: str) -> FormMap:
    known = json.loads(text)
    return FormMap(known["sheet"], known["first_row"], _pairs(known["columns"]))


def _pairs(columns: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((letters, key) for letters, key in columns)


def _refuse_other_ending(out: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise Refused(f"台账不能写成“{out.suffix or out.name}”", "文件名请以 .xlsx 结尾")
