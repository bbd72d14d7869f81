"""Break a title by meaning 「回行时词意完整」, in a trapezoid or a diamond (GB/T 9704-2012 7.3.1).

A title is first split into unbreakable words; then every arrangement in the fewest lines is scored by the quality
of its breaks and its shape. Increasing, decreasing and short-long-short lines are free; rectangle and hourglass cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from desktop.typesetting.model.runs import width_chars

# Splitting into unbreakable words: quoted names, numbers, Latin words, given names, and common words of titles.
#
# There is no full dictionary: titles of replies use few words, and unknown text is split into pairs, as most
# Chinese words have two characters.
_ATOM = re.compile(
    r"《[^》]*》|“[^”]*”|〔[^〕]*〕(?:[0-9]+号)?|（[^）]*）|\([^)]*\)"
    r"|第[0-9０-９一二三四五六七八九十〇零百\u3000]+[号届次条项期]*(?:、[0-9]+号)*"
    r"|[0-9０-９]+(?:[.．][0-9]+)?[%％]?(?:年度?|月|日|号|件|项|个|家|万|亿|元)*"
    r"|[A-Za-z][A-Za-z0-9&+\-.]*"
    r"|[一二三四五六七八九十〇]+(?:届|次|年)"
)
_USUAL = """
关于 进一步 加快 推进 推动 促进 加强 完善 优化 提升 提高 深化 打造 构建 建立 健全 规范 支持 鼓励 发展 建设 管理 服务 治理
保障 监管 改革 创新 高质量 高水平 可持续 产业 企业 经济 科技 科学 技术 教育 文化 卫生 健康 生态 环境 社会 社区 城市 乡村
振兴 交通 公共 安全 养老 托育 医疗 生物 医药 生物医药 孵化器 孵化 人工智能 数字化 数字 智能 信息 数据 平台 机制 体系 制度
政策 措施 问题 工作 情况 实施 意见 办法 条例 规划 计划 方案 报告 提案 建议 议案 答复 会办 再次 补充 书面 有关 相关
委员会 委员 代表 人民政府 人民 政府 政协 人大 全国人大 全国政协 全国委员会 全国 代表大会 常务委员会 大会 会议 长宁区 上海市
示范区 开发区 街道 居民 小区 停车 电动 自行车 充电 设施 管理局 办公室 中心 大学 科技园 园区 载体 人才 青年 老年 儿童 就业
创业 营商 金融 投资 基金 项目 土地 住房 更新 改造 老旧 历史 风貌 保护 利用 旅游 消费 商业 商务 贸易 国际 国家 本市 本区
的函 的答复 的意见 的通知 会办意见 再次答复 提案答复 建议答复
"""
_KNOWN = re.compile("|".join(sorted(_USUAL.split(), key=len, reverse=True)))
_ALONE = frozenset("的和与及在对为等由并向把，、；：。")


def title_words(title: str, unbroken: tuple[str, ...] = ()) -> list[str]:
    """Return the words of a title in order; joined they are the title. Names in `unbroken` are never split."""
    names = [re.escape(name) for name in sorted(unbroken, key=len, reverse=True) if len(name) > 1]
    atom = re.compile("|".join([*names, _ATOM.pattern, _KNOWN.pattern]))
    words: list[str] = []
    end = 0
    for match in atom.finditer(title):
        words += _plain_words(title[end : match.start()])
        words.append(match.group(0))
        end = match.end()
    return words + _plain_words(title[end:])


def _plain_words(text: str) -> list[str]:
    """Unknown characters in pairs; particles and marks alone; a single one at the end joins the previous word."""
    words: list[str] = []
    run = ""
    for character in text:
        if character in _ALONE:
            words += [*_in_pairs(run), character]
            run = ""
        else:
            run += character
    return words + _in_pairs(run)


def _in_pairs(run: str) -> list[str]:
    if len(run) <= 3:
        return [run] if run else []
    words = [run[i : i + 2] for i in range(0, len(run), 2)]
    if len(words[-1]) == 1:
        words[-2:] = ["".join(words[-2:])]
    return words


# Breaking a title into lines.
_MAX_LINES = 5
_BEFORE = re.compile(
    r"第[0-9一二三四五六七八九十〇零百]+[次号届]|[和与及暨并]|提案|建议|答复|会办|再次|有关|情况|工作|实施"
)


@lru_cache(maxsize=512)
def break_title(title: str, max_chars: int, unbroken: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the title's lines, none wider than `max_chars` 字 if possible; joined they are the title.

    `unbroken` are names that must not be split (units, persons, numbers); 《…》, “…”, numbers and Latin words never are.
    A title of more than five lines is filled line by line; the checks report its length.
    """
    title = title.strip()
    if width_chars(title) <= max_chars:
        return (title,) if title else ()
    words = _words_fitting(title_words(title, unbroken), max_chars)
    fewest = len(_filled(words, max_chars))
    if fewest > _MAX_LINES:
        return tuple(_filled(words, max_chars))
    best = min(_arrangements(words, fewest, max_chars), key=_cost, default=None)
    return best or tuple(_filled(words, max_chars))


def _words_fitting(words: list[str], max_chars: int) -> list[str]:
    """The words; one wider than a line is split into characters."""
    return [part for word in words for part in ([word] if width_chars(word) <= max_chars else word)]


def _filled(words: list[str], max_chars: int) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and width_chars(lines[-1] + word) > max_chars:
            lines.append("")
        lines[-1] += word
    return lines


def _arrangements(words: list[str], count: int, max_chars: float) -> Iterator[tuple[str, ...]]:
    """Every arrangement of the words in `count` lines that fits and breaks at permitted places."""
    rest = width_chars("".join(words))
    if count == 1:
        if rest <= max_chars:
            yield ("".join(words),)
        return
    line = ""
    for index, word in enumerate(words[:-1], 1):
        line += word
        width = width_chars(line)
        if width > max_chars:
            return
        if rest - width <= (count - 1) * max_chars and _may_part(word, words[index]):
            for others in _arrangements(words[index:], count - 1, max_chars):
                yield (line, *others)


def _may_part(before: str, after: str) -> bool:
    return after[0] not in "，、；：）》”的" and before[-1] not in "（《“第"


def _cost(lines: tuple[str, ...]) -> float:
    widths = [width_chars(line) for line in lines]
    return _shape_cost(widths) + sum(_break_cost(a, b) for a, b in pairwise(lines))


def _shape_cost(widths: list[float]) -> float:
    steps = [after - before for before, after in pairwise(widths)]
    longest = max(widths)
    cost = sum((longest - width) ** 2 for width in widths) / longest
    if all(abs(step) < 1 for step in steps):
        cost += 3  # a rectangle
    if min(widths) < longest * 0.3:
        cost += 6  # a very short line
    falls_then_rises = any(a < 0 < b for a, b in pairwise([step for step in steps if step]))
    return cost + (8 if falls_then_rises else 0)  # an hourglass


def _break_cost(before: str, after: str) -> float:
    """0 after a mark or before a word that opens a phrase; small cost after 的 or between two plain words."""
    if before[-1] in "，、；：》”）" or re.search(r"(?:会议|委员会|大会|的)$", before):
        return 0.0 if before[-1] != "的" else 1.0
    if before.endswith(("关于", "对", "第", "和", "与", "及", "在", "为", "把", "由")):
        return 6.0
    return 1.0 if _BEFORE.match(after) else 2.5
