"""Writes invented documents and assignment lists for intake tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

LIBRARY = """政协临江区第十五届委员会第四次会议提案
提案号：085　　案由：关于改善社区图书室的提案
提案人：𠮷田明、林晓舟　　主办：区文旅局　　会办：区教育局
交办日期：2024年2月21日　　办理期限：2024年5月21日
社区图书室是居民身边的书房。近年来开放时间短、图书旧的问题比较突
出，居民意见较多。
为此建议：
一、延长开放时间；
二、增加图书。
"""
PARKING = """政协临江区第十五届委员会第四次会议提案
提案号：012　　案由：关于缓解老旧小区停车难的提案
提案人：沈若溪
老旧小区停车难的问题比较突出，居民反映较多，需要统筹研究解决。
为此建议：
一、推广错时共享。
"""
WITHOUT_HEAD = """关于打造口袋公园的建议
——方晓委员（环境资源界）
中心城区寸土寸金，大型公园难以新建，而街角、桥下、厂区边缘的零星地块却长期闲置，成为卫生死角。
建设口袋公园投资小、见效快、受益广，是提升居民幸福感的好办法。
一、摸清可用地块
由区规划资源局牵头，对100平方米以上的闲置地块进行登记，建立项目库。
二、坚持居民参与
方案向周边居民公示，功能由居民选择。
"""
SECRET = "机密★1年\n关于某事项的提案\n内容：……\n"
HEAD = ("序号", "提案号", "案由", "提案者", "主办单位", "交办日期", "办理期限")


def write_paper(folder: Path, name: str, text: str) -> Path:
    """Write a text file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def write_list(folder: Path, rows: Sequence[Sequence[object]], name: str = "交办清单.xlsx") -> Path:
    """Write an assignment list with a merged title, the header HEAD and these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["临江区政协十五届四次会议提案交办清单"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEAD))
    sheet.append(HEAD)
    for row in rows:
        sheet.append(list(row))
    file = folder / name
    book.save(file)
    return file


def list_row(place: int, number: str, subject: str, due: str = "2024-05-21") -> tuple[object, ...]:
    return (place, number, subject, "许致远", "区文旅局", "2024-02-21", due)
