"""The contents of a template as lines for reading: sections of a reply, measures of a layout, rules of a rule book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.figures.rates import compute_rates
from desktop.domain.figures.self_check import MEASURES, ScoreItem, ScoreSheet
from desktop.domain.forms.form_facts import FORM_FACT_NAMES, LIST_FIELDS
from desktop.domain.forms.form_template import FormTemplate
from desktop.domain.forms.portal import PortalItem, PortalTemplate
from desktop.domain.letter.facts import FACT_NAMES
from desktop.domain.letter.placeholder import fill
from desktop.domain.letter.reply_template import Filler, ReplyTemplate, SectionPlan
from desktop.domain.rules.clock import Clock
from desktop.domain.rules.locality import Channel, Locality, RateRules, RequiredParts, SigningRules
from desktop.services.office.template_files import TemplateKind
from desktop.services.office.workplace import Workplace
from desktop.typesetting.model.layout import Layout

_FILLERS = {
    Filler.SYSTEM: "系统填",
    Filler.OFFICER: "经办人写",
    Filler.SECTION_HEAD: "科室负责人写",
    Filler.LEADER: "领导写",
    Filler.CO_UNIT: "会办单位写",
    Filler.OFFICE: "办公室写",
}


@dataclass(frozen=True, slots=True)
class TemplateFact:
    """One line: subject, value, and a remark or source."""

    label: str
    words: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Lines under one heading."""

    heading: str
    facts: tuple[TemplateFact, ...]


def template_facts(work: Workplace, kind: TemplateKind, template_id: str) -> tuple[FactGroup, ...]:
    """The contents of a template. Raises TemplateProblem if there is none of that id."""
    return tuple(group for group in _groups(work, kind, template_id) if group.facts)


def _groups(work: Workplace, kind: TemplateKind, template_id: str) -> Iterator[FactGroup]:
    library = work.library
    match kind:
        case TemplateKind.REPLY:
            return _of_reply(library.reply(template_id), library.layouts)
        case TemplateKind.LAYOUT:
            return _of_layout(library.layout(template_id))
        case TemplateKind.FORM:
            return _of_form(library.form(template_id))
        case TemplateKind.LOCALITY:
            return _of_locality(library.locality(template_id))
        case TemplateKind.PORTAL:
            return _of_portal(library.portal(template_id))
        case TemplateKind.SCORE:
            return _of_score(library.score(template_id))


def _of_reply(template: ReplyTemplate, layouts: dict[str, Layout]) -> Iterator[FactGroup]:
    layout = layouts.get(template.layout)
    uses = (
        TemplateFact(REGISTRY["matter_type"].window_label, _labels(template.matter_types)),
        TemplateFact(REGISTRY["level"].window_label, _labels(template.levels)),
        TemplateFact(REGISTRY["handling_role"].window_label, _labels(template.roles)),
        TemplateFact("版式", layout.name if layout else template.layout),
    )
    yield FactGroup("用于", uses)
    frame = (
        TemplateFact(REGISTRY["title_lines"].field.label, " / ".join(template.title_lines)),
        TemplateFact(
            REGISTRY["handling_result"].field.label,
            "　".join(filter(None, (template.result_left, template.result_right))),
        ),
        TemplateFact(REGISTRY["salutation"].field.label, template.salutation),
        TemplateFact(REGISTRY["note"].field.label, template.note),
        TemplateFact(REGISTRY["copies_to"].field.label, template.copies),
    )
    spelled = (replace(fact, words=_spelled_out(fact.words)) for fact in frame if fact.words)
    yield FactGroup("信的头尾", tuple(spelled))
    yield FactGroup("各节", tuple(map(_section, template.sections)))


def _spelled_out(text: str) -> str:
    """A wording with the Chinese names of its placeholders: 「对【届次全称】第【编号】号…」."""
    return fill(text, {name: f"【{words}】" for name, words in FACT_NAMES.items()}, names=FACT_NAMES).text


def _section(plan: SectionPlan) -> TemplateFact:
    words = "，".join((_FILLERS[plan.filler], "必写" if plan.required else "可以不写"))
    least, most = plan.advice
    words += f"，{least}—{most} 字" if most else ""
    prompt = plan.prompt or _spelled_out(plan.starter)
    return TemplateFact(plan.label, words, prompt)


def _of_layout(layout: Layout) -> Iterator[FactGroup]:
    paper, grid = layout.paper, layout.grid
    yield FactGroup(
        "纸面",
        (
            TemplateFact(
                "纸张", f"{paper.width_mm:g} × {paper.height_mm:g} 毫米", layout.clauses.get("paper", "")
            ),
            TemplateFact(
                "页边",
                f"上 {paper.top_mm:g}、下 {paper.bottom_mm:g}、左 {paper.left_mm:g}、右 {paper.right_mm:g} 毫米",
            ),
            TemplateFact("每行字数", f"{grid.chars} 字", layout.clauses.get("grid.chars", "")),
            TemplateFact(
                "每页行数",
                f"{grid.lines} 行，行距 {grid.pitch_pt:g} 磅",
                layout.clauses.get("grid.lines", ""),
            ),
        ),
    )
    styles = (
        TemplateFact(
            style.name,
            f"{layout.fonts[style.font].east_asian}，{style.size_pt:g} 磅",
            layout.clauses.get(f"styles.{key}", "") or layout.clauses.get(f"styles.{key}.font", ""),
        )
        for key, style in layout.styles.items()
    )
    yield FactGroup("字体字号", tuple(styles))


