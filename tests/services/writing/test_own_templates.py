"""Letter templates that an office puts into its own folder, and what they change in the choice for a case."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case, Level
from desktop.domain.intake.parsed_reply import ParsedReply, ReplyKind
from desktop.domain.intake.text.source import Recognised
from desktop.services.importing.reply_parts import template_for
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace
from desktop.services.writing.choices import fitting_templates, pick_template


def install(work: Workplace, shipped: str, name: str, *changes: tuple[str, str]) -> None:
    """The shipped template of that id under another one, with some of its lines changed."""
    text = (SHIPPED_TEMPLATES / "replies" / f"{shipped}.toml").read_text(encoding="utf-8")
    for old, new in ((f'id = "{shipped}"', f'id = "{name}"'), *changes):
        assert old in text
        text = text.replace(old, new)
    folder = work.data_dir / "templates" / "replies"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    work.template_cache.invalidate()


def test_of_two_templates_with_the_same_conditions_the_first_by_id_is_taken(
    work: Workplace, case: Case
) -> None:
    install(work, "district-cppcc", "a-own")
    assert pick_template(work, case, None).id == "a-own"
    install(work, "district-cppcc", "z-own")
    ids = [template.id for template in fitting_templates(work, case)]
    assert [one for one in ids if one in {"a-own", "district-cppcc", "z-own"}] == [
        "a-own",
        "district-cppcc",
        "z-own",
    ]


def test_a_second_round_without_a_template_of_its_kind_takes_the_best_that_fits(
    work: Workplace, case: Case
) -> None:
    assert pick_template(work, case, None, second=True).id == "second-reply"
    install(work, "second-reply", "second-reply", ('kind = "second_reply"', 'kind = "merged_reply"'))
    assert pick_template(work, case, None, second=True).id == "district-cppcc"


def test_a_template_with_half_of_the_result_line_prints_a_letter_that_has_it(
    work: Workplace, case: Case
) -> None:
    signed = ParsedReply(ReplyKind.REPLY, (), signer=Recognised("周砚", 0.9))
    national = replace(case, level=Level.NATIONAL)
    assert template_for(work, national, signed).id == "district-cppcc"
    install(
        work, "higher-level-letter", "z-right", ('result_right = ""', 'result_right = "签发人：{signer}"')
    )
    assert template_for(work, national, signed).id == "z-right"
