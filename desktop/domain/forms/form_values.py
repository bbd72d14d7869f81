"""Facts used only by forms: addressees, co-handling units, reviews, disclosure, contacts and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from desktop.domain.case.case import MatterType, Proposer, ProposerKind
from desktop.domain.case.event import Event
from desktop.domain.letter.facts import salutation
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.pre_reply import PreReply
from desktop.domain.records.promise import Progress, Promise
from desktop.domain.records.review import DisclosureRecord, Review, ReviewStage, Verdict
from desktop.domain.rules.locality import Salutations
from desktop.domain.words.dates import chinese_date, iso_moment

Entry = Mapping[str, str]

_REVIEW_FACTS = {
    ReviewStage.SECTION: "section_review",
    ReviewStage.OFFICE: "office_review",
    ReviewStage.COUNTERSIGN: "countersign",
    ReviewStage.LEADER: "sign_off",
}
_LONGEST_NAME = 6
SIGN_BLANK = "年　　月　　日"
"""Content of an empty box of the approval sheet: space for a name, and a date to complete by hand."""


def addressee_values(proposer: Proposer, words: Salutations) -> dict[str, str]:
    """The facts of one addressee 「收件人」; unknown ones are absent. The postcode is also given as single digits."""
    named = salutation((proposer,), words).rstrip("：:")
    values = {
        "addressee": named,
        "addressee_name": proposer.name,
        "addressee_unit": proposer.unit,
        "addressee_sector": proposer.sector or proposer.party,
        "addressee_address": proposer.address,
        "addressee_postcode": proposer.postcode,
        "addressee_phone": proposer.phone,
    }
    values |= {f"postcode_{place}": digit for place, digit in enumerate(proposer.postcode[:6], 1)}
    return {name: value for name, value in values.items() if value}


def addressee_entries(proposers: Iterable[Proposer], matter: MatterType, sender: str) -> tuple[Entry, ...]:
    """The entries of a sheet of address labels, one per proposer."""
    return tuple(
        {
            "name": proposer.name,
            "title": matter.member_title if proposer.kind is ProposerKind.PERSON else "",
            "unit": proposer.unit,
            "address": proposer.address,
            "postcode": proposer.postcode,
            "sender": sender,
        }
        for proposer in proposers
    )


def unit_values(opinion: CoOpinion, today: date, chased: int) -> dict[str, str]:
    """The facts of one co-handling unit: day asked, due day, days waited."""
    values = {
        "unit": opinion.unit,
        "unit_asked_at": chinese_date(opinion.asked_at or today),
        "unit_due_at": chinese_date(opinion.due_at),
        "unit_waiting": _waiting(opinion, today),
        "chase_count": str(chased),
    }
    return {name: value for name, value in values.items() if value}


def _waiting(opinion: CoOpinion, today: date) -> str:
    days = (today - opinion.due_at).days if opinion.due_at else None
    if days is None:
        return "至今尚未收到贵单位的意见。"
    if days > 0:
        return f"至今已超过期限{days}天，尚未收到贵单位的意见。"
    return f"距反馈期限还有{-days}天，尚未收到贵单位的意见。" if days else "今天到期，尚未收到贵单位的意见。"


def review_values(reviews: Iterable[Review], round_number: int) -> dict[str, str]:
    """The boxes of the approval sheet: each stage's last consent of this round, else space to sign."""
    given: dict[ReviewStage, list[Review]] = {}
    drafts = 1
    for review in reviews:
        if review.round == round_number:
            drafts = max(drafts, review.draft)
            given.setdefault(review.stage, []).append(review)
    values = {name: _box(given.get(stage, []), stage) for stage, name in _REVIEW_FACTS.items()}
    return values | {"draft_count": str(drafts)}


def _box(reviews: list[Review], stage: ReviewStage) -> str:
    passed = [review for review in reviews if review.verdict is Verdict.PASSED]
    shown = passed if stage is ReviewStage.COUNTERSIGN else passed[-1:]
    return "\n".join(map(_signed, shown)) or SIGN_BLANK


def _signed(review: Review) -> str:
    """Remark, reviewer and date of a review; a unit's name and the date are on separate lines."""
    apart = "\n" if len(review.reviewer) > _LONGEST_NAME else "　"
    said = review.remark or f"{review.verdict.label}。"
    return f"{said}\n{review.reviewer}{apart}{chinese_date(review.day)}"


def disclosure_values(record: DisclosureRecord | None) -> dict[str, str]:
    """Reviewers and result of the disclosure review; {} before it.

    Of the secrecy review only reviewer and day are recorded: the line of the opinion is left to be written by hand.
    """
    if record is None:
        return {}
    day = chinese_date(record.decided_at)
    reason = f"（{record.reason}）" if record.reason else ""
    values = {"disclosure_review": f"{record.decision.label}{reason}\n{record.reviewer}　{day}"}
    if record.secrecy_reviewer:
        values["secrecy_review"] = f"\n{record.secrecy_reviewer}　{day}"
    return values


def disclosure_boxes(record: DisclosureRecord | None) -> dict[str, str]:
    """What the sheet of the joint review has beyond `disclosure_values`: boxes to sign, the form, where it was published."""
    given = disclosure_values(record)
    boxes = {
        "disclosure_box": given.get("disclosure_review", SIGN_BLANK),
        "secrecy_box": given.get("secrecy_review", SIGN_BLANK),
    }
    if record is None:
        return boxes
    published = {"published_at": chinese_date(record.published_at), "published_place": record.place}
    return boxes | {"disclosure_form": record.form} | (published if record.published_at else {})


