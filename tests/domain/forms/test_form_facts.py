"""Placeholders of forms, rows that repeat, and which cases a form fits."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.case.case import MatterType
from desktop.domain.figures.rates import compute_rates
from desktop.domain.forms.form_facts import (
    CHOICE_NAMES,
    FORM_FACT_NAMES,
    LIST_FIELDS,
    MAY_BE_EMPTY,
    OF_THE_OFFICE,
    OFFICE_LISTS,
    RATE_NAMES,
    FormFacts,
    vocabulary_of,
)
from desktop.domain.forms.form_template import (
    FormCell,
    FormKind,
    FormPaper,
    FormPart,
    FormRow,
    FormStyle,
    FormTemplate,
)
from desktop.domain.rules.locality import RateRules

README = (Path(__file__).parents[3] / "templates" / "README.zh.md").read_text(encoding="utf-8")
FACTS = FormFacts({"number": "085", "what": "of the case"})


def documented(line_start: str) -> list[str]:
    (line,) = [line for line in README.splitlines() if line.startswith(line_start)]
    return re.findall(r"`\{(\w+)\}`", line)


# Names: what a form may use is what the guide for editors says.
@pytest.mark.parametrize(
    "name", ["contacts", "events", "milestones", "opinions", "papers", "addressees", "promises"]
)
def test_the_fields_of_a_list_are_those_of_the_guide(name: str) -> None:
    assert documented(f"| `{name}`") == list(LIST_FIELDS[name])


@pytest.mark.parametrize("name", OFFICE_LISTS)
def test_the_fields_of_a_list_over_many_cases_are_those_of_the_guide(name: str) -> None:
    assert documented(f"| `{name}`") == list(OFFICE_LISTS[name])


def test_a_paper_over_many_cases_names_every_rate_as_the_statistics_do() -> None:
    """The two rooms do not know each other, so the names stand twice."""
    rates = compute_rates((), RateRules())
    assert {rate.key: rate.label for rate in rates} == dict(RATE_NAMES)


def test_figures_are_no_facts_of_a_case_and_the_other_way_round() -> None:
    figures = FormFacts({"assigned": "5", "number": "085"}, vocabulary=OF_THE_OFFICE)
    assert figures.fill("{assigned}件 {number}").text == "5件 {number}"
    assert FACTS.fill("{assigned}件 {number}").text == "{assigned}件 085"
    of_office = [kind for kind in FormKind if vocabulary_of(kind) is OF_THE_OFFICE]
    assert [kind.label for kind in of_office] == [
        "年度办理工作总结", "考核自评表", "办理工作方案", "任务分解表", "重点提案办理进展周报", "科室催办单",
        "答复件落实情况一览表",
    ]  # fmt: skip


def test_every_list_and_choice_has_its_fields() -> None:
    assert set(LIST_FIELDS) == {
        "contacts",
        "pre_replies",
        "events",
        "milestones",
        "opinions",
        "papers",
        "addressees",
        "promises",
        "proof_lines",
    }
    assert list(LIST_FIELDS["proof_lines"]) == ["n", "what", "found", "wanted", "clause", "mark"]
    assert set(CHOICE_NAMES) == {"ratings", "results", "disclosures", "retentions", "roles"}


def test_facts_of_letters_are_facts_of_forms_too() -> None:
    assert {"number", "subject", "issuer", "issue_date", "salutation"} <= set(FORM_FACT_NAMES)
    assert {"unit", "unit_asked_at", "archive_name", "postcode_6", "round_mark"} <= set(FORM_FACT_NAMES)
    assert set(FORM_FACT_NAMES) >= MAY_BE_EMPTY


def test_marks_and_optional_facts_are_not_missed() -> None:
    assert {
        "key_mark", "round_mark", "remark", "archive_by", "co_units", "copies", "asks", "addressee_unit",
        "conversion", "followup_letters", "disclosure_reason", "published_place",
    } == MAY_BE_EMPTY  # fmt: skip


# Filling.
def test_a_missing_fact_leaves_a_blank_and_a_missing_date_room_for_a_date() -> None:
    filled = FACTS.fill("第{number}号，{subject}")
    assert (filled.text, filled.missing) == ("第085号，　　", ("subject",))
    for name in ("issue_date", "unit_asked_at", "unit_due_at"):
        assert FACTS.fill(f"{{{name}}}").text == "　　年　月　日"


def test_braces_around_anything_else_stay() -> None:
    assert FACTS.fill("{something} {number}").text == "{something} 085"


def test_in_a_repeated_row_the_entry_goes_first_and_leaves_its_gaps_empty() -> None:
    filled = FACTS.fill("{n} {what} {number} {who}", {"n": "1", "what": "走访"}, "milestones")
    assert filled.text == "1 走访 085 "
    # The row's own `what` is not that of the case, even where the entry has none.
    assert FACTS.fill("{what}", {}, "milestones").text == ""
    assert FACTS.fill("{what}", None, "milestones").text == ""


# Which cases a form fits.
def form(localities: tuple[str, ...] = (), matter_types: tuple[MatterType, ...] = ()) -> FormTemplate:
    return FormTemplate(
        "t", 1, "表", FormKind.FEEDBACK, FormPaper(210, 297, 20, 20, 25, 25), {}, (), localities=localities,
        matter_types=matter_types,
    )  # fmt: skip


PROPOSAL, SUGGESTION = MatterType.CPPCC_PROPOSAL, MatterType.NPC_SUGGESTION


@pytest.mark.parametrize(
    ("places", "types", "fits"),
    [
        ((), (), True),
        (("weixian",), (), True),
        (("ningbo", "weixian"), (), True),
        (("ningbo",), (), False),
        ((), (PROPOSAL,), True),
        ((), (SUGGESTION, PROPOSAL), True),
        ((), (SUGGESTION,), False),
        (("weixian",), (SUGGESTION,), False),
        (("ningbo",), (PROPOSAL,), False),
    ],
)
def test_a_form_fits_the_places_and_matters_it_names_or_all(
    places: tuple[str, ...], types: tuple[MatterType, ...], fits: bool
) -> None:
    assert form(places, types).fits(PROPOSAL, "weixian") is fits


def test_a_paper_over_many_cases_fits_no_single_case() -> None:
    paper = replace(form(), kind=FormKind.TASK_TABLE)
    assert paper.fits(PROPOSAL, "weixian") is False


# What a form's file may leave out (templates/README.zh.md).
def test_a_form_is_one_sheet_a_case_in_the_official_layout_unless_it_says_otherwise() -> None:
    plain = form()
    assert (plain.title, plain.layout, plain.for_each.value, plain.one_page, plain.page_numbers) == (
        "{form}",
        "gbt9704",
        "case",
        True,
        False,
    )


def test_a_cell_is_one_column_in_the_middle_with_ordinary_text() -> None:
    cell = FormCell()
    assert (cell.style, cell.span, cell.place, cell.apart, cell.fits, cell.last) == (
        "text",
        1,
        "middle",
        "　",
        (),
        "",
    )


def test_rows_and_parts_are_plain_unless_they_say_otherwise() -> None:
    row, part = FormRow(10.0, ()), FormPart()
    assert (row.each, row.at_least, row.across, row.stretch) == ("", 0, 1, 0.0)
    assert (part.style, part.head_rows, part.ruled, part.frame_pt) == ("text", 0, True, 0.5)
    style = FormStyle("内容", "body", 14, 20)
    assert (style.align, style.bold, style.keep_with_next) == ("left", False, False)
    assert (style.first_line_chars, style.left_chars, style.right_chars) == (0.0, 0.0, 0.0)
