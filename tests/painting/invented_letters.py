"""A corpus of invented replies: short and long, all levels, digits everywhere, quotes at line ends, rare characters, 30 co-signers.

`letters(layout)` gives the same letters every time; `random` is only a way of mixing them evenly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from desktop.typesetting.model.block import Align, Block, PrintedDocument, TableBlock
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.compose import arrange
from desktop.typesetting.words.letter_words import LetterWords
from desktop.typesetting.words.paragraphs import styled_block
from tests.painting import invented_sentences as said

_NUMERALS = "一二三四五六七八九十"
_TOPICS = ("城市微更新", "社区养老服务", "慢行步道建设", "科技企业孵化", "停车资源共享")


def letters(layout: Layout) -> dict[str, PrintedDocument]:
    """Name -> letter, 62 of them."""
    arranged = {
        name: arrange(words, layout, sealed=index % 2 == 1)
        for index, (name, words) in enumerate(_all_words())
    }
    return arranged | {
        f"table-{index}": _with_table(arranged[f"usual-{index}"], layout, 9 + 20 * index)
        for index in range(2)
    }


def _with_table(letter: PrintedDocument, layout: Layout, count: int) -> PrintedDocument:
    """The letter with a ruled table of `count` rows as attachment."""

    def cell(text: str, align: Align = Align.LEFT) -> tuple[Block, ...]:
        return (replace(styled_block("table", text, layout), align=align),)

    head = tuple(cell(text, Align.CENTER) for text in ("序号", "建议内容", "办理情况", "完成时限"))
    rows = tuple(
        (
            cell(str(index + 1), Align.CENTER),
            cell(said.HEADINGS[index % len(said.HEADINGS)] * (1 + index % 2)),
            cell(said.NUMBERS[index % len(said.NUMBERS)]),
            cell(f"{2025 + index % 3}年{index % 12 + 1}月底"),
        )
        for index in range(count)
    )
    mark = replace(styled_block("attachment_mark", "附件1", layout), page_break_before=True)
    title = styled_block("attachment_title", "办理情况一览表", layout)
    table = TableBlock((head, *rows), (14.0, 45.0, 65.0, 28.0), head_rows=1)
    after = styled_block("body", "以上情况截至2025年6月底。", layout)
    return replace(letter, blocks=(*letter.blocks, mark, title, table, after))


def letter_of_pages(layout: Layout, pages: int, typed: str = "") -> PrintedDocument:
    """A letter of about `pages` pages; `typed` is appended to a paragraph in the middle."""
    everything = said.PLAIN + said.NUMBERS + said.QUOTES + said.MARKS
    lines = _body(800 + pages, everything, parts=2, paragraphs=round(pages * 1.95)).split("\n")
    lines[len(lines) // 2] += typed
    return arrange(_letter(800, "\n".join(lines)), layout, sealed=False)


def _all_words() -> Iterator[tuple[str, LetterWords]]:
    everything = said.PLAIN + said.NUMBERS + said.QUOTES + said.LATIN + said.MARKS
    for index in range(12):
        yield f"short-{index}", _letter(index, _body(index, everything, parts=1, paragraphs=1 + index % 3))
    for index in range(16):
        yield f"usual-{index}", _letter(100 + index, _body(100 + index, everything, parts=3, paragraphs=2))
    for name, kind in (("plain", said.PLAIN), ("numbers", said.NUMBERS), ("quotes", said.QUOTES),
                       ("latin", said.LATIN), ("marks", said.MARKS)):  # fmt: skip
        for index in range(4):
            yield f"{name}-{index}", _letter(200 + index, _body(200 + index, kind, parts=3, paragraphs=2))
    for index in range(4):
        yield f"levels-{index}", _letter(300 + index, _levels(300 + index, everything))
    for index in range(3):
        yield f"signers-{index}", _letter(400 + index, _body(400 + index, everything, 2, 2), people=30)
    for index in range(3):
        names = tuple(
            f"{name}关于{topic}的补充说明" for name, topic in zip(said.RARE_NAMES, _TOPICS, strict=False)
        )
        words = _letter(500 + index, _body(500 + index, everything, 2, 2), attachments=names[: index + 1])
        yield f"attachments-{index}", words
    yield (
        "rare-names",
        _letter(600, "\n".join(f"{name}委员提出的意见已转有关部门。" * 3 for name in said.RARE_NAMES)),
    )
    yield "thirty-pages", _letter(700, _body(700, everything, parts=10, paragraphs=17))


def _letter(seed: int, body: str, *, people: int = 1, attachments: tuple[str, ...] = ()) -> LetterWords:
    names = [
        f"{'赵钱孙李周吴郑王冯陈'[i % 10]}{'文博思远嘉宁静波'[i % 8]}{'华' if i % 3 else ''}"
        for i in range(people)
    ]
    topic = _TOPICS[seed % len(_TOPICS)]
    return LetterWords(
        title_lines=(f"对云溪区政协第十二届委员会第{_NUMERALS[seed % 5]}次会议第{seed:03d}号提案的答复",),
        salutation="、".join(names) + "委员：",
        sections=(("opening", f"您提出的关于{topic}的提案收悉。经研究，现将办理情况答复如下："), ("body", body)),
        issuer="云溪区城市更新和社区服务局" if seed % 2 else "云溪区民政局",
        issue_date=f"2025年{seed % 12 + 1}月{seed % 28 + 1}日",
        result_left="办理结果：解决或采纳",
        result_right=f"签发人：{said.RARE_NAMES[seed % 7]}",
        attachments=attachments,
        notes=("（此件公开发布）",) if seed % 3 else (),
        issuing_mark="云溪区城市更新和社区服务局",
        document_number=f"云更〔2025〕{seed}号",
        copies="抄送：区政协提案委员会，区政府办公室，区财政局、区绿化市容局、区房屋管理局，各街道办事处。",
        printing_office="云溪区城市更新和社区服务局办公室",
    )  # fmt: skip


def _body(seed: int, sentences: tuple[str, ...], parts: int, paragraphs: int) -> str:
    mixed = random.Random(seed)
    lines = []
    for part in range(parts):
        lines.append(f"{_NUMERALS[part]}、{said.HEADINGS[(seed + part) % len(said.HEADINGS)]}")
        lines += [_paragraph(mixed, sentences) for _ in range(paragraphs)]
    return "\n".join([*lines, "感谢您对我区工作的关心和支持！"])


def _levels(seed: int, sentences: tuple[str, ...]) -> str:
    mixed = random.Random(seed)
    lines = []
    for part in range(2):
        lines.append(f"{_NUMERALS[part]}、{said.HEADINGS[(seed + part) % len(said.HEADINGS)]}")
        for small, heading in enumerate(said.SMALL_HEADINGS):
            lines.append(f"（{_NUMERALS[small]}）{heading}")
            lines.append(f"1.{_paragraph(mixed, sentences)}")
            lines.append(f"2.{_paragraph(mixed, sentences)}")
            lines.append(f"（1）{mixed.choice(sentences)}")
            lines.append(f"（2）{mixed.choice(sentences)}")
    return "\n".join(lines)


def _paragraph(mixed: random.Random, sentences: tuple[str, ...]) -> str:
    return "".join(mixed.choice(sentences) for _ in range(mixed.randint(2, 6)))
