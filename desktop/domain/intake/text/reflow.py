"""Rebuild paragraphs from printed lines: join hard wraps across page breaks, drop page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.domain.intake.text.boundaries import LineJoiner
from desktop.domain.intake.text.line_kinds import is_organ_line
from desktop.domain.intake.text.lines import SourceLine, split_lines, tidy
from desktop.domain.intake.text.source import MappedText, is_wide, joined
from desktop.domain.intake.text.wrapping import Wrapping, measure_wrapping

# Page elements that are not text: page numbers, running heads, navigation of a web page.
_DASH = r"[-—－–\u2010─﹣·•]"
_PAGE_NUMBER = re.compile(
    rf"(?:{_DASH}{{1,3}}\s*\d{{1,3}}\s*{_DASH}{{1,3}}"
    r"|第\s*\d{1,3}\s*页\s*[,，/／]?\s*(?:[（(]?共\s*\d{1,3}\s*页[）)]?)?"
    r"|共\s*\d{1,3}\s*页\s*[,，/／]?\s*第\s*\d{1,3}\s*页"
    r"|[Pp]age\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|\d{1,3}\s*[/／]\s*\d{1,3}(?:\s*页)?)"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")

_WEB_ANYWHERE = re.compile(
    r"(?:您?(?:现在|当前)?的?(?:所在)?(?:当前)?位置(?:是)?[:：]"
    r"|[【\[（(]?\s*(?:字体|字号|文字大小)[:：\s]*[\[【（(]?\s*[大中小]"
    r"|(?:发布|发文|更新|录入|公开|发稿)(?:时间|日期)[:：]\s*\d{4}\s*[-年./]|来源[:：].{0,20}$|(?:信息|稿件|文章|内容|文件)来源[:：]"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数|人次)?[:：]|(?:责任编辑|编辑|作者|录入员|审核人?|发布人|供稿)[:：]"
    r"|(?:打印|关闭|复制|收藏|下载|分享|返回)(?:本页|本文|页面|窗口|此页|链接|顶部|到|列表|全文)?(?:[:：\s|｜/【】\[\]]|$)"
    r"|[【\[](?:打印|关闭|返回|收藏|大|中|小|纠错).{0,20}$|扫一扫|(?:上|下)一[篇条页][:：]"
    r"|(?:版权所有|网站标识码|网站地图|联系我们|网站声明|备案序?号|友情链接)"
    r"|(?:无障碍(?:浏览|阅读|模式|版)?|技术支持|政府网站(?:年度报表|找错)?|相关(?:链接|文章|信息|稿件|阅读|新闻)|微信(?:扫一扫|公众号|分享)?)(?=$|[\s:：|｜/])"
    r"|.{0,12}ICP备|.{0,6}公网安备|Copyright|©|https?://|www\.|微博$|首页(?:\s|[>＞»/|]|$)|主办[:：]|承办[:：]"
    r"|索\s?引\s?号[:：]|(?:发布|公开|生成|信息)(?:机构|主体|部门|单位)[:：]|主题(?:分类|词)[:：]|有效性[:：]|公文时效|体裁分类|服务对象[:：]"
    r"|当前页|语音播报|朗读|适老|听全文|繁体|简体(?:$|\s)|附件下载|相关附件|信息名称[:：]|文件?名称[:：])"
)
_BREADCRUMB = re.compile(r"[^>＞»。]{1,20}(?:\s*[>＞»]{1,2}\s*[^>＞»。]{1,24}){2,8}")


def is_page_number(text: str) -> bool:
    """True for — 3 —, -3-, 第3页 共5页, Page 3 of 5 and 3/5; a bare 3 is decided in `without_page_extras`."""
    return len(text) <= 24 and _PAGE_NUMBER.fullmatch(text) is not None


def is_web_boilerplate(text: str) -> bool:
    """True for a navigation line of a web page: path, publication date, font size, print and close buttons."""
    if len(text) > 90:
        return False
    return _WEB_ANYWHERE.match(text) is not None or _BREADCRUMB.fullmatch(text) is not None


def without_page_extras(lines: list[SourceLine]) -> list[SourceLine]:
    """Return the lines without those elements; a line after a dropped page number gets `page_before`."""
    pages = _page_number_places(lines)
    heads = _running_heads(lines, pages)
    kept: list[SourceLine] = []
    page = gap = False
    for index, line in enumerate(lines):
        if index in pages or index in heads or is_web_boilerplate(line.text):
            page = page or line.page_before or index in pages or index in heads
            gap = gap or line.gap_before
            continue
        kept.append(replace(line, page_before=page or line.page_before, gap_before=gap or line.gap_before))
        page = gap = False
    return kept


def _page_number_places(lines: list[SourceLine]) -> set[int]:
    sure = {index for index, line in enumerate(lines) if is_page_number(line.text)}
    bare = [index for index, line in enumerate(lines) if _BARE_NUMBER.fullmatch(line.text)]
    values = [int(lines[index].text) for index in bare]
    if len(bare) >= 2 and all(later == former + 1 for former, later in pairwise(values)):
        return sure | set(bare)
    return sure | {index for index in bare if _at_page_end(lines, index)}


def _at_page_end(lines: list[SourceLine], index: int) -> bool:
    return index + 1 == len(lines) > 3 or (index + 1 < len(lines) and lines[index + 1].page_before)


def _running_heads(lines: list[SourceLine], pages: set[int]) -> set[int]:
    """Indexes of lines that occur more than once, next to a page break each time except possibly the first."""
    beside = {
        index
        for index, line in enumerate(lines)
        if len(line.text) <= 40
        and (index - 1 in pages or index + 1 in pages or line.page_before or _ends_page(lines, index))
    }
    counts = Counter(lines[index].text for index in beside - {0})
    if lines and not is_organ_line(lines[0].text):
        counts[lines[0].text] += 1
    texts = {text for text, count in counts.items() if count >= 2}
    found = {index for index in beside if lines[index].text in texts}
    first = {0} if lines and lines[0].text in texts and "答复" not in lines[0].text else set()
    return (found - {0}) | first


def _ends_page(lines: list[SourceLine], index: int) -> bool:
    return index + 1 < len(lines) and lines[index + 1].page_before


# Paragraphs.
_MAX_PASSES = 40
"""Real texts are stable after one pass; each further pass joins at least one line."""
_MAX_WORK = 400_000
"""Limit of characters processed in all passes over one text; beyond it the text stays as after two passes."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text with source positions, number of printed lines, and indent in em.

    `filled`: a line other than the last was full, so line breaks carry no meaning.
    `gap_before`: an empty line precedes it in the source.
    """

    content: MappedText
    lines: tuple[MappedText, ...]
    indent: float
    filled: bool = False
    gap_before: bool = False

    @property
    def text(self) -> str:
        return self.content.text


@dataclass(frozen=True, slots=True)
class Reflowed:
    """The paragraphs of a text in order."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The text with one paragraph per line; reflowing it again changes nothing."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def reflow(text: str) -> Reflowed:
    """Return the paragraphs of `text`.

    Text with one paragraph per line is unchanged. Punctuation and character widths are kept;
    only blanks between Chinese and digits or Latin letters are removed. Every character keeps its source position.
    """
    found = _reflow_once(text)
    for _ in range(min(_MAX_PASSES, max(1, _MAX_WORK // (len(text) + 1)))):
        again = _reflow_once(found.text)
        if again.text == found.text:
            return found
        found = _rebased(again, found)
    return found


def _reflow_once(text: str) -> Reflowed:
    lines = without_page_extras(split_lines(text))
    wrapping = measure_wrapping(lines)
    joiner = LineJoiner(lines, wrapping)
    groups: list[list[SourceLine]] = []
    gathered = ""
    for index, line in enumerate(lines):
        if joiner.starts(index, gathered):
            groups.append([line])
            gathered = line.text
        else:
            groups[-1].append(line)
            gathered += line.text
    return Reflowed(tuple(_paragraph(group, wrapping) for group in groups))


def _paragraph(group: list[SourceLine], wrapping: Wrapping | None) -> Paragraph:
    parts = [group[0].content]
    for before, line in pairwise(group):
        blank = _separator_between(before, line, wrapping)
        parts.extend([blank, line.content] if blank.text else [line.content])
    filled = wrapping is not None and any(wrapping.is_full(line) for line in group[:-1])
    own_lines = tuple(line.content for line in group)
    return Paragraph(tidy(joined(parts)), own_lines, group[0].indent, filled, group[0].gap_before)


def _separator_between(before: SourceLine, line: SourceLine, wrapping: Wrapping | None) -> MappedText:
    """A blank if the line break separates two Latin words, else empty text."""
    left, right = before.text[-1], line.text[0]
    words = left.isascii() and left.isalpha() and right.isascii() and right.isalpha()
    if is_wide(left) or is_wide(right) or not (words or before.ends_blank or line.indent):
        return MappedText("", ())
    cut_by_count = wrapping is not None and wrapping.length is not None and wrapping.is_full(before)
    if cut_by_count and not before.ends_blank:
        return MappedText("", ())
    return MappedText(" ", (before.content.positions[-1] + 1,))


def _rebased(again: Reflowed, former: Reflowed) -> Reflowed:
    """Map positions in the previous output back to the source."""
    places: list[int] = []
    for paragraph in former.paragraphs:
        places.extend(paragraph.content.positions)
        places.append(paragraph.content.positions[-1] + 1)

    def back(content: MappedText) -> MappedText:
        return MappedText(content.text, tuple(places[position] for position in content.positions))

    return Reflowed(
        tuple(
            Paragraph(
                back(paragraph.content), tuple(back(line) for line in paragraph.lines), 0.0, paragraph.filled
            )
            for paragraph in again.paragraphs
        )
    )
