"""Who waits for a task is freed in each of its endings: done, refused, or broken by a fault of the program.

`Task.settled` is emitted in all three. So what bars something while a task runs names it, and a slot of `failed` only tells
what was refused: whatever else it did would be missing after a fault.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "desktop" / "ui"

SENDS = {"send", "send_steps", "read"}
BARS = {"hold", "set_busy", "show_progress"}
"""Methods that keep the officer from beginning the same again; so does a button that is disabled and a flag that is set."""

TELLING = {"failed", "show_error"}
OTHERS = {
    "reply_session.py _take_failure": "frees what waited for the save; after a fault `broken` does",
    "page_composer.py _tell": "tells the same error once",
    "move_controller.py partial": "tells, and shows what is missing",
    "case_dialogs.py _ask_why": "puts the cursor where the reason is to be typed",
    "case_dialogs.py _offer_binned": "shows the refusal in the notice of the dialog, with an offer",
    "store_worker.py append": "notes that something was refused while the window closes",
    "board_moves.py partial": "tells with the number of the case",
    "casework_controller.py refuse": "tells with the number of the case, unless a dialog does",
    "export_controller.py partial": "tells with the number of the case",
    "many_cases_controller.py lambda": "shows the dialog again that asked for the job",
    "notices.py partial": "tells with the case of the page",
    "notices.py lambda": "tells as the page in front",
    "board_moves.py offer": "tells by a notice that offers the jump",
    "intake_session.py lambda": "names the file that was refused; after a fault `broken` does",
    "print_dialog.py failed": "a signal that is passed in",
}


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for file in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield file.name, node


def _calls(function: ast.FunctionDef) -> set[str]:
    return {
        node.func.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def _disables(function: ast.FunctionDef) -> bool:
    """True if a widget is disabled, or a flag of the object set."""
    words = [ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Call | ast.Assign)]
    return any(".setEnabled(False)" in one or re.fullmatch(r"self\.\w+ = True", one) for one in words)


def _names(function: ast.FunctionDef) -> set[str]:
    return {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}


def _follows_a_task(function: ast.FunctionDef) -> bool:
    takes = any(ast.unparse(argument.annotation or argument) == "Task" for argument in function.args.args)
    return takes or bool(SENDS & _calls(function))


def test_what_bars_while_a_task_runs_is_freed_when_it_is_settled() -> None:
    barring = {
        f"{file} {function.name}": "settled" in _names(function)
        for file, function in _functions()
        if _follows_a_task(function) and (_disables(function) or BARS & _calls(function))
    }
    assert len(barring) >= 6
    assert [place for place, freed in barring.items() if not freed] == []


def _handlers(tree: ast.AST) -> Iterator[ast.expr]:
    """What is connected to a signal named `failed`."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "connect"
            and isinstance(node.func.value, ast.Attribute)
            and node.func.value.attr == "failed"
        ):
            yield node.args[0]


def _name(handler: ast.expr) -> str:
    match handler:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case ast.Call(func=ast.Name(id=name)):
            return name
        case _:
            return "lambda"


def test_a_slot_of_failed_only_tells_what_was_refused() -> None:
    found = set()
    for file in sorted(UI.rglob("*.py")):
        for handler in _handlers(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(handler, ast.Attribute) and handler.attr in TELLING):
                found.add(f"{file.name} {_name(handler)}")
    assert found == OTHERS.keys()
