"""The keys of the window: one table of commands, from which shortcuts, menus, tool tips and lists of keys follow.

The list under Ctrl+/, the settings page and the manual read this table; `bind` makes the shortcuts, `tip` and `menu_words`
the words of buttons and menus. tests/ui/parts/test_keys.py holds that nobody has keys of his own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
OPEN_KEYS = ENTER_KEYS | {Qt.Key.Key_Space}
"""Keys that open or choose the current item where nothing is typed."""


class Area(StrEnum):
    """Where a command works. The value is what the officer reads. A dialog has no keys but its own."""

    WINDOW = "到处"
    INBOX = "清单"
    DESK = "撰写"
    ENTRY = "收件"
    REVIEW = "核对"
    BOARD = "看板"
    CALENDAR = "日程"
    STATISTICS = "统计"
    LEDGER = "台账"
    PAGES = "整窗看纸面"
    MANUAL = "手册"
    PRINT = "打印"
    PROOF = "版面检验"
    PORTAL = "填报"
    DIALOG = "对话框"


DIALOGS = (Area.PAGES, Area.MANUAL, Area.PRINT, Area.PROOF, Area.PORTAL, Area.DIALOG)
"""Areas with a window of their own, in which the keys of the main window do nothing."""


class Command(NamedTuple):
    """One line of the table. `words` name it on a button or in a menu, `does` tells what it does where that is longer.

    `repeats`: while its key is held; everything else happens once, however long the key is held. `own`: the widget that has
    the focus takes the key itself. `unseen`: it has no button and no entry in a menu, only its key.
    """

    name: str
    area: Area
    keys: tuple[str, ...]
    words: str
    does: str = ""
    repeats: bool = False
    own: bool = False
    unseen: bool = False

    @property
    def told(self) -> str:
        """What it does, in a few words."""
        return self.does or self.words

    @property
    def shown_keys(self) -> str:
        """Its keys as the officer reads them; of two keys of one name, like the two Enter keys, the first."""
        return "、".join(dict.fromkeys(map(shown_key, self.keys)))


_SHOWN = {
    "Return": "Enter", "PgDown": "PgDn", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", ",": "逗号", "Space": "空格",
    "Menu": "菜单键",
}  # fmt: skip
_ALONE = {"Return": "回车", "Enter": "回车"}


def shown_key(key: str) -> str:
    """A key as the officer reads it: Ctrl+Return as Ctrl+Enter, Return alone as 回车, Left as ←."""
    if key in _ALONE:
        return _ALONE[key]
    *held, last = key.split("+") if not key.endswith("++") else (*key[:-2].split("+"), "+")
    return "+".join((*held, _SHOWN.get(last, last)))


_W, _D = Area.WINDOW, Area.DESK
TABLE = (
    Command("window.cases", _W, ("Ctrl+1",), "办件"),
    Command("window.calendar", _W, ("Ctrl+2",), "日程"),
    Command("window.statistics", _W, ("Ctrl+3",), "统计"),
    Command("window.templates", _W, ("Ctrl+4",), "模板"),
    Command("window.board", _W, ("Ctrl+B",), "看板", "按状态排成看板"),
    Command("window.ledger", _W, ("Ctrl+L",), "导出台账", "把眼前的清单导出成 Excel，或填进上级发的表样"),
    Command("window.settings", _W, ("Ctrl+,",), "设置"),
    Command("window.new", _W, ("Ctrl+N",), "新建", "新建办件"),
    Command("window.take_in", _W, ("Ctrl+O",), "收件", "从 Word、PDF、Excel 文件收件"),
    Command("window.search", _W, ("Ctrl+K",), "查找", "查办件：编号、案由、人名、单位、正文、拼音"),
    Command("window.recent", _W, ("Ctrl+Tab",), "最近", "最近看过的办件和文件"),
    Command("window.back", _W, ("Alt+Left",), "后退", "回到刚才看的地方（也可以按鼠标的后退键）", unseen=True),
    Command("window.forward", _W, ("Alt+Right",), "前进", "再到后退以前的地方（也可以按鼠标的前进键）", unseen=True),
    Command("window.read_again", _W, ("F5",), "重新读取", "重新读取眼前的内容", unseen=True),
    Command("window.next_column", _W, ("F6",), "下一栏", "到下一栏", repeats=True, unseen=True),
    Command("window.previous_column", _W, ("Shift+F6",), "上一栏", "到上一栏", repeats=True, unseen=True),
    Command("window.manual", _W, ("F1",), "手册", "手册里讲这一页的地方"),
    Command("window.keys", _W, ("Ctrl+/",), "按键", "列出这一页的按键，可以查", unseen=True),
    Command("window.menu", _W, ("Shift+F10", "Menu"), "菜单", "打开光标所在那一项的菜单", own=True, unseen=True),
    Command("window.close_open", _W, ("Esc",), "收起", "收起查找栏、清单、提示等开着的", own=True, unseen=True),
    Command("inbox.open", Area.INBOX, ("Return",), "打开", "打开选中的办件", own=True, unseen=True),
    Command("inbox.find", Area.INBOX, ("Ctrl+F",), "查找", "查办件：编号、案由、人名、单位、正文、拼音"),
    Command("inbox.rename", Area.INBOX, ("F2",), "改清单名称", "给选中的“我的清单”改名", unseen=True),
    Command("inbox.remove", Area.INBOX, ("Del",), "删除这个清单", "删除选中的办件或“我的清单”，先问", own=True, unseen=True),
    Command("inbox.copy", Area.INBOX, ("Ctrl+C",), "复制", "复制选中的几行，贴到表格里", own=True, unseen=True),
    Command("inbox.paste", Area.INBOX, ("Ctrl+V",), "粘贴收件", "收剪贴板里的文字或文件", unseen=True),
    Command("desk.next_step", _D, ("Ctrl+Return", "Ctrl+Enter"), "送下一步"),
    Command("desk.save", _D, ("Ctrl+S",), "立即保存", "立即保存（平时自动保存）", unseen=True),
    Command("desk.previous_section", _D, ("Ctrl+PgUp",), "上一节", repeats=True, unseen=True),
    Command("desk.next_section", _D, ("Ctrl+PgDown",), "下一节", repeats=True, unseen=True),
    Command("desk.rename", _D, ("F2",), "改小节标题", "改这一节的标题"),
    Command("desk.undo", _D, ("Ctrl+Z",), "撤销", "撤销刚才的改动，换了节、重新打开以后也行", repeats=True),
    Command("desk.redo", _D, ("Ctrl+Y", "Ctrl+Shift+Z"), "重做", "重做刚才撤销的", repeats=True),
    Command("desk.find", _D, ("Ctrl+F",), "查找", "在本节或全文里查找"),
    Command("desk.replace", _D, ("Ctrl+H",), "替换", "在本节或全文里替换"),
    Command("desk.find_next", _D, ("F3",), "下一处", repeats=True),
    Command("desk.find_previous", _D, ("Shift+F3",), "上一处", repeats=True),
    Command("desk.phrases", _D, ("Ctrl+J",), "常用语"),
    Command("desk.history", _D, ("Ctrl+Shift+H",), "历史", "本节较早的版本"),
    Command("desk.contact", _D, ("Ctrl+G",), "登记沟通", unseen=True),
    Command("desk.deadline", _D, ("Ctrl+D",), "期限", "期限怎么算、延期、暂停", unseen=True),
    Command("desk.timeline", _D, ("Ctrl+T",), "全部办理过程", "这一件从交办到现在的全部经过"),
    Command("desk.promise", _D, ("Ctrl+Shift+P",), "记为承诺…", "把选中的话记为承诺"),
    Command("desk.remark", _D, ("Ctrl+Shift+M",), "本段修改意见…", "给光标所在的一段写修改意见"),
    Command("desk.remove", _D, ("Del",), "撤回", "撤回光标所在的沟通、意见、承诺等，先问原因；删去选中的小节", unseen=True),
    Command("desk.export", _D, ("Ctrl+E",), "导出"),
    Command("desk.print", _D, ("Ctrl+P",), "打印"),
    Command("desk.portal", _D, ("Ctrl+Shift+C",), "填报", "填报网上系统的卡片"),
    Command("desk.pages", _D, ("F11",), "整窗看纸面"),
    Command("desk.fold_source", _D, ("Ctrl+Shift+1",), "收起或打开原件"),
    Command("desk.fold_paper", _D, ("Ctrl+Shift+3",), "收起或打开纸面"),
    Command("desk.larger", _D, ("Ctrl++", "Ctrl+="), "放大", "放大编辑区的字（或 Ctrl+滚轮）", repeats=True, own=True, unseen=True),
    Command("desk.smaller", _D, ("Ctrl+-",), "缩小", "缩小编辑区的字", repeats=True, own=True, unseen=True),
    Command("desk.usual_size", _D, ("Ctrl+0",), "还原大小", "编辑区的字还原", own=True, unseen=True),
    Command("entry.review", Area.ENTRY, ("Return",), "开始核对", own=True, unseen=True),
    Command("entry.paste", Area.ENTRY, ("Ctrl+V",), "粘贴", "收剪贴板里的文字或文件", own=True, unseen=True),
    Command("review.accept", Area.REVIEW, ("Return", "Ctrl+Return"), "确认收件", "确认收件（多行的字段里按 Ctrl+Enter）", own=True),
    Command("review.skip", Area.REVIEW, ("Esc",), "跳过", "这一份先不收", own=True),
    Command("review.take", Area.REVIEW, ("1…9", "A…Z"), "取用", "选中文字以后，取用到那个字段", own=True, unseen=True),
    Command("review.move", Area.REVIEW, ("Alt+Up", "Alt+Down"), "换次序", "把一条建议上移、下移", own=True, unseen=True),
    Command("review.tick", Area.REVIEW, ("Space",), "勾选", "试收时勾选一行、改用清单的值", own=True, unseen=True),
    Command("board.open", Area.BOARD, ("Return",), "打开", "打开选中的办件", own=True, unseen=True),
    Command("board.step", Area.BOARD, ("Ctrl+Right",), "送下一步", own=True, unseen=True),
    Command("board.side", Area.BOARD, ("Left", "Right"), "换一列", own=True, repeats=True, unseen=True),
    Command("calendar.back", Area.CALENDAR, ("PgUp",), "前一月", "前一月（周）", repeats=True, unseen=True),
    Command("calendar.on", Area.CALENDAR, ("PgDown",), "后一月", "后一月（周）", repeats=True, unseen=True),
    Command("calendar.today", Area.CALENDAR, ("Home",), "今天", "回到今天"),
    Command("calendar.day", Area.CALENDAR, ("Left", "Right", "Up", "Down"), "走到某天", own=True, repeats=True, unseen=True),
    Command("statistics.report", Area.STATISTICS, ("Ctrl+E",), "生成报告"),
    Command("statistics.print", Area.STATISTICS, ("Ctrl+P",), "打印", "打印一页报告"),
    Command("statistics.cases", Area.STATISTICS, ("Return",), "看办件", "看数字、图里的一条是哪些办件", own=True, unseen=True),
    Command("statistics.copy", Area.STATISTICS, ("Ctrl+C",), "复制图片", "复制光标所在的图", own=True),
    Command("ledger.export", Area.LEDGER, ("Ctrl+E",), "导出 Excel…", "导出选定的列"),
    Command("ledger.move", Area.LEDGER, ("Alt+Up", "Alt+Down"), "换次序", "把一列上移、下移", own=True, unseen=True),
    Command("pages.next", Area.PAGES, ("PgDown",), "下一页", repeats=True, unseen=True),
    Command("pages.previous", Area.PAGES, ("PgUp",), "上一页", repeats=True, unseen=True),
    Command("pages.first", Area.PAGES, ("Home",), "第一页", unseen=True),
    Command("pages.last", Area.PAGES, ("End",), "最后一页", unseen=True),
    Command("pages.zoom_in", Area.PAGES, ("Ctrl++", "Ctrl+="), "放大", repeats=True),
    Command("pages.zoom_out", Area.PAGES, ("Ctrl+-",), "缩小", repeats=True),
    Command("pages.whole", Area.PAGES, ("Ctrl+0",), "整页"),
    Command("pages.width", Area.PAGES, ("Ctrl+9",), "适合窗宽"),
    Command("pages.one", Area.PAGES, ("Ctrl+1",), "单页"),
    Command("pages.two", Area.PAGES, ("Ctrl+2",), "双页并排"),
    Command("pages.print", Area.PAGES, ("Ctrl+P",), "打印"),
    Command("pages.full", Area.PAGES, ("F11",), "占满屏幕", unseen=True),
    Command("pages.leave", Area.PAGES, ("Esc",), "回到撰写", own=True),
    Command("manual.find", Area.MANUAL, ("Ctrl+F",), "查字", "在手册里查"),
    Command("manual.next", Area.MANUAL, ("F3",), "下一处", "下一处（查找栏里也可以按回车）", repeats=True),
    Command("manual.previous", Area.MANUAL, ("Shift+F3", "Shift+Return"), "上一处", repeats=True),
    Command("manual.back", Area.MANUAL, ("Alt+Left",), "后退"),
    Command("manual.forward", Area.MANUAL, ("Alt+Right",), "前进"),
    Command("manual.close", Area.MANUAL, ("Esc",), "关闭", "清空查找，再按关闭", unseen=True),
    Command("print.print", Area.PRINT, ("Ctrl+P", "Ctrl+Return", "Ctrl+Enter"), "打印"),
    Command("proof.print", Area.PROOF, ("Ctrl+P",), "打印检验单"),
    Command("portal.copy", Area.PORTAL, ("Return",), "复制", "复制并到下一项", own=True, unseen=True),
    Command("portal.tick", Area.PORTAL, ("Space",), "勾选", "只打勾", own=True, unseen=True),
    Command("portal.copy_row", Area.PORTAL, ("1…9", "A…Z"), "复制第几项", own=True, unseen=True),
    Command("dialog.store", Area.DIALOG, ("Ctrl+Return", "Ctrl+Enter"), "登记", "登记、保存"),
    Command("dialog.cancel", Area.DIALOG, ("Esc",), "取消", own=True, unseen=True),
)  # fmt: skip
COMMANDS = {command.name: command for command in TABLE}


def tip(name: str, words: str = "") -> str:
    """The tool tip of a button: what the command does, or `words`, with its keys."""
    command = COMMANDS[name]
    return f"{words or command.told}（{command.shown_keys}）"


def menu_words(name: str, words: str = "") -> str:
    """The text of a menu's entry, with the keys at its right. They are only shown: the shortcut is the page's."""
    command = COMMANDS[name]
    return f"{words or command.words}\t{command.shown_keys}"


def bind(owner: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
    """Let each command do its act while `owner` (a window, a page, a dialog) is shown in the active window.

    Which of its children has the focus, or whether one has, makes no difference: a click on a link cannot switch keys off.
    """
    for name, act in acts.items():
        for key in COMMANDS[name].keys:
            shortcut = QShortcut(QKeySequence(key), owner, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.setObjectName(name)
            shortcut.setAutoRepeat(COMMANDS[name].repeats)
            shortcut.activated.connect(act)


_UNDO_AND_REDO = frozenset({"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"})


def is_undo_or_redo(event: QKeyEvent) -> bool:
    """True for the keys of these two, which boxes that can be typed into would take for themselves."""
    return QKeySequence(event.keyCombination()).toString() in _UNDO_AND_REDO


def commands_of(*areas: Area) -> tuple[Command, ...]:
    """The commands of these areas, in the table's order."""
    return tuple(command for command in TABLE if command.area in areas)


def listed() -> tuple[tuple[str, str, str], ...]:
    """Every command by place, keys and meaning, as the settings page and the manual list them."""
    return tuple((str(area), one.shown_keys, one.told) for area in Area for one in commands_of(area))