def contact_entries(contacts: Iterable[Contact]) -> tuple[Entry, ...]:
    """The contacts as rows, oldest first; a waiver is included with its reason."""
    by_day = sorted(contacts, key=lambda contact: (contact.day, contact.id))
    return tuple(
        {
            "n": str(number),
            "day": chinese_date(contact.day),
            "phase": contact.phase.label,
            "way": contact.way.label,
            "ours": _people("我方：", contact.our_people) if contact.way is not ContactWay.WAIVED else "",
            "theirs": _people("对方：", contact.their_people) if contact.way is not ContactWay.WAIVED else "",
            "place": contact.place,
            "points": contact.points,
            "attitude": contact.attitude,
            "words": f"{chinese_date(contact.day)}{contact.way.label}" + _after("：", contact.points),
        }
        for number, contact in enumerate(by_day, 1)
    )


def return_values(asked: Event | None, due: date | None, today: date) -> dict[str, str]:
    """The day of the request for return 「申请退办」 (that of its event, else today), and whether it is within the window."""
    day = asked.happened_on if asked else today
    if due is None:
        words = "按规定"
    elif day <= due:
        words = f"按规定在申退期限{chinese_date(due)}以前"
    else:
        words = f"因情况特殊，在申退期限{chinese_date(due)}以后"
    return {"return_day": chinese_date(day), "return_words": words}


def _after(mark: str, words: str) -> str:
    return mark + words if words else ""


def _before(mark: str, words: str) -> str:
    return words + mark if words else ""


def _in_brackets(*words: str) -> str:
    known = "，".join(filter(None, words))
    return f"（{known}）" if known else ""


def pre_reply_entries(shown: Iterable[PreReply]) -> tuple[Entry, ...]:
    """The drafts shown to proposers as rows, oldest first."""
    by_day = sorted(shown, key=lambda one: (one.shown_at, one.id))
    return tuple(
        {
            "n": str(number),
            "day": chinese_date(one.shown_at),
            "who": one.proposer,
            "way": one.way.label,
            "draft": f"第{one.draft}稿",
            "answer": one.state,
            "words": one.words,
            "settled": f"处理：{one.settled}" if one.settled else "",
            "answered": chinese_date(one.answered_at),
        }
        for number, one in enumerate(by_day, 1)
    )


def _people(before: str, names: tuple[str, ...]) -> str:
    return _after(before, "、".join(names))


def contact_values(contacts: Iterable[Contact]) -> dict[str, str]:
    """The ways of contact in the order of their first use, the newest day, their number; a waiver is a way without day."""
    by_day = sorted(contacts, key=lambda contact: (contact.day, contact.id))
    held = [contact for contact in by_day if contact.way is not ContactWay.WAIVED]
    return {
        "contact_ways": "、".join(dict.fromkeys(contact.way.label for contact in held or by_day)),
        "contact_day": chinese_date(held[-1].day) if held else "",
        "contact_count": str(len(held)) if held else "",
    }


def event_entries(events: Iterable[Event]) -> tuple[Entry, ...]:
    """The case's history as rows."""
    return tuple(
        {
            "n": str(number),
            "day": chinese_date(event.at.date()),
            "time": iso_moment(event.at),
            "what": event.label,
            "who": event.who,
        }
        for number, event in enumerate(events, 1)
    )


def milestone_entries(events: Iterable[Event]) -> tuple[Entry, ...]:
    """The moves of the case as rows: target status, day, officer."""
    moves = [event for event in events if event.to_status is not None]
    return tuple(
        {
            "n": str(number),
            "what": event.to_status.label if event.to_status else "",
            "day": chinese_date(event.at.date()),
            "who": event.who,
        }
        for number, event in enumerate(moves, 1)
    )


def opinion_entries(opinions: Iterable[CoOpinion], today: date) -> tuple[Entry, ...]:
    """The co-handling units as rows."""
    return tuple(
        {
            "n": str(number),
            "unit": opinion.unit,
            "asked": chinese_date(opinion.asked_at),
            "due": chinese_date(opinion.due_at),
            "received": chinese_date(opinion.received_at),
            "position": opinion.position.label,
            "state": opinion.state(today).label,
            "words": f"{opinion.unit}：{opinion.position.label or opinion.state(today).label}",
        }
        for number, opinion in enumerate(opinions, 1)
    )


def promise_entries(
    promises: Iterable[Promise], today: date, notes: Mapping[int, tuple[Progress, ...]] = MappingProxyType({})
) -> tuple[Entry, ...]:
    """The promises as rows; `notes` is the progress of each, by its id."""
    return tuple(
        {
            "n": str(number),
            "text": promise.text,
            "owner": promise.owner,
            "due": chinese_date(promise.due_at),
            "state": promise.state(today).label,
            "kept": chinese_date(promise.kept_at),
            "progress": "\n".join(f"{chinese_date(one.day)} {one.note}" for one in notes.get(promise.id, ())),
            "words": promise.text + _in_brackets(_before("前", chinese_date(promise.due_at)), promise.owner),
        }
        for number, promise in enumerate(promises, 1)
    )
