"""What a mutant changes: mutmut's operators without those that mypy refuses, and four of our own.

Left out of mutmut's: a value, an argument or a whole function body replaced by None, a positional argument dropped,
letters turned upper or lower. The types of a strict code base notice nearly all of these, so they only flatter the score.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import libcst as cst
from mutmut.mutation import mutators

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# Calls in which a text is compared with what came in; other Chinese texts are only shown.
# fmt: off
READING_CALLS = frozenset(
    (
        "compile", "count", "endswith", "find", "findall", "finditer", "fullmatch", "get", "index",
        "lstrip", "maketrans", "match", "partition", "removeprefix", "removesuffix", "replace", "rfind",
        "rindex", "rpartition", "rsplit", "rstrip", "search", "split", "startswith", "strip", "sub",
    )
)
# fmt: on

Operator = Callable[[Any], Iterable[cst.CSTNode]]


def keyword_dropped(call: cst.Call) -> Iterable[cst.Call]:
    """`f(a, b=c)` -> `f(a)`: the default is used. `strict` of zip is a check that never fires."""
    for place, argument in enumerate(call.args):
        if argument.keyword is not None and argument.keyword.value != "strict":
            yield call.with_changes(args=[*call.args[:place], *call.args[place + 1 :]])


def marked_string(text: cst.SimpleString) -> Iterable[cst.BaseString]:
    """`"a"` -> `"XXaXX"`, which is the first of mutmut's three."""
    return itertools.islice(mutators.operator_string(text), 1)


