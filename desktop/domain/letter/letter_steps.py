"""The changes of a letter, step by step, to be undone and redone 「撤销、重做」 in whatever section or field they were made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from desktop.domain.case.reply import Reply, Section

MOST = 400
"""Steps that are kept; older ones are forgotten."""
_MOST_CHARACTERS = 20_000_000
_ENDS = "。！？；\n"
"""What ends a step of typing: undo takes back a sentence, not a page."""
_LONGEST = 60
"""Most characters of one step of typing without such an end."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change from `before` to `after`, made at `place`: the key of a section, or of a field of the letter."""

    place: str
    before: Reply
    after: Reply

    @property
    def sections(self) -> tuple[str, ...]:
        """The keys of the sections that were added, removed or rewritten."""
        keys = dict.fromkeys(one.key for one in (*self.before.sections, *self.after.sections))
        return tuple(key for key in keys if self.before.section(key) != self.after.section(key))

    @property
    def fields(self) -> tuple[str, ...]:
        """The keys of the fields of the letter that were changed."""
        old, new = self.before.fields, self.after.fields
        return tuple(one.name for one in fields(old) if getattr(old, one.name) != getattr(new, one.name))

    def back(self) -> Step:
        """The step that takes this one back."""
        return Step(self.place, self.after, self.before)

    def made_in(self, present: Reply) -> Reply:
        """The letter with this change made in it, and nothing else changed: what a service has stored since stays."""
        changed = {name: getattr(self.after.fields, name) for name in self.fields}
        layout = present.layout if self.before.layout == self.after.layout else self.after.layout
        return replace(
            present,
            sections=self._sections_in(present),
            fields=replace(present.fields, **changed),
            layout=layout,
        )

    def _sections_in(self, present: Reply) -> tuple[Section, ...]:
        rewritten = {key: one for key in self.sections if (one := self.after.section(key)) is not None}
        same_keys = [one.key for one in self.before.sections] == [one.key for one in self.after.sections]
        order = present.sections if same_keys else self.after.sections
        return tuple(rewritten.get(one.key) or present.section(one.key) or one for one in order)


class Difference(NamedTuple):
    """The one stretch in which two texts differ: what stood at `start`, and what stands there now."""

    start: int
    removed: str
    put_in: str


def difference(old: str, new: str) -> Difference:
    """Where two texts differ: all that stands before and behind is the same."""
    most = min(len(old), len(new))
    start = _longest(most, lambda length: old[:length] == new[:length])
    tail = _longest(most - start, lambda length: old[len(old) - length :] == new[len(new) - length :])
    return Difference(start, old[start : len(old) - tail], new[start : len(new) - tail])


def _longest(most: int, agrees: Callable[[int], bool]) -> int:
    """The greatest length up to `most` that agrees, as all below it do: texts of a million characters are compared in no time."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if agrees(middle) else (least, middle - 1)
    return least


def _goes_on(first: Step, second: Step) -> bool:
    """True if the second step only types, or deletes, further where the first one stopped."""
    if first.place != second.place or first.fields or second.fields:
        return (
            bool(first.fields) and first.fields == second.fields and first.sections == second.sections == ()
        )
    if not first.sections == second.sections == (first.place,):
        return False
    old, middle, new = (_text(one, first.place) for one in (first.before, first.after, second.after))
    one, two = difference(old, middle), difference(middle, new)
    if one.put_in and not one.removed and two.put_in and not two.removed:
        at_end = two.start == one.start + len(one.put_in)
        return at_end and one.put_in[-1] not in _ENDS and len(one.put_in) + len(two.put_in) <= _LONGEST
    deletes = not one.put_in and not two.put_in
    return deletes and one.start in {two.start, two.start + len(two.removed)} and len(one.removed) < _LONGEST


def _text(reply: Reply, key: str) -> str:
    section = reply.section(key)
    return section.text if section is not None else ""


def _light(steps: list[Step]) -> list[Step]:
    """The newest of these steps whose texts fit into memory; the last one always."""
    room = _MOST_CHARACTERS
    for place in range(len(steps) - 1, -1, -1):
        room -= sum(len(_text(steps[place].before, key)) for key in steps[place].sections)
        if room < 0:
            return steps[min(place + 1, len(steps) - 1) :]
    return steps


class LetterSteps:
    """The steps of one letter since it was opened."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open = False

    def forget(self) -> None:
        """Begin anew: with another letter, or where one may not be taken back any further."""
        self._done, self._undone, self._open = [], [], False

    def close(self) -> None:
        """Let what comes be a step of its own."""
        self._open = False

    def note(self, step: Step) -> None:
        """Remember a change; typing that goes on belongs to the step before. What was undone can no longer be redone."""
        last = self._done[-1] if self._done and self._open else None
        if last is not None and _goes_on(last, step):
            self._done[-1] = Step(last.place, last.before, step.after)
        else:
            self._done = _light([*self._done[1 - MOST :], step])
        self._undone, self._open = [], True

    def undo(self) -> Step | None:
        """The step that takes the last change back; None if there is none."""
        self._open = False
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1].back()

    def redo(self) -> Step | None:
        """The step that makes the last change undone once more; None if there is none."""
        self._open = False
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def undo_older(self, older: Step) -> Step:
        """The step that takes back a change from before the first one; it can be redone."""
        self._open = False
        self._undone.append(older)
        return older.back()
