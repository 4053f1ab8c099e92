"""Records of the check's peer in polars: typed columns, what their cells are otherwise, and the findings on them."""

import json
import re
import unicodedata
from pathlib import Path

import polars as pl

DATA = Path(__file__).parents[2] / "shared" / "data"
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
# What a blank, 不适用, N/A or an error begins with.
ODD_STARTS = ["", " ", "\t", "\u3000", "\u00a0", "#", "＃", "不", "N", "n", "Ｎ", "ｎ"]


def load(name):
    return json.loads((DATA / name).read_bytes())


RULES = {rule["id"]: rule for rule in load("validation-rules.json")["rules"]}
FIELDS = load("return-fields.json")
NUMBERS = {field["code"] for field in FIELDS if field["unit"] != ""}
ERRORS = RULES["R-F-005"]["parameters"]["errors"]["default"]


def meaning(text):
    """What a text says that is no plain number: blank, n/a, error, words, or the number."""
    said = unicodedata.normalize("NFKC", text).strip()
    if said == "":
        return "blank"
    if said.lower() in ("不适用", "n/a"):
        return "n/a"
    if said in ERRORS:
        return "error"
    return float(said.replace(",", "")) if NUMBER.fullmatch(said) else "words"


class Records:
    """A table as typed columns.

    `values` has doubles (不适用 is 0) and texts, null where there is neither; `key` is the credit code. Masks by column say
    which cells are something else: blank, 不适用, an error, words in a column of numbers.
    """

    def __init__(self, raw):
        self.blank, self.not_applicable, self.error, self.words = {}, {}, {}, {}
        self.codes = set(raw.columns)
        self.findings = []
        values = raw.with_columns(self.value(column) for column in raw)
        keys = values["uscc"].str.strip_chars()
        has_none = self.not_applicable.get("uscc")
        self.values = values.with_columns((keys if has_none is None else keys.set(has_none, None)).alias("key"))

    def value(self, column):
        code = column.name
        if column.dtype != pl.String:
            if column.null_count():
                self.blank[code] = column.is_null()
            return column
        if code in NUMBERS:
            value = column.cast(pl.Float64, strict=False)
            if value.is_infinite().any() or value.is_nan().any():
                value = value.set(~value.is_finite(), None)
            odd = column.filter(value.is_null())
        else:
            value = column
            odd = column.filter(column.str.head(1).is_in(ODD_STARTS))
        meanings = {text: meaning(text) for text in odd.unique() if text is not None}
        kinds = set(meanings.values())

        def cells(*wanted):
            return column.is_in([text for text, kind in meanings.items() if kind in wanted]).fill_null(False)

        if "blank" in kinds or column.null_count():
            self.blank[code] = column.is_null() | cells("blank")
        if "n/a" in kinds:
            self.not_applicable[code] = cells("n/a")
        if "error" in kinds:
            self.error[code] = cells("error")
        if code not in NUMBERS:
            return value.set(self.blank[code], None) if "blank" in kinds else value
        if kinds & {"words", "error"}:
            self.words[code] = cells("words", "error")
        numbers = {text: kind for text, kind in meanings.items() if isinstance(kind, float)}
        numbers |= {text: 0.0 for text, kind in meanings.items() if kind == "n/a"}
        if not numbers:
            return value
        return value.fill_null(column.replace_strict(numbers, default=None, return_dtype=pl.Float64)).alias(code)

    def has(self, mask, code):
        """One of the masks as an expression."""
        return pl.lit(mask[code]) if code in mask else pl.lit(False)

    def judge(self, units):
        """Takes (rule, columns, broken) and keeps the rows where `broken` is true."""
        known = [unit for unit in units if self.codes.issuperset(unit[1])]
        masks = self.values.select(broken.alias(str(at)) for at, (_, _, broken) in enumerate(known))
        counts = masks.select(pl.all().sum()).row(0) if known else ()
        for (rule, columns, _), mask, count in zip(known, masks, counts, strict=True):
            if count:
                self.findings.append((rule, " ".join(columns), mask.arg_true()))
