"""Places 「地方」 whose rule books are installed: found by id or Chinese name, refused with the list if unknown."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case, MatterType
from desktop.domain.errors import Refused
from desktop.domain.rules.locality import Locality
from desktop.services.office.workplace import Workplace


def place_choices(
    work: Workplace, matter_type: MatterType | None = None, keep: str = ""
) -> tuple[tuple[str, str], ...]:
    """(id, name) of every installed rule book, or of those for matters of that type.

    `keep` is an id chosen in earlier days; it stays on the list though no book has it, so that a form does not drop it.
    """
    books = work.library.localities.values()
    known = {book.id: book.name for book in books if matter_type is None or book.covers(matter_type)}
    kept = {keep: f"{keep}（原来选的）"} if keep and keep not in known else {}
    return tuple((known | kept).items())


def book_named(work: Workplace, words: str, matter_type: MatterType) -> Locality | None:
    """The installed rule book of that id, name or region for matters of that type; None if there is none."""
    fitting = (book for book in work.library.localities.values() if book.covers(matter_type))
    return next((book for book in fitting if book.is_named(words)), None)


def place_name(work: Workplace, identity: str) -> str:
    """The name of the installed rule book of that id; the id itself where none is installed."""
    return next((book.name for book in work.library.localities.values() if book.id == identity), identity)


def place_id(work: Workplace, words: str, matter_type: MatterType | None = None) -> str:
    """The id of the place that a person names by id or Chinese name; "" for "", which leaves the choice to the case's region.

    Without a matter type, words that name a book for each kind (an id of earlier days) stay as they are.
    Raises Refused with the known places for an unknown one, and for one without rules for matters of that type.
    """
    if not words.strip():
        return ""
    kinds = (matter_type,) if matter_type else tuple(MatterType)
    found = {book.id for kind in kinds if (book := book_named(work, words, kind))}
    if not found:
        names = "、".join(f"{name}（{book_id}）" for book_id, name in place_choices(work, matter_type))
        kind = f"{matter_type.label}的" if matter_type else ""
        raise Refused(f"没有“{words.strip()}”这个地方{kind}办理规则", f"可以写：{names}")
    return found.pop() if len(found) == 1 else words.strip()


def with_known_place(work: Workplace, case: Case, before: Case | None = None) -> Case:
    """The case with its place as an id. Raises Refused for a place that is unknown, unless `before` has it already."""
    if before is not None and before.locality == case.locality:
        return case
    return replace(case, locality=place_id(work, case.locality, case.matter_type))
