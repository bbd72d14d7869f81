"""A case whose names are as long as they come: 30 co-signers, a subject of 120 characters, units with long names, many records."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.records.co_opinion import Position
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.opinions import ask_opinions, chase, receive_opinion
from desktop.services.handling.progress import move_case
from desktop.services.handling.promises import add_promise, note_progress
from desktop.services.handling.reviews import add_remark, record_review, review_disclosure
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply

SUBJECT = (
    "关于进一步推动临江片区高质量生物医药孵化器与专业化公共技术服务平台统筹建设、"
    "完善创新创业载体分类培育和绩效评价机制、设立产业引导基金并形成投资孵化服务闭环、"
    "引入市场化国际化专业运营团队以及健全跨部门会商协调与长期跟踪落实制度有关工作的提案"
)[:119] + "案"
UNITS = (
    "临江区投资促进和企业服务中心（区优化营商环境工作领导小组办公室）",
    "临江区人力资源和社会保障局（区就业促进工作联席会议办公室）",
    "临江区规划和自然资源局（区海绵城市建设推进工作领导小组办公室）",
    "临江区卫生健康委员会（区爱国卫生运动委员会办公室）",
)
SECTION = "科技创新发展与成果转化促进科（重点项目办公室）"
_LONG = (
    "请在正文中进一步说明产业引导基金的设立时间、出资比例、管理机构和退出办法，"
    "并核对引用的统计口径是否与年度公报一致，涉及其他部门的数据应注明来源。"
)
_FAMILY, _GIVEN = "林周吴郑王冯陈褚卫蒋", "晓舟明远致"


def proposers() -> tuple[Proposer, ...]:
    """The first proposer with 30 co-signers, each with a long unit."""
    names = ["欧阳晓舟", *(f"{_FAMILY[n % 10]}{_GIVEN[n % 5]}{_GIVEN[(n // 5) % 5]}" for n in range(30))]
    return tuple(
        Proposer(name, sector="无党派民主人士和新的社会阶层人士界", unit="临江区" + SECTION + "主任")
        for name in names
    )


def long_case(work: Workplace, number: str = "9001") -> Case:
    """Store the case with the records of its handling up to 待签发, and return it."""
    today = work.today
    case = create_case(
        work,
        Case(
            region="临江区", term=15, session=4, number=number, subject=SUBJECT, proposers=proposers(),
            body="\n".join([_LONG] * 12), asks=tuple(Ask(n, f"{_LONG}（之{n}）") for n in range(1, 7)),
            assigning_office="中国人民政治协商会议临江区委员会提案委员会办公室", lead_unit=UNITS[0], co_units=UNITS,
            is_key=True, supervising_leader="欧阳致远副主席", leader="上官文渊副主任", section=SECTION, officer="司马知行",
            assigned_at=today - timedelta(days=60), due_at=today + timedelta(days=12), remark=_LONG,
        ),
    )  # fmt: skip
    _record(work, case)
    return get_case(work, case.id)


def _record(work: Workplace, case: Case) -> None:
    today = work.today
    for status in (Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING):
        move_case(work, case.id, status)
    people = tuple(proposer.name for proposer in case.proposers[:6])
    for ago, way in ((40, ContactWay.PHONE), (20, ContactWay.VISIT)):
        day = today - timedelta(days=ago)
        record_contact(
            work, case.id, way, day=day, phase=ContactPhase.DURING, points=_LONG, their_people=people
        )
    asked = today - timedelta(days=30)
    ask_opinions(work, case.id, UNITS[:3], asked_at=asked, due_at=today - timedelta(days=3))
    chase(work, case.id, UNITS[0], note="答应本周五前报来")
    receive_opinion(work, case.id, UNITS[2], _LONG * 2, position=Position.AGREES)
    move_case(work, case.id, Status.DRAFTING)
    reply = open_reply(work, case.id)
    review = record_review(work, case.id, ReviewStage.SECTION, "司马知行", Verdict.CHANGES, _LONG)
    for section in reply.sections[1:3]:
        add_remark(work, review.id, section.key, _LONG, 1)
    review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer="吴主任")
    for days in (20, 200):
        promise = add_promise(work, case.id, _LONG, owner=SECTION, due_at=today + timedelta(days=days))
        note_progress(work, promise.id, _LONG)


def other_long_cases(work: Workplace, count: int = 3) -> None:
    """More cases with the same long names, 待签收."""
    for place in range(count):
        create_case(
            work,
            Case(
                region="临江区", term=15, session=4, number=f"91{place:02}", subject=f"{SUBJECT[:-3]}{place}提案",
                proposers=proposers(), lead_unit=UNITS[1], section=SECTION, assigned_at=work.today,
                due_at=work.today + timedelta(days=place + 1),
            ),
        )  # fmt: skip
