"""Writes the workbooks of this folder: one and the same return, as other programs write it.

Run once with the versions that README.md names; the files are committed, so that tests need none of them.
    python3 make.py            # openpyxl, XlsxWriter, PyExcelerate; LibreOffice and Gnumeric where they are installed
return.csv holds the return (code, name, value, previous); it breaks no rule.
"""
import csv
import pathlib
import shutil
import subprocess
import tempfile

import openpyxl
import pyexcelerate
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

here = pathlib.Path(__file__).parent


def cell(text):
    if text == "":
        return None
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


rows = [[cell(field) for field in row] for row in csv.reader((here / "return.csv").open(encoding="utf-8"))]
inputs = [row for row in rows[1:] if row[0] not in ("cycle", "park")]
cover = [["国家高新区年报"], ["园区代码", "P021"], ["评价年度", 2021], ["模板版本", "gx46-2021@1"]]
header = ["代码", "名称", "计量单位", "上年数", "本年数"]
table = [[code, name, None, previous, value] for code, name, value, previous in inputs]


def by_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "封面"
    for row in cover:
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet["A1"].font = Font(bold=True, size=18)
    sheet = book.create_sheet("园区填报项")
    sheet.append(["二〇二一年度"])
    sheet.merge_cells("A1:E1")
    sheet.append([])
    sheet.append(header)
    for row in table:
        sheet.append(row)
    sheet.freeze_panes = "A4"
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["E"].width = 22
    sheet.auto_filter.ref = f"A3:E{3 + len(table)}"
    for row in sheet.iter_rows(min_row=4, min_col=5, max_col=5):
        row[0].number_format = "#,##0.00;[Red]-#,##0.00"
        row[0].fill = PatternFill("solid", fgColor="FFFFCC")
    sheet["E4"].comment = Comment("已与人社部门核对", "张工")
    sheet["G4"] = "备注：见台账"
    validation = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
    validation.add(f"E4:E{3 + len(table)}")
    sheet.add_data_validation(validation)
    hidden = book.create_sheet("lists")
    hidden.append(["是", "否"])
    hidden.sheet_state = "veryHidden"
    book.save(path)


def by_xlsxwriter(path, constant_memory=False):
    book = xlsxwriter.Workbook(path, {"constant_memory": constant_memory})
    sheet = book.add_worksheet("封面")
    for at, row in enumerate(cover):
        sheet.write_row(at, 0, row)
    sheet = book.add_worksheet("园区填报项")
    sheet.write_row(0, 0, header)
    grey = book.add_format({"font_color": "#808080", "num_format": "0.00"})
    for at, row in enumerate(table):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at + 1, column, value, grey if column == 3 else None)
            else:
                sheet.write_blank(at + 1, column, None, grey)
    if not constant_memory:
        sheet.add_table(0, 0, len(table), 4, {"columns": [{"header": name} for name in header]})
        sheet.conditional_format(1, 4, len(table), 4, {"type": "data_bar"})
        sheet.write_url(len(table) + 3, 0, "https://example.org/", string="填报说明")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": ["园区填报项", 1, 4, 9, 4]})
        sheet.insert_chart("H2", chart)
    book.close()


def by_pyexcelerate(path):
    book = pyexcelerate.Workbook()
    book.new_sheet("封面", data=cover)
    book.new_sheet("园区填报项", data=[header, *table])
    book.save(path)


def converted(source, target, command):
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / target.name
        subprocess.run([word.format(source=source, folder=folder, made=made) for word in command], check=True)
        if not made.exists():
            made = pathlib.Path(folder) / f"{source.stem}{target.suffix}"
        shutil.copy(made, target)


by_openpyxl(here / "openpyxl.xlsx")
by_xlsxwriter(here / "xlsxwriter.xlsx")
by_xlsxwriter(here / "xlsxwriter-constant-memory.xlsx", constant_memory=True)
by_pyexcelerate(here / "pyexcelerate.xlsx")
if shutil.which("soffice"):
    source = here / "openpyxl.xlsx"
    office = ["soffice", "-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    converted(source, here / "libreoffice.xlsx", [*office, "xlsx", "--outdir", "{folder}", "{source}"])
    converted(source, here / "libreoffice.ods", [*office, "ods", "--outdir", "{folder}", "{source}"])
    converted(
        here / "return.csv",
        here / "libreoffice-gb18030.csv",
        [*office[:2], "--infilter=Text - txt - csv (StarCalc):44,34,76,1", *office[2:], "csv:Text - txt - csv (StarCalc):44,34,85,1", "--outdir", "{folder}", "{source}"],
    )
if shutil.which("ssconvert"):
    converted(here / "openpyxl.xlsx", here / "gnumeric.xlsx", ["ssconvert", "{source}", "{made}"])
