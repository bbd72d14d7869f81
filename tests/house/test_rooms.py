"""Rooms one can overlook: folders of at most 20 files, every name taken from where it is defined, nothing that only passes on.

A piece with one user in the same folder lives in its user's file, unless it is a subject of its own. What is exempt
stands here by name, with its reason.
"""

from __future__ import annotations

from pathlib import Path

from tools.house.code import read_package
from tools.house.figures import FULL_FOLDER, KINDS, filled, folder_sizes, one_importer_beside

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = read_package(ROOT)

FORWARDS = {
    # Services stand between the window or the command line and the store.
    "verify_backup": "the command line must not import the store",
    "Workplace.close": "who opened the workplace closes it and need not know the store",
    # How the store reads a time again that sqlite-utils wrote: no caller repeats the format.
    "to_time": "a column's form of a time",
    # The other side is private: callers ask, and do not reach through.
    "KnownMatters.find": "the index is kept up to date by the plan",
    "PagePictures.clear": "the pictures are its own",
    "ReadingThread.stop": "the flag is shared with the thread",
    "IntakePage.close_down": "the window closes pages, not what reads inside them",
    # Every page and box says itself which control gets the keyboard.
    "WorkPage.take_focus": "the default of all pages",
    "ContentBox.take_focus": "the dialog does not know the first control",
}
SMALL = 80
SMALL_WITH_ONE_USER = {
    "desktop/ui/shell/notices.py": "which notice stands above which page, apart from the window that makes pages",
    "desktop/store/schema/version_3.py": "a released version is a file that is never edited again",
    "desktop/store/schema/version_4.py": "a released version is a file that is never edited again",
    "desktop/ui/settings/appearance_part.py": "a card of its own, as the others; the page has 230 lines without it",
    "desktop/domain/gates/letter_fields.py": "the gates have 496 lines without it; which fields a letter needs is its own rule",
    "desktop/documents/reading/reader.py": "chooses a reader; the process beside it only serves requests",
}
WITH_ONE_USER = 0.2  # of all modules; more of them, and a reader follows threads instead of reading


def test_no_folder_holds_more_than_20_files() -> None:
    assert [item for item in folder_sizes(PACKAGE) if item[0] > FULL_FOLDER] == []


def test_every_name_is_imported_from_the_module_that_defines_it() -> None:
    assert KINDS["re-exports"](PACKAGE) == []


def test_no_function_only_passes_its_parameters_on_but_these() -> None:
    found = {line.split()[1]: line for line in KINDS["forwards"](PACKAGE)}
    assert [line for name, line in found.items() if name not in FORWARDS] == []
    assert FORWARDS.keys() - found.keys() == set(), "no longer there: take it out of the list"


def test_a_small_piece_with_one_user_lives_in_its_users_file() -> None:
    small = {module.path for module, _ in one_importer_beside(PACKAGE) if module.lines < SMALL}
    assert small - SMALL_WITH_ONE_USER.keys() == set()
    assert SMALL_WITH_ONE_USER.keys() - small == set(), "no longer there: take it out of the list"


def test_at_most_18_modules_of_100_have_one_user_in_their_folder() -> None:
    pairs = [f"{module.path} <- {user.path}" for module, user in one_importer_beside(PACKAGE)]
    assert len(pairs) <= WITH_ONE_USER * len(filled(PACKAGE)), pairs
