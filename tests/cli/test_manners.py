"""Messages of the command line: Chinese, short, on the right stream, with the right exit code, no traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from desktop.app import window_folder
from desktop.cli.program import _VERBS, run
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import open_workplace
from desktop.store.file.location import default_folder
from desktop.store.file.store import open_store
from desktop.store.history.events import events_of
from tests.cli.conftest import Chengban

NOW = datetime(2024, 4, 9, 10, 42)
ROOT = Path(__file__).resolve().parents[2]


CLI_PAGE = (ROOT / "docs" / "CLI.md").read_text(encoding="utf-8")
DOCUMENTED = {
    verb
    for row in re.findall(r"^\| (`[a-z].*?) \|", CLI_PAGE, re.MULTILINE)
    for verb in re.findall(r"`([a-z][a-z-]+)(?= |`)", row)
}
"""The verbs of docs/CLI.md, which promises them to scripts."""


@pytest.mark.parametrize("verb", sorted(DOCUMENTED))
def test_every_verb_has_chinese_help(chengban: Chengban, verb: str) -> None:
    answer = chengban(verb, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"用法：chengban {verb}")
    assert "选项：" in answer.out
    assert not any(word in answer.out for word in ("Usage", "Options", "Show this", "Commands"))


def test_the_help_lists_all_verbs(chengban: Chengban) -> None:
    answer = chengban("--help")
    listed = set(re.findall(r"^  ([a-z][a-z-]+) ", answer.out, re.MULTILINE))
    assert listed - {"chengban"} == DOCUMENTED
    assert set(_VERBS) == DOCUMENTED


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lst"], "没有这个命令：lst"),
        (["list", "--foo"], "没有 --foo 这个选项"),
        (["show"], "缺少 办件"),
        (["set", "1", "经办人"], "应写成 字段=内容"),
        (["write", "1", "开头"], "--text 和 --file 要写其中一个"),
        (["import", "a.docx", "--as", "poem"], "--as 写得不对"),
        (["list", "--limit", "many"], "--limit 写得不对"),
    ],
)
def test_wrong_usage_is_reported_in_chinese_with_code_two(
    chengban: Chengban, words: list[str], said: str
) -> None:
    answer = chengban(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["show", "085"], ["export", "1", "a.docx"], ["move", "1", "拟稿"], ["restore", "没有.db"]]
)
def test_a_refusal_is_one_or_two_sentences_with_code_one(chengban: Chengban, words: list[str]) -> None:
    answer = chengban(*words)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.endswith("。\n")
    assert 1 <= answer.err.count("。") <= 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["restore", ""], "名称是空的"),
        (["demo", "好" * 90], "名称太长"),
        (["verify", "a\0b"], "不能用的字符"),
        (["show", "\udcb4\udcf0"], "不是文字的字节"),
        (["set", "1", "经办人=\ud800"], "不是文字的字节"),
        (["undo-import", "9" * 30], "从 1 起"),
        (["promise", "--progress", "三", "已招标"], "从 1 起"),
        (["stats", "--term", "-1"], "从 1 起"),
    ],
)
def test_unstorable_names_and_texts_are_wrong_usage(chengban: Chengban, words: list[str], said: str) -> None:
    answer = chengban(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    "words", [["backup", "/"], ["backup", "."], ["ledger", "台账.xlsx"], ["backup", "/dev/null"]]
)
def test_an_output_file_never_replaces_a_folder_or_device(
    chengban: Chengban, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "台账.xlsx").mkdir()
    answer = chengban(*words)
    assert (answer.code, answer.out) == (1, "")
    assert "不是文件" in answer.err
    assert not Path("/dev/null").is_file()


def test_a_long_text_given_as_name_is_shortened_in_the_message(chengban: Chengban) -> None:
    assert len(chengban("show", "好" * 100_000).err) < 300


def test_a_name_that_is_almost_too_long_is_written(chengban: Chengban, case: str, tmp_path: Path) -> None:
    out = tmp_path / ("关" * 83 + ".txt")
    chengban("write", case, "opening", "--text", "收悉。")
    assert chengban("export", case, out).code == 0
    assert out.is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_or_closed_output_is_reported_without_crash(tmp_path: Path) -> None:
    _program("new", "--subject", "关于修缮道路的提案", data=tmp_path)
    for ending in ("> /dev/full", ">&-", "2>&- > /dev/null"):
        done = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m desktop --data {tmp_path} list --json {ending}"], cwd=ROOT,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        assert "技术人员" not in done.stderr
    assert not (tmp_path / "chengban.log").exists()


def test_reading_verbs_work_while_the_window_is_open(chengban: Chengban, data: Path, case: str) -> None:
    window = open_store(data)
    assert [row["id"] for row in chengban("list", "--json").json] == [int(case)]
    assert chengban("rules").code == 0
    for writing in (("set", case, "经办人=林越"), ("rules", "--all")):
        refused = chengban(*writing)
        assert refused.code == 1
        assert "另一个承办程序正在使用" in refused.err
    window.close()


def test_the_data_folder_is_read_from_the_environment(tmp_path: Path) -> None:
    done = _program("new", "--subject", "关于修缮道路的提案", data=tmp_path / "甲")
    assert (done.returncode, done.stdout) == (0, "1\n")
    assert (tmp_path / "甲" / "chengban.db").is_file()


def test_an_empty_folder_name_is_not_the_current_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--data", "", "new", "--subject", "关于修缮道路的提案"], cwd=tmp_path,
        capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(tmp_path / "home"), "CHENGBAN_DATA": ""},
    )  # fmt: skip
    assert done.stdout == "1\n"
    assert (tmp_path / "home" / "chengban" / "chengban.db").is_file()


def test_a_crash_prints_one_sentence_and_is_logged(tmp_path: Path) -> None:
    breaking = "import desktop.cli.case_verbs as v; v.list_whole = lambda *a: 1 / 0; from desktop.app import main; main(['list'])"
    done = subprocess.run(
        [sys.executable, "-c", breaking], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"CHENGBAN_DATA": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "chengban.log") in done.stderr
    assert "ZeroDivisionError" in (tmp_path / "chengban.log").read_text(encoding="utf-8")


def test_a_closed_pipe_is_not_reported(tmp_path: Path) -> None:
    _program("demo", str(tmp_path / "示例"), data=tmp_path)
    line = f"{sys.executable} -m desktop --data {tmp_path / '示例'} show 085 --json | head -1"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_pipes_get_utf8_whatever_the_systems_encoding(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    _program("new", "--subject", "关于𠮷田路的提案", data=tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--data", str(tmp_path), "list", "--json"], cwd=ROOT,
        capture_output=True, check=True, env=os.environ | {"PYTHONIOENCODING": "gbk"},
    )  # fmt: skip
    assert "关于𠮷田路的提案" in done.stdout.decode("utf-8")


def test_version_names_the_program() -> None:
    done = _program("--version", data=Path("nowhere"))
    assert done.stdout.startswith("承办 ")


def test_only_a_command_line_without_verb_opens_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHENGBAN_DATA", "/有/数据")
    assert window_folder([]) == Path("/有/数据")
    assert window_folder(["--data", "/别处"]) == Path("/别处")
    assert window_folder(["--data=/别处"]) == Path("/别处")
    assert window_folder(["list"]) is None
    assert window_folder(["--data", "/别处", "list"]) is None
    assert window_folder(["--help"]) is None
    monkeypatch.delenv("CHENGBAN_DATA")
    assert window_folder([]) == default_folder()


def test_the_list_loads_neither_qt_nor_file_formats_nor_what_only_writes(tmp_path: Path) -> None:
    asking = (
        "import sys; from desktop.app import main; main(['--data', sys.argv[1], 'list']);"
        "unwanted = {'PySide6', 'docx', 'openpyxl', 'pypdfium2', 'lxml', 'sqlite_utils'};"
        "print(sorted({m.split('.')[0] for m in sys.modules} & unwanted))"
    )
    open_store(tmp_path).close()
    done = subprocess.run(
        [sys.executable, "-c", asking, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")


def _program(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop", *words], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"CHENGBAN_DATA": str(data), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "setting", "name"),
    [
        (["--officer", "林越"], "", "林越"),
        (["--officer", "林越"], "周衡", "林越"),
        ([], "周衡", "周衡"),
        ([], "", "账号 gongwen"),
    ],
)
def test_every_event_of_the_command_line_carries_a_name(
    data: Path, case: str, monkeypatch: pytest.MonkeyPatch, options: list[str], setting: str, name: str
) -> None:
    """The option goes before the setting, the account at the machine last."""
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, "gongwen")
    work = open_workplace(data, now=lambda: NOW)
    save_office(work, Office(officer=setting))
    work.close()
    before = _hands(data, case)
    for verb in (
        ["set", case, "承办科室=产业科"],
        ["move", case, "已签收"],
        ["contact", case, "走访", "--points", "听取意见"],
    ):
        assert run(["--data", str(data), *options, *verb], lambda: NOW, lambda: None) == 0
    assert set(_hands(data, case)[len(before) :]) == {name}


def test_the_environment_names_the_officer(data: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHENGBAN_OFFICER", "何一苇")
    assert run(["--data", str(data), "move", case, "已签收"], lambda: NOW, lambda: None) == 0
    assert _hands(data, case)[-1] == "何一苇"


def test_a_name_that_is_no_text_is_wrong_usage(data: Path) -> None:
    assert run(["--data", str(data), "--officer", "\udcff", "list"], lambda: NOW, lambda: None) == 2


def _hands(data: Path, case: str) -> list[str]:
    work = open_workplace(data, now=lambda: NOW, read_only=True)
    hands = [event.who for event in events_of(work.store, int(case))]
    work.close()
    return hands
