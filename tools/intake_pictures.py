"""Screenshots of intake: invented documents, two of them bad, and a list with new, changed, unchanged and bad rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from PySide6.QtCore import QEventLoop

from desktop.domain.case.case import Case
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.words.numerals import write_numeral
from desktop.services.cases.cases import get_case
from desktop.services.cases.work_list import list_cases
from desktop.services.office.workplace import Workplace
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.store_worker import StoreWorker

SURE = """政协临江区第十五届委员会第四次会议提案
提案号：985　　案由：关于推动高质量生物医药孵化器建设的提案
提案人：林晓舟、𠮷田明　　主办：区科委　　会办：区卫生健康委、区投促办
交办日期：2024年1月21日
孵化器是创新体系的重要节点。我区生命健康企业集聚，空间、资本和服务各有优势，但专业孵化器仍是短
板：一是布局不均，二是运营团队国际化程度不高，三是资本与孵化脱节。
为此建议：
一、在产业园区布局专业的生物医药孵化器，用好城市更新空间；
二、完善创新创业载体的分类培育机制，以绩效定支持；
三、设立产业基金，形成投资—孵化—服务闭环；
四、引入市场化、国际化的孵化运营团队。
"""
DOUBTFUL = """关于打造口袋公园的建议
——方晓委员（环境资源界）
中心城区寸土寸金，大型公园难以新建，而街角、桥下、厂区边缘的零星地块却长期闲置，成为卫生死角。
建设口袋公园投资小、见效快、受益广，是提升居民幸福感的好办法。
一、摸清可用地块
由区规划资源局牵头，对100平方米以上的闲置地块进行登记，建立项目库。
二、坚持居民参与
方案向周边居民公示，功能由居民选择。
"""
HEAD = ("序号", "提案号", "案由", "提案者", "交办日期", "办理期限")


def take_intake(
    window: MainWindow, worker: StoreWorker, folder: Path, picture: Callable[[str], None]
) -> None:
    """Take all pictures; nothing is written to the store. The invented files are written to `folder`."""
    intake = window.intake
    intake.show_requested.emit()
    picture("intake-empty")
    done = QEventLoop()
    intake.session.queue.all_read.connect(done.quit)
    intake.take(write_files(folder, worker.wait_for(known_cases)))
    done.exec()
    picture("intake-list")
    for place, name in enumerate(("intake-dry-run", "intake-review", "intake-doubts")):
        intake.open_entry(place)
        picture(name)
    window.show_inbox()


def known_cases(work: Workplace) -> list[Case]:
    """Two cases of the newest session that the list contains again."""
    cases = [get_case(work, row.id) for row in list_cases(work, CaseQuery()).rows]
    newest = max((case.term or 0, case.session or 0) for case in cases)
    return [case for case in cases if (case.term, case.session) == newest and case.number][:2]


def write_files(folder: Path, known: list[Case]) -> tuple[Path, ...]:
    """Write the files; return them with the good ones first."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "提案985.txt": SURE,
        "没有表头的建议.txt": DOUBTFUL,
        "内部来件.txt": "机密★1年\n关于某事项的提案\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "空白.docx").write_bytes(b"")
    return (write_list(folder, known), *(folder / name for name in files), folder / "空白.docx")


def write_list(folder: Path, known: list[Case]) -> Path:
    """Write an assignment list; of the known cases the first is unchanged and the second has another due date."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    first = known[0]
    term, session = write_numeral(first.term or 15), write_numeral(first.session or 4)
    sheet.append([f"{first.region}政协{term}届{session}次会议提案交办清单"])
    sheet.append(HEAD)
    sheet.append([1, first.number, first.subject, "", "", ""])
    for place, case in enumerate(known[1:], 2):
        sheet.append([place, case.number, case.subject, "", "", "2026-12-18"])
    for place in range(3, 24):
        sheet.append(
            [place, f"{900 + place}", f"关于第{place}项民生实事的提案", "许致远", "2026-02-21", "2026-05-21"]
        )
    sheet.append([24, "990", "", "许致远", "2026-02-21", ""])
    sheet.append([25, "991", "关于社区食堂的提案", "程远", "2026-13-41", ""])
    file = folder / "交办清单.xlsx"
    book.save(file)
    return file
