"""Peer of the check bench: the rules on cells, records, keys and totals of records, by hand in polars.

    check.py FILE [FINDINGS]

FILE is a return as a ZIP of CSV (UTF-8 or GB18030) or as a workbook. Prints one JSON object: peak memory in MB, how
often each rule is broken, and the totals. With FINDINGS every finding is written there as `rule,row,columns`, by row
of the file.

Nothing is lost to type inference: a column of a CSV that is not numbers throughout is read again as text, the types of
a workbook's columns are taken from all of their cells, and its errors are kept. Left out are the rules that our own
check leaves out on such a file too (no code list is public, there are no records of last year), those in shadow mode,
and those on the park inputs or the headers alone.
"""

import json
import re
import resource
import sys
import zipfile
from pathlib import Path

import polars as pl
from check_records import ERRORS, NUMBERS, Records
from check_rules import cell_units, judge_totals, key_units, record_units, stranger_unit, with_derived

# As fastexcel calls them.
ERROR_NAMES = {re.sub(r"\W", "", error).capitalize(): error for error in ERRORS} | {"NA": "#N/A"}


def read_part(archive, name):
    """A CSV part: columns of numbers as doubles where they hold nothing else, all others as text."""
    content = archive.read(name)
    try:
        content[: content.rindex(b"\n", 0, 65536)].decode()
    except UnicodeDecodeError:
        content = content.decode("gb18030").encode()
    header = content[: content.index(b"\n")].decode().strip().split(",")
    kinds = {code: pl.Float64 if code in NUMBERS else pl.String for code in header}
    frame = pl.read_csv(content, schema=kinds, ignore_errors=True)
    odd = [s.name for s in frame if s.dtype == pl.Float64 and (s.null_count() > 0 or not s.is_finite().all())]
    return Records(frame.with_columns(pl.read_csv(content, columns=odd, infer_schema=False)) if odd else frame)


def words_of(cell):
    """What a cell says that is no value of its column's type."""
    kind, content = re.search(r"got '(\w+)\((.*)\)'$", cell.detail).groups()
    return ERROR_NAMES[content] if kind == "Error" else json.loads(content) if kind == "String" else content


def read_sheet(book, name):
    """A sheet below its row of codes and its row of labels; errors and other words among numbers stand in it as text."""
    batch, wrong = book.load_sheet(name, skip_rows=1, schema_sample_rows=None).to_arrow_with_errors()
    frame = pl.from_arrow(batch)
    odd = {}
    for cell in [] if wrong is None else wrong.errors:
        row, column = cell.offset_position
        odd.setdefault(batch.column_names[column], {})[row] = words_of(cell)
    texts = (frame[code].cast(pl.String).scatter(list(cells), list(cells.values())) for code, cells in odd.items())
    return Records(frame.with_columns(texts))


def read_return(path):
    """The park inputs, the enterprises and the projects, and the row of the file on which the records begin."""
    archive = zipfile.ZipFile(path)
    if "xl/workbook.xml" not in archive.namelist():
        inputs = pl.read_csv(archive.read("inputs.csv"), infer_schema=False)
        return inputs, read_part(archive, "enterprises.csv"), read_part(archive, "projects.csv"), 2
    import fastexcel

    book = fastexcel.read_excel(path)
    inputs = book.load_sheet("园区填报项", schema_sample_rows=None).to_polars()
    inputs = inputs.rename({"代码 code": "code", "本年数 value": "value"})
    return inputs, read_sheet(book, "企业"), read_sheet(book, "项目"), 3


def peak_megabytes():
    """As peak-memory.ts: Linux counts the memory of the process that started this one into `ru_maxrss`."""
    status = Path("/proc/self/status")
    own = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
    return int(own[1]) / 1024 if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(path, findings_path=None):
    inputs, enterprises, projects, first_row = read_return(path)
    derived = with_derived(enterprises.values, projects.values)
    totals, broken_totals = judge_totals(inputs, derived)
    projects.judge([*cell_units(projects), stranger_unit(enterprises)])
    units = [*cell_units(enterprises), *record_units(enterprises), *key_units(enterprises)]
    enterprises.values = derived
    enterprises.judge(units)
    none = pl.DataFrame(schema={"row": pl.UInt32, "rule": pl.String, "columns": pl.String})
    found = [
        pl.select((rows + first_row).alias("row"), pl.lit(rule).alias("rule"), pl.lit(columns).alias("columns"))
        for rule, columns, rows in enterprises.findings + projects.findings
    ]
    of_park = pl.DataFrame([(0, *one) for one in broken_totals], schema=none.schema, orient="row")
    findings = pl.concat([none, of_park, *found])
    counts = dict(findings.group_by("rule").len().sort("rule").iter_rows())
    if findings_path is not None:
        findings.select("rule", "row", "columns").write_csv(findings_path, include_header=False)
    print(json.dumps({"megabytes": peak_megabytes(), "counts": counts, "totals": totals}))


main(*sys.argv[1:])
