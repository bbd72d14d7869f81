"""The card 「填报」: what a case enters into an online handling system, item by item, to be copied."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.documents.plain_text import body_text
from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.domain.forms.portal import PortalEntry, PortalTemplate, fill_item
from desktop.services.cases.cases import get_case
from desktop.services.gates.joint_letter import letter_of
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import source_of
from desktop.services.writing.composing import compose_reply, layout_of


@dataclass(frozen=True, slots=True)
class PortalCard:
    """The entries of one case for one system, in the system's order; `choices` are all systems that fit the case."""

    case: Case
    portal: PortalTemplate
    choices: tuple[PortalTemplate, ...]
    entries: tuple[PortalEntry, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the items that are blank and should not be."""
        return tuple(entry.item.name for entry in self.entries if entry.is_missing)


def portals_for(work: Workplace, case: Case) -> tuple[PortalTemplate, ...]:
    """Every system that fits the case; the office's own first, then those of its place, then the general ones."""
    place = rules_of(work, case).id
    portals = work.library.portals
    fitting = [one for one in portals.values() if one.fits(case.matter_type, case.handling_role, place)]
    return tuple(sorted(fitting, key=lambda one: (one.id not in portals.own, not one.localities, one.id)))


def portal_card(work: Workplace, case_id: int, word: str = "") -> PortalCard:
    """The card of a case for the system that `word` names by id or name, else for the first that fits; writes nothing.

    Raises Refused for an unknown system, or if none fits.
    """
    case = get_case(work, case_id)
    portal, choices = _chosen(work, case, word.strip())
    facts, body = source_of(work, case_id).facts, _body(work, case)
    entries = tuple(fill_item(item, facts, body) for item in portal.items)
    return PortalCard(case, portal, choices, entries)


def _chosen(work: Workplace, case: Case, word: str) -> tuple[PortalTemplate, tuple[PortalTemplate, ...]]:
    choices = portals_for(work, case)
    if not choices:
        raise Refused("没有适用的填报项目", "请在 templates/portals 里补一份")
    every = (*choices, *work.library.portals.values())
    found = next((one for one in every if not word or word in {one.id, one.name}), None)
    if found is None:
        names = "、".join(f"{one.name}（{one.id}）" for one in choices)
        raise Refused(f"没有填报项目“{word}”", f"可以用：{names}")
    return found, choices


def _body(work: Workplace, case: Case) -> str:
    """The text of the letter that answers the case; "" without one."""
    reply = letter_of(work, case)
    if reply is None:
        return ""
    return body_text(compose_reply(work, case, reply, layout_of(work, reply)))