def _of_form(form: FormTemplate) -> Iterator[FactGroup]:
    paper = form.paper
    yield FactGroup(
        "用于",
        (
            TemplateFact("用途", form.kind.label),
            TemplateFact(REGISTRY["matter_type"].window_label, _labels(form.matter_types)),
            TemplateFact("纸张", f"{paper.width_mm:g} × {paper.height_mm:g} 毫米"),
        ),
    )


def _of_portal(portal: PortalTemplate) -> Iterator[FactGroup]:
    yield FactGroup(
        "用于",
        (
            TemplateFact(REGISTRY["matter_type"].window_label, _labels(portal.matter_types)),
            TemplateFact(REGISTRY["handling_role"].window_label, _labels(portal.roles)),
        ),
    )
    yield FactGroup("各项", tuple(map(_portal_item, portal.items)))


def _portal_item(item: PortalItem) -> TemplateFact:
    known = {**FORM_FACT_NAMES, **LIST_FIELDS.get(item.each, {})}
    words = (
        "答复正文"
        if item.body
        else fill(item.text, {name: f"【{said}】" for name, said in known.items()}).text
    )
    words += f"（每段不超过 {item.limit} 字）" if item.limit else ""
    return TemplateFact(item.name, words + ("，可以不填" if item.optional else ""), item.hint)


def _of_score(sheet: ScoreSheet) -> Iterator[FactGroup]:
    """The items by group; each with its points, what is measured and how points go off."""
    if not sheet.confirmed:
        yield FactGroup("说明", (TemplateFact("请核对", "分值和扣分没有核对过当年的考核通知（待核）"),))
    for group in dict.fromkeys(item.group for item in sheet.items):
        items = (item for item in sheet.items if item.group == group)
        yield FactGroup(group or "各项", tuple(map(_score_item, items)))


def _score_item(item: ScoreItem) -> TemplateFact:
    words = f"{item.points:g} 分，{item.rule.label}"
    words += f" {item.per:g} 分" if item.per else ""
    words += f"，{MEASURES[item.measure]}" if item.measure else ""
    words += f"，目标 {item.target:.0%}" if item.target is not None else ""
    return TemplateFact(item.name, words, item.words)


_TO_CHECK = "（待核）"


def _of_locality(rules: Locality) -> Iterator[FactGroup]:
    if rules.note:
        yield FactGroup("说明", (TemplateFact("请核对", rules.note),))
    clocks = (_ruled(clock.name.label, clock.words_in_full, clock) for clock in rules.clocks)
    yield FactGroup("期限", tuple(clocks))
    for channel in rules.channels:
        results = "、".join(result.label for result in channel.choices)
        scale = "、".join(rating.label for rating in channel.ratings)
        facts = (_ruled("办理结果", results, channel), TemplateFact("征询意见", scale))
        yield FactGroup(channel.noun, tuple(fact for fact in facts if fact.words))
    yield FactGroup("签发、必备和统计", tuple(_duties(rules)))
    sources = (TemplateFact(source.read.label, source.words) for source in rules.sources)
    yield FactGroup("依据", tuple(sources))


def _ruled(
    label: str, words: str, rule: Clock | Channel | SigningRules | RequiredParts | RateRules
) -> TemplateFact:
    """A rule with its basis; 「（待核）」 behind one that was not confirmed by its source."""
    return TemplateFact(label, words + ("" if rule.confirmed or not words else _TO_CHECK), rule.basis)


def _duties(rules: Locality) -> Iterator[TemplateFact]:
    signing, rates = rules.signing, rules.rates
    words = f"一般由{signing.ordinary.label}，重点由{signing.key.label}，集体提案由{signing.group.label}"
    if signing.suggestion is not signing.ordinary:
        words += f"，代表建议由{signing.required(suggestion=True).label}"
    yield _ruled("签发人", words, signing)
    yield _ruled("沟通", rules.required.contact.label, rules.required)
    returned = "收回的征询意见表" if rates.satisfaction_base == "returned" else "已答复件"
    counted = "，每件只算最低的一份" if rates.satisfaction_by == "case" else ""
    yield _ruled("满意率的分母", returned + counted, rates)
    targets = "；".join(_targets(rates))
    if targets:
        yield TemplateFact("目标值", targets)


def _targets(rates: RateRules) -> Iterator[str]:
    """「按时办复率 100%」, 「面商率 11 至 49 件 75%」."""
    labels = {rate.key: rate.label for rate in compute_rates((), rates)}
    for key, target in rates.targets.items():
        yield f"{labels.get(key, key)} {target:.0%}"
    for tier in rates.tiers:
        most = f"{tier.least} 至 {tier.most} 件" if tier.least else f"{tier.most} 件以下"
        volume = most if tier.most else f"{tier.least} 件以上"
        yield f"{labels.get(tier.rate, tier.rate)} {volume} {tier.target:.0%}"


def _labels(values: Iterable[object]) -> str:
    return "、".join(str(getattr(value, "label", value)) for value in values) or "都可以用"
