"""Two drivers for the same year: one calls the services, one runs command lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.cli.program import run
from desktop.cli.report_verbs import stats_json
from desktop.domain.case.case import Case
from desktop.domain.case.case_field import set_case_fields
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases import merging
from desktop.services.cases.cases import create_case, find_case
from desktop.services.handling import contacts, deadlines, feedback, opinions, progress, promises, reviews
from desktop.services.handling.due_list import due_items
from desktop.services.office.workplace import set_up
from desktop.services.reporting import statistics
from desktop.services.writing import drafting
from desktop.store.file.store import Store

_STATUS = {status.label: status for status in Status}
_WAY = {way.label: way for way in ContactWay}
_DISCLOSURE = {kind.label: kind for kind in Disclosure}
_LEVEL = {level.label: level for level in SignerLevel}
_SIGNED_BY = {"签发人": "周砚", "落款单位": "长宁区科学技术委员会"}
_WORDS = "场馆已经延时开放。"


class ServicesDriver:
    """Handles the year through desktop.services."""

    def __init__(self, folder: Path) -> None:
        self._day = date(2026, 2, 9)
        self.work = set_up(Store.in_memory(), folder, now=self._now, officer="周经办")

    def _now(self) -> datetime:
        return datetime.combine(self._day, datetime.min.time()).replace(hour=9)

    def _id(self, day: str, number: str) -> int:
        self._day = date.fromisoformat(day)
        return find_case(self.work, number).id

    def new(self, day: str, number: str, **facts: str) -> None:
        self._day = date.fromisoformat(day)
        create_case(self.work, set_case_fields(Case(), {"number": number, **facts}))

    def move(self, day: str, number: str, *statuses: str, note: str = "") -> None:
        case_id = self._id(day, number)
        for status in statuses:
            progress.move_case(self.work, case_id, _STATUS[status], note, jump=bool(note))

    def contact(self, day: str, number: str, way: str, points: str = "") -> None:
        contacts.record_contact(self.work, self._id(day, number), _WAY[way], points=points)

    def ask(self, day: str, number: str) -> None:
        opinions.ask_opinions(self.work, self._id(day, number))

    def receive(self, day: str, number: str, unit: str) -> None:
        opinions.receive_opinion(self.work, self._id(day, number), unit, f"{unit}同意。")
        opinions.merge_opinion(self.work, self._id(day, number), unit, "answer")

    def chase(self, day: str, number: str, unit: str) -> None:
        opinions.chase(self.work, self._id(day, number), unit)

    def write(self, day: str, number: str, **fields: str) -> None:
        case_id = self._id(day, number)
        drafting.set_reply_fields(self.work, case_id, _SIGNED_BY | fields)
        for section in drafting.open_reply(self.work, case_id).sections:
            drafting.write_section(self.work, case_id, section.key, _WORDS)

    def sign(self, day: str, number: str, level: str) -> None:
        reviews.finish_review(
            self.work, self._id(day, number), ReviewStage.LEADER, "周砚", Verdict.PASSED, level=_LEVEL[level]
        )

    def disclose(self, day: str, number: str, decision: str, reason: str = "") -> None:
        kind = _DISCLOSURE[decision]
        reviews.review_disclosure(
            self.work, self._id(day, number), kind, "沈秘书", secrecy_reviewer="吴主任", reason=reason
        )

    def publish(self, day: str, number: str) -> None:
        reviews.publish(self.work, self._id(day, number), "区政府网站")

    def feedback(self, day: str, number: str, rating: str, proposer: str) -> None:
        feedback.record_feedback(self.work, self._id(day, number), rating, proposer)

    def extend(self, day: str, number: str, new_due: str) -> None:
        deadlines.extend(
            self.work, self._id(day, number), date.fromisoformat(new_due), "待市级口径", "区府办"
        )

    def pause(self, day: str, number: str) -> None:
        deadlines.pause(self.work, self._id(day, number), "等待并案")

    def resume(self, day: str, number: str) -> None:
        deadlines.resume(self.work, self._id(day, number))

    def promise(self, day: str, number: str, text: str, due: str) -> None:
        promises.add_promise(self.work, self._id(day, number), text, due_at=date.fromisoformat(due))

    def keep(self, day: str, number: str) -> None:
        promises.keep_promise(self.work, promises.promises_of(self.work, self._id(day, number))[0].id)

    def convert(self, day: str, number: str, words: str) -> None:
        promises.convert_result(self.work, self._id(day, number), words, "展区已开放")

    def merge(self, day: str, number: str, into: str) -> None:
        merging.merge_case(self.work, self._id(day, number), find_case(self.work, into).id)

    def due(self, day: str, within: int) -> list[tuple[str, str, int]]:
        self._day = date.fromisoformat(day)
        return [(item.number, str(item.what), item.days) for item in due_items(self.work, within)]

    def statistics(self, day: str) -> dict[str, Any]:
        self._day = date.fromisoformat(day)
        return stats_json(statistics.gather_statistics(self.work))


class CommandLineDriver:
    """Handles the year with `chengban` verbs."""

    def __init__(self, folder: Path, output: Callable[[], tuple[str, str]]) -> None:
        self._folder = folder
        self._output = output

    def type(self, day: str, *words: str | Path) -> str:
        """Run one command line on that day; returns its standard output. It must succeed."""
        now = datetime.fromisoformat(f"{day}T09:00:00")
        code = run(["--data", str(self._folder), *map(str, words)], lambda: now, lambda: None)
        out, err = self._output()
        assert code == 0, (words, err)
        return out

    def new(self, day: str, number: str, **facts: str) -> None:
        options = [word for key, text in facts.items() for word in (f"--{key.replace('_', '-')}", text)]
        self.type(day, "new", "--number", number, *options)

    def move(self, day: str, number: str, *statuses: str, note: str = "") -> None:
        for status in statuses:
            self.type(day, "move", number, status, *(("--note", note) if note else ()))

    def contact(self, day: str, number: str, way: str, points: str = "") -> None:
        self.type(day, "contact", number, way, "--points", points)

    def ask(self, day: str, number: str) -> None:
        self.type(day, "opinion", number, "--ask")

    def receive(self, day: str, number: str, unit: str) -> None:
        self.type(day, "opinion", number, unit, "--text", f"{unit}同意。")
        self.type(day, "opinion", number, unit, "--merge", "answer")

    def chase(self, day: str, number: str, unit: str) -> None:
        self.type(day, "opinion", number, unit, "--chase", "")

    def write(self, day: str, number: str, **fields: str) -> None:
        self.type(day, "set", number, *(f"{key}={text}" for key, text in (_SIGNED_BY | fields).items()))
        for section in json.loads(self.type(day, "show", number, "--json"))["reply"]["sections"]:
            self.type(day, "write", number, section["key"], "--text", _WORDS)

    def sign(self, day: str, number: str, level: str) -> None:
        self.type(day, "review", number, "签发", "--by", "周砚", "--level", level)

    def disclose(self, day: str, number: str, decision: str, reason: str = "") -> None:
        self.type(
            day, "disclose", number, decision, "--by", "沈秘书", "--secrecy", "吴主任", "--reason", reason
        )

    def publish(self, day: str, number: str) -> None:
        self.type(day, "disclose", number, "--published", "区政府网站")

    def feedback(self, day: str, number: str, rating: str, proposer: str) -> None:
        self.type(day, "feedback", number, rating, "--proposer", proposer)

    def extend(self, day: str, number: str, new_due: str) -> None:
        self.type(day, "extend", number, new_due, "--reason", "待市级口径", "--by", "区府办")

    def pause(self, day: str, number: str) -> None:
        self.type(day, "pause", number, "--reason", "等待并案")

    def resume(self, day: str, number: str) -> None:
        self.type(day, "resume", number)

    def promise(self, day: str, number: str, text: str, due: str) -> None:
        self.type(day, "promise", number, text, "--due", due)

    def keep(self, day: str, number: str) -> None:
        first = json.loads(self.type(day, "promise", number, "--json"))[0]
        self.type(day, "promise", "--keep", str(first["promise"]["id"]))

    def convert(self, day: str, number: str, words: str) -> None:
        self.type(day, "promise", number, "--convert", words, "展区已开放")

    def merge(self, day: str, number: str, into: str) -> None:
        self.type(day, "merge", number, into)

    def due(self, day: str, within: int) -> list[tuple[str, str, int]]:
        found = json.loads(self.type(day, "list", "--due", str(within), "--json"))
        return [(item["number"], item["what"], item["days"]) for item in found]

    def statistics(self, day: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.type(day, "stats", "--json"))
        return found
