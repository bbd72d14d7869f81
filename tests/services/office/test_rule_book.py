"""One rule book per case: every service uses the text stored when the case was created, whatever is installed later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.cli.case_json import case_json
from desktop.domain.case.case import Case, Proposer, ProposerKind
from desktop.domain.errors import Refused
from desktop.domain.figures.breakdown import Dimension
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.cases.clocks import due_by_rule, limit_of
from desktop.services.gates.readiness import readiness
from desktop.services.handling.case_view import view_case
from desktop.services.handling.casework import casework
from desktop.services.handling.due_list import deadlines_of, due_items
from desktop.services.handling.reviews import required_signer
from desktop.services.importing.batch import apply_plan
from desktop.services.importing.plan import plan_import
from desktop.services.office.rules import adopt_installed_rules, rules_of, traits_of
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace
from desktop.services.paper.forms import source_of
from desktop.services.reporting.ledger import ledger_row
from desktop.services.reporting.statistics import gather_statistics
from desktop.services.writing.choices import case_facts, choices_of, fill_phrase
from desktop.services.writing.composing import print_reply
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.store.cases.cases import update_case
from tests.services.importing.test_import_plan import ROW, listed

GROUP, PERSON = ProposerKind.GROUP, ProposerKind.PERSON
DESKTOP = Path(__file__).resolve().parents[3] / "desktop"
SECOND_EDITION = (
    ("version = 2", "version = 3"),
    ('"reply"\nunit = "months"\namount = 3', '"reply"\nunit = "months"\namount = 2'),
    ('"return"\nunit = "working_days"\namount = 5', '"return"\nunit = "working_days"\namount = 3'),
    ("amount = 6", "amount = 5"),
    ('contact = "any"', 'contact = "face_to_face"'),
    ('ordinary = "deputy"', 'ordinary = "principal"'),
    ("委员：", "委员台鉴："),
    ('"解决或采纳"', '"已经办成"'),
    ('"列入计划拟解决"', '"列入计划"'),
    ('"理解"', '"基本认可"'),
    ("此件公开发布", "此件公开"),
)


def install_second_edition(work: Workplace) -> None:
    """The office's own copy of 长宁's rule book, changed in everything that services read."""
    text = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    for old, new in SECOND_EDITION:
        assert old in text
        text = text.replace(old, new)
    folder = work.data_dir / "templates" / "localities"
    folder.mkdir(parents=True)
    (folder / "shanghai-changning.toml").write_text(text, encoding="utf-8")
    work.template_cache.invalidate()


@pytest.fixture
def replied(work: Workplace) -> Case:
    """A case with a complete reply, created under the first edition."""
    stored = create_case(
        work,
        Case(region="长宁区", number="085", subject="关于建设孵化器的提案", proposers=(Proposer("沈亦澄"),),
             assigned_at=date(2024, 4, 8)),
    )  # fmt: skip
    open_reply(work, stored.id)
    set_reply_fields(
        work, stored.id, {"handling_result": "解决或采纳", "disclosure": "主动公开", "issuer": "区科委"}
    )
    return stored


def _printed(work: Workplace, case: Case) -> object:
    return [block.text for block in print_reply(work, case.id).blocks if hasattr(block, "text")]


def _counted(work: Workplace, case: Case) -> object:
    update_case(work.store, replace(get_case(work, case.id), replied_at=date(2024, 4, 9)))
    return gather_statistics(work).breakdowns[Dimension.RESULT]


READERS: dict[str, Callable[[Workplace, Case], object]] = {
    "due day": due_by_rule,
    "limit of an extension": limit_of,
    "deadlines of the case": lambda work, case: [found.due for found in deadlines_of(work, case.id)],
    "list of what is due": lambda work, _case: [(item.what, item.due_at) for item in due_items(work, 30)],
    "readiness": readiness,
    "signer": lambda work, case: required_signer(work, case.id),
    "choices of the reply": lambda work, case: choices_of(work, case, open_reply(work, case.id)).results,
    "answers of the feedback form": lambda work, case: casework(work, case.id).scale,
    "result and its conversions": lambda work, case: casework(work, case.id).result,
    "printed letter": _printed,
    "facts of the letter": lambda work, case: case_facts(work, case, open_reply(work, case.id)).all_values(),
    "phrase": lambda work, case: fill_phrase(work, case, open_reply(work, case.id), "{称谓}{公开附注}"),
    "facts of the forms": lambda work, case: source_of(work, case.id).facts,
    "ledger": lambda work, case: ledger_row(work, case)["result"],
    "page of the case": lambda work, case: view_case(work, case).reply,
    "JSON of the case": lambda work, case: case_json(view_case(work, case)),
    "statistics": _counted,
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_every_service_uses_the_rule_book_of_the_case(
    work: Workplace, replied: Case, reader: Callable[[Workplace, Case], object]
) -> None:
    kept = reader(work, replied)
    install_second_edition(work)
    assert reader(work, replied) == kept, "a second source of rules: the installed book was looked at"
    adopt_installed_rules(work, replied)
    assert reader(work, replied) != kept, "this reader looks at no rules; the table proves nothing about it"


def test_result_labels_are_read_by_the_stored_rule_book(work: Workplace, replied: Case) -> None:
    install_second_edition(work)
    assert set_reply_fields(work, replied.id, {"handling_result": "列入计划拟解决"}).fields.handling_result
    with pytest.raises(Refused, match="没有“列入计划”这一项"):
        set_reply_fields(work, replied.id, {"handling_result": "列入计划"})


def test_a_case_created_later_gets_the_new_edition(work: Workplace, replied: Case) -> None:
    install_second_edition(work)
    newer = create_case(work, Case(region="长宁区", number="086", assigned_at=date(2024, 4, 8)))
    assert (rules_of(work, replied).version, rules_of(work, newer).version) == (2, 3)


def test_an_imported_case_gets_its_rule_book_at_once(work: Workplace) -> None:
    (imported,) = apply_plan(work, plan_import(work, [listed(ROW)])).results
    case = get_case(work, imported.case_id)
    edition = rules_of(work, case).version
    (work.data_dir / "templates" / "localities").mkdir(parents=True)
    book = rules_of(work, case)
    text = book.source.replace(f"version = {edition}", "version = 9")
    (work.data_dir / "templates" / "localities" / f"{book.id}.toml").write_text(text, encoding="utf-8")
    work.template_cache.invalidate()
    assert rules_of(work, case).version == edition


def test_a_case_whose_place_is_corrected_comes_under_the_rules_of_that_place(
    work: Workplace, replied: Case
) -> None:
    moved = set_fields(work, replied.id, {"locality": "foping"}, why="转办")
    assert rules_of(work, moved).id == "foping"


def test_one_module_answers_which_rules_hold() -> None:
    """Only this module reads stored rule texts; modules reading installed books list or compare them."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(DESKTOP.rglob("*.py"))}
    assert {name for name, text in texts.items() if "stored_rules(" in text} == {"rules", "rule_books"}
    listing = {"template_library", "template_files", "template_facts"}
    choosing = {"places", "reply_parts"}
    assert {name for name, text in texts.items() if "library.localities" in text} <= listing | choosing | {
        "rules"
    }


@pytest.mark.parametrize(
    ("proposers", "is_group"),
    [
        ((), False),
        ((Proposer("林一帆"),), False),
        ((Proposer("区工商联", GROUP),), True),
        ((Proposer("区工商联", GROUP), Proposer("林一帆", PERSON)), True),
        ((Proposer("林一帆", PERSON), Proposer("区工商联", GROUP)), False),
    ],
)
def test_a_matter_is_a_groups_if_its_first_proposer_is_one(
    proposers: tuple[Proposer, ...], is_group: bool
) -> None:
    """「集体提案」: what the first proposer is decides clock, signer and salutation, whoever signs along."""
    assert traits_of(Case(proposers=proposers)).is_group is is_group