def condition_turned(condition: cst.BaseExpression) -> Iterable[cst.CSTNode]:
    """`if a:` -> `if not a:`, where the condition holds no operator that mutmut would change."""
    if not isinstance(condition, cst.Comparison | cst.BooleanOperation | cst.UnaryOperation):
        inner = condition.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        yield cst.UnaryOperation(cst.Not(), inner, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def character_dropped(text: cst.SimpleString) -> Iterable[cst.SimpleString]:
    """`in "abc"` -> `in "ab"`: in a set of characters, to which others could be added unnoticed."""
    if len(text.value) > 2 and text.value[-2:-1] not in {"\\", text.quote}:
        yield text.with_changes(value=text.value[:-2] + text.value[-1])


def element_dropped(display: cst.Tuple | cst.List | cst.Set | cst.Dict) -> Iterable[cst.CSTNode]:
    """`{A, B}` -> `{B}` and `{A}`. A long list of texts is data, of which only the last is dropped."""
    elements = display.elements
    if len(elements) < 2 or (isinstance(display, cst.Tuple) and not display.lpar):
        return
    is_data = all(_is_text(element) for element in elements)
    for place in [len(elements) - 1] if is_data else range(len(elements)):
        yield display.with_changes(elements=_with_comma([*elements[:place], *elements[place + 1 :]]))


def _is_text(element: cst.BaseElement | cst.BaseDictElement) -> bool:
    return isinstance(element.value, cst.SimpleString | cst.ConcatenatedString)


def _with_comma(elements: list[Any]) -> list[Any]:
    """A tuple of one needs its comma."""
    return [*elements[:-1], elements[-1].with_changes(comma=cst.Comma())]


def call_dropped(statement: cst.Expr) -> Iterable[cst.CSTNode]:
    """`f(x)` as a statement -> `pass`."""
    if isinstance(statement.value, cst.Call):
        yield cst.Pass(semicolon=statement.semicolon)


OPERATORS: Sequence[tuple[type | tuple[type, ...], Operator]] = (
    (cst.BaseNumber, mutators.operator_number),
    (cst.SimpleString, marked_string),
    (cst.Name, mutators.operator_name),
    (cst.AugAssign, mutators.operator_augmented_assignment),
    (cst.UnaryOperation, mutators.operator_remove_unary_ops),
    (cst.Call, keyword_dropped),
    (cst.Call, mutators.operator_symmetric_string_methods_swap),
    (cst.Call, mutators.operator_unsymmetrical_string_methods_swap),
    (cst.CSTNode, mutators.operator_keywords),
    (cst.CSTNode, mutators.operator_swap_op),
    (cst.Match, mutators.operator_match),
    ((cst.Tuple, cst.List, cst.Set, cst.Dict), element_dropped),
    (cst.Expr, call_dropped),
)


def changed(node: cst.CSTNode, above: Sequence[cst.CSTNode]) -> Iterable[cst.CSTNode]:
    """Every node that may stand in place of `node`, which lies in the last of those `above` it."""
    holder = above[-1] if above else None
    if isinstance(node, cst.SimpleString) and _is_set_of_characters(above):
        yield from character_dropped(node)
        return
    if isinstance(holder, cst.If | cst.While | cst.CompIf | cst.IfExp) and node is holder.test:
        yield from condition_turned(holder.test)
    for kinds, operator in OPERATORS:
        if isinstance(node, kinds):
            yield from operator(node)


def is_left_alone(node: cst.CSTNode, above: Sequence[cst.CSTNode]) -> bool:
    """Whether neither `node` nor what it holds is mutated: types, imports, docstrings, wording, appearance."""
    match node:
        case (
            cst.Annotation()
            | cst.Decorator()
            | cst.Import()
            | cst.ImportFrom()
            | cst.Assert()
            | cst.TypeAlias()
        ):
            return True
        case cst.Call(func=cst.Name("isinstance" | "issubclass" | "cast" | "TypeVar" | "NewType" | "InForm")):
            return True
        case cst.If(test=cst.Name("TYPE_CHECKING")):
            return True
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
            return True
        case cst.SimpleString():
            return _is_plain_data(node, above) or (
                CHINESE.search(node.value) is not None and not _is_read(node, above)
            )
        case cst.BaseNumber():
            return any(isinstance(one, cst.Call) and _name(one.func) == "InList" for one in above[-3:])
        case _:
            return False


def _is_plain_data(text: cst.SimpleString, above: Sequence[cst.CSTNode]) -> bool:
    """A text in a list or table of texts, of which one row is dropped; "" as a default; the value of an enum's member.

    Enum values that are stored are held by the frozen stores; that the members differ is all that counts of the others.
    """
    match above[-3:]:
        case [*_, cst.Tuple() | cst.List() | cst.Set() as display, cst.Element()]:
            return len(display.elements) > 1 and all(map(_is_text, display.elements))
        case [*_, cst.Dict() as display, cst.DictElement()]:
            return all(map(_is_text, display.elements))
        case [*_, cst.AnnAssign()]:
            return text.raw_value == ""
        case [*_, cst.Assign()]:
            holders = [one for one in above if isinstance(one, cst.ClassDef | cst.FunctionDef)]
            return bool(holders) and isinstance(holders[-1], cst.ClassDef) and _is_enum(holders[-1])
        case _:
            return False


def _is_enum(holder: cst.ClassDef) -> bool:
    return any(_name(base.value) in {"StrEnum", "Enum", "IntEnum"} for base in holder.bases)


def _name(node: cst.CSTNode) -> str:
    return node.value if isinstance(node, cst.Name) else ""


def _is_set_of_characters(above: Sequence[cst.CSTNode]) -> bool:
    match above[-2:]:
        case [cst.Call(func=cst.Attribute(attr=cst.Name("strip" | "lstrip" | "rstrip"))), cst.Arg()]:
            return True
        case [*_, cst.ComparisonTarget(operator=cst.In() | cst.NotIn())]:
            return True
        case _:
            return False


def _is_read(text: cst.CSTNode, above: Sequence[cst.CSTNode]) -> bool:
    """Whether the program compares `text` with something; what it only shows is wording, for a reader to judge."""
    child = text
    for node in reversed(above):
        match node:
            case cst.Comparison() | cst.SubscriptElement() | cst.Set() | cst.MatchValue():
                return True
            case cst.Subscript():
                return False
            case cst.DictElement() if child is node.key:
                return True
            case cst.Call(func=cst.Name(name) | cst.Attribute(attr=cst.Name(name))) if child is not node.func:
                return name in READING_CALLS
            case cst.BaseStatement() | cst.BaseSmallStatement():
                return False
            case _:
                child = node
    return False
