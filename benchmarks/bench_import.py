"""Dry run, import and second import of an invented list of 500 rows, compared with openpyxl reading the same cells.

Aims: dry run under 3 s, import under 5 s, the second import changes nothing. The store holds 10,000 older cases, and every
row is compared with them to find similar ones.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from openpyxl import Workbook, load_workbook

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.importing.plan import ImportStatus
from desktop.services.importing.intake import import_files
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.store.cases.cases import add_case

ROWS, OLDER = 500, 10_000


def words(text: str) -> list[str]:
    return text.split("|")


_PLACES = words(
    "老旧小区|社区食堂|滨水步道|科技园区|中小学校|背街小巷|口袋公园|农贸市场|地铁站点|商务楼宇|街镇卫生院|幼儿园|养老机构|创业基地|历史风貌区"
    "|城中村|高架桥下|产业楼宇|文化场馆|体育场地|长途客站|物流枢纽|夜市街区|河道两岸|工业遗存|外卖驿站|综合医院|职业院校|安置房|商业综合体"
)
_THINGS = words(
    "充电设施|助餐服务|停车泊位|实验课程|环境卫生|照明路灯|食品安全|文化展陈|人才公寓|防汛排水|无障碍通道|心理健康|消防隐患|噪声扰民|垃圾分类"
    "|托育名额|电梯加装|非遗传承|数据共享|绿色节能|法律援助|志愿讲解|应急救护|宠物饲养|就业培训|税费优惠|知识产权|数字支付|交通微循环|慢行系统"
)
_AIMS = ["加强", "优化", "推进", "完善", "提升", "规范"]
_HEAD = [
    "序号", "提案号", "案由", "提案人", "联名人", "界别", "联系电话", "主办单位", "会办单位", "办理方式", "是否重点", "交办日期",
    "办理期限", "备注",
]  # fmt: skip
_Result = TypeVar("_Result")


def subject(number: int) -> str:
    place, thing = _PLACES[number % 30], _THINGS[number // 30 % 30]
    return f"关于{_AIMS[number % 6]}{chr(0x4E00 + number * 11 % 9000)}{chr(0x5200 + number * 7 % 7000)}街{place}{thing}的提案"


def timed(job: Callable[[], _Result]) -> tuple[float, _Result]:
    begin = time.perf_counter()
    result = job()
    return time.perf_counter() - begin, result


def write_list(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["临江区政协十五届四次会议提案交办清单（示例）"])
    sheet.append(_HEAD)
    for number in range(1, ROWS + 1):
        sheet.append(
            [
                number, f"{number:03d}", subject(number), f"许{chr(0x4E00 + number)}远", "沈一鸣、周砚", "科技界",
                "13900000000", "临江区科学技术委员会", "临江区财政局、临江区教育局", "主办", "否", "2024.1.22",
                date(2024, 4, 22), "",
            ]
        )  # fmt: skip
    book.save(path)


def fill(work: Workplace) -> None:
    with work.store.writing():
        for number in range(OLDER):
            asks = tuple(Ask(place, f"请{subject(number + place)}抓紧办理") for place in (1, 2, 3))
            proposers = (Proposer(f"周{chr(0x4E00 + number % 5000)}"),)
            add_case(
                work.store,
                Case(term=14, session=number % 5 + 1, number=f"{number:05d}", subject=subject(number * 3),
                     asks=asks, proposers=proposers),
            )  # fmt: skip


def read_bare(path: Path) -> int:
    return sum(1 for _ in load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="chengban-bench-") as folder:
        place = Path(folder)
        write_list(place / "清单.xlsx")
        bare, _ = timed(lambda: read_bare(place / "清单.xlsx"))
        work = open_workplace(place / "data", now=lambda: datetime(2024, 4, 9, 10, 42))
        fill(work)
        for what, dry in (("dry run", True), ("import", False), ("second import", False)):
            seconds, outcomes = timed(lambda dry=dry: import_files(work, [place / "清单.xlsx"], dry_run=dry))  # type: ignore[misc]
            wanted = ImportStatus.UNCHANGED if what.startswith("second") else ImportStatus.NEW
            assert [outcome.status for outcome in outcomes] == [wanted] * ROWS, what
            words = f"{what} of a list of {ROWS} rows beside {OLDER:,} cases (peer: openpyxl reads the cells)"
            print(f"{words} | {seconds:.2f} s | {bare:.2f} s | {seconds / bare:.2f}")
        work.close()


if __name__ == "__main__":
    main()
