"""Find private data in a text (DOMAIN 7.3) by patterns, checksums and the surrounding words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from desktop.domain.redaction.redaction import RemovalKind, Span, not_overlapping

# Checksums of identity and card numbers.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_id_number(text: str) -> bool:
    """True for an 18-digit citizen identity number 「公民身份号码」 with a valid birthday and check character (GB 11643-1999)."""
    if len(text) != 18 or not text[:17].isascii() or not text[:17].isdigit():
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == text[17].upper()


def is_luhn(digits: str) -> bool:
    """True if the last digit is a valid Luhn check digit, as on bank cards (ISO/IEC 7812-1); False for all zeros."""
    if not digits.isascii() or not digits.isdigit() or not digits.strip("0"):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


# Patterns.
OMISSION_MARK = "（略）"
"""Text that replaces a removal inside a sentence."""
_NEAR = 12
_CONTACT_WORDS = re.compile(r"电话|联系|传真|座机|手机|致电|拨打|热线|来电|咨询")
_UNIT_BEHIND = re.compile(
    r"\s*(?:多|余)?(?:[元人户家件次项个份万亿千百吨米辆套间处条棵株㎡]|平方|公里|公顷|%|％|号(?!码)|年|月)"
)
_NUMBER_BEFORE = re.compile(
    r"(?:第|[〔〕\[\]（(]|编号|文号|案号|登记号|许可证|备案号|批准文号|代码|￥|¥|NO\.?|No\.?)\s*$"
)

_ID = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_CARD = re.compile(r"(?<!\d)(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?!\d)")
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![\d.]\d|\d)")
_LANDLINE = re.compile(
    r"(?<![\d.])(?:[（(]0\d{2,3}[）)]|0\d{2,3}[-—－ ])?[2-9]\d{2,3}[- ]?\d{4}(?:\s*[-—－转]\s*\d{1,6})?(?![\d.]\d|\d)"
)
_AREA_CODE = re.compile(r"[（(]?0\d{2,3}[）)—－ -]")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_MESSENGER = re.compile(
    r"(?:微信|Q\s?Q)(?:号码|号|账号)?\s*(?:[：:为是]\s*)?"
    r"([A-Za-z][A-Za-z0-9_-]{5,19}|[1-9]\d{4,10})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[（(][^（）()]*(?:联系(?:人|电话|方式|单位)|经办人|手机|传真)[^（）()]*[）)]")
_CONTACT_LABEL = (
    r"(?:联系人|经办人|承办人|联系电话|联系方式|办公电话|手机号?码?|电话|传真|电子邮箱|电子邮件|邮箱"
    r"|E-?mail|微信号?|QQ号?)"
)
_CONTACT_LINE = re.compile(rf"^\s*{_CONTACT_LABEL}\s*[：:].*$", re.IGNORECASE | re.MULTILINE)
_CONTACT_PART = re.compile(
    rf"(?:[，；、\s]|^)\s*(?:联系人|经办人)\s*[：:][^，。；、\n]+(?:[，；、\s]+{_CONTACT_LABEL}\s*[：:][^，。；、\n]+)*",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"(?:家庭住址|家庭地址|住址|现住|家住|居住地址|户籍地址|通讯地址|通信地址)(?:为|是|在|于|[：:])?\s*([^，。；、\n（）]{4,50})"
)
_ROOM = re.compile(
    r"(?:[一-鿿]{1,12}(?:路|街|大道|巷|里|新村|小区|花园|公寓)\s*)?"
    r"\d+\s*(?:弄|号)\s*(?:\d+\s*(?:号楼?|幢|栋)\s*)?(?:\d+\s*单元\s*)?\d{2,5}\s*室"
)
_ID_WORDS = re.compile(
    r"(?:身份证|护照|社保卡|银行卡|银行账号|银行账户)(?:号码?|账号)(?:为|是|[：:])?\s*[0-9A-Za-z*×]{4,}"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_COMPANY_FIGURE = re.compile(
    r"[一-鿿A-Za-z]{2,20}(?:有限公司|股份公司|集团公司)[^。；\n]{0,30}?(?:税收|纳税|税额|营业收入|营收|销售额|利润|产值)"
    r"[^。；，\n]{0,12}?\d[\d,.]*\s*(?:亿|万|千)?元"
)
_SECRECY = re.compile(
    r"(?:绝密|机密|秘密)★|(?:绝密|机密|秘密)(?:[一二三四五六七八九十\d]+年|级文件)|内部资料[，、 ]*(?:注意保存|不得外传)|工作秘密★"
)


def find_spans(text: str, names: tuple[str, ...] = ()) -> tuple[Span, ...]:
    """All private data in `text`, from left to right, not overlapping. `names` are masked: 刘大伟 → 刘××."""
    return not_overlapping([*_numbers(text), *_contacts(text), *_uncertain(text), *_named(text, names)])


def _numbers(text: str) -> Iterator[Span]:
    for match in _ID.finditer(text):
        if is_id_number(match.group()):
            yield _span(RemovalKind.ID_NUMBER, match)
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if is_luhn(digits) and not _NUMBER_BEFORE.search(text[: match.start()]):
            yield _span(RemovalKind.BANK_CARD, match)
    for match in _SECRECY.finditer(text):
        yield _span(RemovalKind.SECRECY_MARK, match, "")


def _contacts(text: str) -> Iterator[Span]:
    for pattern in (_BRACKET, _CONTACT_LINE, _CONTACT_PART):
        for match in pattern.finditer(text):
            if re.search(r"\d{5}|@|联系人|经办人", match.group()):
                yield _span(RemovalKind.CONTACT_LINE, match, "")
    for match in _MOBILE.finditer(text):
        if not _counts_something(text, match):
            yield _span(RemovalKind.MOBILE, match)
    for match in _LANDLINE.finditer(text):
        if _is_telephone(text, match):
            yield _span(RemovalKind.LANDLINE, match)
    for match in _EMAIL.finditer(text):
        yield _span(RemovalKind.EMAIL, match)
    for match in _MESSENGER.finditer(text):
        yield Span(RemovalKind.MESSENGER, match.start(1), match.end(1), OMISSION_MARK)


def _uncertain(text: str) -> Iterator[Span]:
    for match in _HOME.finditer(text):
        yield Span(RemovalKind.ADDRESS, match.start(1), match.end(1), OMISSION_MARK)
    for match in _ROOM.finditer(text):
        yield _span(RemovalKind.ADDRESS, match)
    for match in _ID_WORDS.finditer(text):
        yield _span(RemovalKind.ID_WORDS, match)
    for match in _PLATE.finditer(text):
        yield _span(RemovalKind.LICENCE_PLATE, match)
    for match in _COMPANY_FIGURE.finditer(text):
        yield _span(RemovalKind.COMPANY_FIGURE, match)


def _named(text: str, names: tuple[str, ...]) -> Iterator[Span]:
    for name in names:
        for match in re.finditer(re.escape(name), text) if len(name) > 1 else ():
            yield _span(RemovalKind.NAME, match, masked(name))


def masked(name: str) -> str:
    """The name with its given name masked: 刘大伟 → 刘××; a family name of two characters is kept whole."""
    kept = 2 if name[:2] in _LONG_FAMILY_NAMES and len(name) > 2 else 1
    return name[:kept] + "××"


_LONG_FAMILY_NAMES = frozenset(
    re.findall("..", "欧阳上官司马诸葛东方皇甫尉迟公孙慕容令狐长孙宇文司徒夏侯端木百里南宫")
)


def _span(kind: RemovalKind, match: re.Match[str], after: str = OMISSION_MARK) -> Span:
    return Span(kind, match.start(), match.end(), after)


def _counts_something(text: str, match: re.Match[str]) -> bool:
    """True for an amount, a document number or a year, which are not telephone numbers."""
    return bool(_UNIT_BEHIND.match(text, match.end()) or _NUMBER_BEFORE.search(text[: match.start()]))


def _is_telephone(text: str, match: re.Match[str]) -> bool:
    """True with an area code, or with a word for telephone shortly before it."""
    if _counts_something(text, match):
        return False
    before = text[max(0, match.start() - _NEAR) : match.start()]
    return bool(_AREA_CODE.match(match.group()) or _CONTACT_WORDS.search(before.split("。")[-1]))
