"""Which facts of a case and its letter leave a trace when they change: those that gates, clocks and figures rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.field_change import FieldChange, case_changes, change_words, reply_changes
from desktop.domain.case.reply import ReplyFields

DAY = date(2026, 4, 9)


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("handling_role", HandlingRole.SOLE, "主办", "独办"),
        ("matter_type", MatterType.NPC_SUGGESTION, "政协提案", "人大代表建议"),
        ("level", Level.CITY, "区", "市"),
        ("region", "长宁区", "", "长宁区"),
        ("locality", "foping", "", "foping"),
        ("is_key", True, "否", "是"),
        ("needs_feedback", False, "是", "否"),
        ("co_units", ("区教育局",), "", "区教育局"),
        ("assigned_at", DAY, "", "2026-04-09"),
        ("acknowledged_at", DAY, "", "2026-04-09"),
        ("due_at", DAY, "", "2026-04-09"),
        ("replied_at", DAY, "", "2026-04-09"),
    ],
)
def test_a_fact_that_something_rests_on_is_kept_with_old_and_new(
    key: str, value: object, old: str, new: str
) -> None:
    changed = replace(Case(), **{key: value})  # type: ignore[arg-type]
    assert case_changes(Case(), changed) == (FieldChange(key, old, new),)
    assert case_changes(changed, Case()) == (FieldChange(key, new, old),)
    assert case_changes(changed, changed) == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("subject", "关于停车的提案"),
        ("section", "科创科"),
        ("officer", "林越"),
        ("remark", "注"),
        ("category", "科技"),
    ],
)
def test_a_fact_that_nothing_rests_on_leaves_no_trace(key: str, value: str) -> None:
    assert case_changes(Case(), replace(Case(), **{key: value})) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("handling_result", "planned"),
        ("signer", "周砚"),
        ("issuer", "区科委"),
        ("issue_date", DAY),
        ("disclosure", Disclosure.PROACTIVE),
        ("disclosure_reason", "涉第三方"),
        ("document_number", "临科提复〔2026〕3号"),
    ],
)
def test_facts_of_the_letter_that_leave_a_trace(key: str, value: object) -> None:
    (change,) = reply_changes(ReplyFields(), replace(ReplyFields(), **{key: value}))  # type: ignore[arg-type]
    assert (change.field, change.old, bool(change.new)) == (key, "", True)


def test_several_changes_are_told_in_one_line_with_empty_ones_named() -> None:
    after = replace(Case(), handling_role=HandlingRole.SOLE, due_at=DAY)
    assert change_words(case_changes(Case(), after)) == "办理方式 主办→独办；办理期限 空→2026-04-09"
    assert change_words(()) == ""
