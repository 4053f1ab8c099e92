"""Rules of the check's peer in polars: what breaks them as expressions, by rule and columns."""

import re
from functools import reduce
from operator import add, or_

import polars as pl
from check_records import FIELDS, NUMBERS, RULES, load
from polars import col

DATA_YEAR = 2020
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
FORM_OF = {field["code"]: field["table"][:6] for field in FIELDS}
INPUTS = load("park-inputs-2021.json")
SMALLER_THAN_ENTERPRISES = [
    "tech_smes_registered",
    "incubated_enterprises_new",
    "gazelle_enterprises_new",
    "enterprises_with_national_rd_institution",
]


def names(expression):
    return re.findall(r"[a-z]+\d\w*", expression)


def total(expression):
    """`qc120 + qc227 - qc230` as an expression of columns."""
    terms = [-col(name) if sign == "-" else col(name) for sign, name in re.findall(r"([+-]?)\s*(\w+)", expression)]
    return reduce(add, terms)


def ratio(part, whole):
    return pl.when(whole != 0).then(part / whole)


def larger(a, b):
    return pl.when(a.is_not_null() & b.is_not_null()).then(pl.max_horizontal(a, b))


def each(rule, *sides):
    """The entries of a rule: the columns they read, and their sides."""
    for entry in RULES[rule]["predicate"]["each"]:
        texts = [entry[side] for side in sides]
        yield [name for text in texts for name in names(text)], *map(total, texts)


def cell_units(records):
    """R-F-005 and the R-T rules on the fields of a table."""

    def fields(rule):
        return [code for code in RULES[rule]["fields"] if code in records.codes]

    for code, mask in records.error.items():
        yield "R-F-005", [code], pl.lit(mask)
    for code, mask in records.words.items():
        yield "R-T-001", [code], pl.lit(mask)
    for code in fields("R-T-002"):
        if code in records.blank:
            yield "R-T-002", [code], pl.lit(records.blank[code])
    for code in fields("R-T-003"):
        yield "R-T-003", [code], (col(code) < 0) | (col(code) != col(code).floor())
    for code in fields("R-T-004"):
        yield "R-T-004", [code], col(code) < 0
    for code in fields("R-T-005"):
        year = col(code)
        is_year = (year == year.floor()) & year.is_between(1949, DATA_YEAR)
        yield "R-T-005", [code], ~is_year & ~records.has(records.not_applicable, code)
    for code in fields("R-T-006"):
        yield "R-T-006", [code], ~col(code).is_between(0, 100)
    yield "R-T-008", ["uscc"], ~is_uscc(records.values["uscc"].str.strip_chars())
    for rule, code, digits in (("R-T-101", "qb03_1", 4), ("R-T-102", "qh21", 2)):
        if code in records.codes:
            is_code = col(code).str.normalize("NFKC").str.strip_chars().str.contains(f"^[0-9]{{{digits}}}$")
            yield rule, [code], ~is_code & ~records.has(records.not_applicable, code)


def is_uscc(codes):
    """Whether each is 18 characters of the alphabet of GB 32100-2015 with a right check character; null for a blank."""
    shaped = codes.str.contains(f"^[{ALPHABET}]{{18}}$")
    digits = pl.Series([max(ALPHABET.find(chr(code)), 0) for code in range(128)], dtype=pl.Int32)
    whole = codes.set(~shaped, "0" * 18).fill_null("0" * 18)
    bytes = whole.cast(pl.Binary).bin.reinterpret(dtype=pl.Array(pl.UInt8, 18), endianness="little").explode()
    weights = pl.Series([*WEIGHTS, 1] * len(codes), dtype=pl.Int32)
    sums = (digits.gather(bytes.cast(pl.UInt32)) * weights).reshape((len(codes), 18)).arr.sum()
    return pl.lit(shaped & (sums % 31 == 0))


def record_units(records):
    """The R-X, R-R and R-K rules on an enterprise, with what is derived of it and of its projects."""
    q = {code: col(code) for code in NUMBERS}
    revenue, staff, research = q["qc05_0"], q["qd01"], q["qj20"]
    is_high_tech = col("qb11") == "1"
    value_added, output = col("value_added_e"), larger(q["qc02"], revenue)
    for rule, allowed in (("R-X-003", 0), ("R-X-005", 1), ("R-X-011", 0), ("R-X-012", 0)):
        for columns, part, whole in each(rule, "part", "whole"):
            yield rule, columns, part > whole + allowed
    for columns, left, right in each("R-X-008", "left", "right"):
        yield "R-X-008", columns, (left - right).abs() > 2
    for columns, left, right in each("R-X-014", "left", "right"):
        yield "R-X-014", columns, (left > 0) != (right > 0)
    for rule, expression, bound in (
        ("R-X-001", "qd25 + qd03", "qd01"),
        ("R-X-002", "qd18 + qd08 + qd09", "qd01"),
        ("R-X-007", "qc11", "qc05_0"),
        ("R-X-013", "qj57", "qj73"),
    ):
        yield rule, names(expression) + [bound], total(expression) > col(bound)
    yield "R-X-004", ["qc05_0", "qd01"], (revenue > 0) & ~(staff > 0)
    kinds = "qc06 + qc07 + qc10 + qc49 - qc05_0"
    yield "R-X-006", names(kinds), total(kinds).abs() > pl.max_horizontal(2, revenue / 1000)
    yield "R-X-009", ["qc226_1", "qc226"], (col("qc226_1") == "1") != (q["qc226"] > 0)
    items = "qj23_1 + qj23_2 + qj23_3 + qj23_4 + qj23_6 + qj23_7 + qj33 + qj23_5 - qj20"
    yield "R-X-010", names(items), total(items).abs() > 4
    lacks = records.has(records.blank, "qb13") | records.has(records.blank, "qb12")
    yield "R-X-015", ["qb11", "qb13", "qb12"], is_high_tech & (lacks | (q["qb12"] < DATA_YEAR - 2))
    yield "R-X-016", ["qb18", "qb06_2"], col("domestic_e") & (q["qb06_2"] > 50)
    yield "R-R-001", ["qc12", "qc05_0"], ~(ratio(q["qc12"], revenue) * 100).is_between(-50, 60)
    added = ["qc221", "qc229", "qc225", "qc120", "qc62", "qc51", "qc61"]
    yield "R-R-002", [*added, "qc02", "qc05_0"], value_added > output
    yield "R-R-003", [*added, "qc02", "qc05_0"], ~(ratio(value_added, output) * 100).is_between(5, 80)
    yield "R-R-004", ["qc51", *added], q["qc51"] > value_added
    pay = ratio(q["qc51"], staff) / 10
    yield "R-R-005", ["qc51", "qd01"], (pay > 150) | (staff > 50) & (pay < 2)
    spend = ["qj23_1", "qj23_2", "qj23_6", "qj23_7", "qj23_5", "qj251", "qj250"]
    yield "R-R-006", [*spend, "qc05_0"], ratio(col("rd_internal_e"), revenue) * 100 > 50
    intensity = ratio(research, revenue) * 100
    for band, least in (
        (revenue <= 50_000, 5),
        ((revenue > 50_000) & (revenue <= 200_000), 4),
        (revenue > 200_000, 3),
    ):
        yield "R-R-007", ["qb11", "qc05_0", "qj20"], is_high_tech & band & (intensity < least)
    outside = "qj33_1 + qj33_2 + qj33_3 + qj33_4 + qj59 + qj61"
    yield "R-R-008", [*names(outside), "qc05_0"], ratio(total(outside), revenue) * 100 > 30
    yield "R-R-009", ["qb11", "qj09", "qd01"], is_high_tech & (ratio(q["qj09"], staff) * 100 < 10)
    income = ratio(q["qc06"] + q["qc09"], revenue) * 100
    yield "R-R-009", ["qb11", "qc06", "qc09", "qc05_0"], is_high_tech & (income < 60)
    yield "R-R-010", ["qd08", "qd18", "qd01"], (staff > 50) & ~(q["qd08"] + q["qd18"] > 0)
    yield "R-R-010", ["qd03", "qd01"], (staff > 1000) & ~(q["qd03"] > 0)
    for whole in ("qc05_0", "qc02"):
        yield "R-R-011", ["qc41", whole], ratio(q["qc41"], q[whole]) * 10 > 1
    yield "R-K-005", ["qj09"], col("rd_fte_e") > q["qj09"]
    is_over = col("project_spend") > (research + q["qj250"]) * 1.05
    yield "R-K-006", ["qj20", "qj250"], is_over | (research > 0) & (col("projects") == 0)


def summed(value, condition):
    """Null where a term is."""
    terms = value.filter(condition)
    return pl.when(terms.null_count() == 0).then(terms.sum())


def with_derived(enterprises, projects):
    """Enterprises with the values that the rules and the park inputs are made of."""
    counts = (
        col("qh21").is_in(["01", "04", "07", "08", "09", "12", "13"])
        & col("qh32").is_in(["1", "2", "3", "4"])
        & (col("qh36") != "4")
        & (col("qh31") != "30")
    )

    by_enterprise = projects.group_by("key").agg(
        summed(col("qh40"), counts).alias("months"),
        summed(col("qh51"), counts).alias("counted_spend"),
        summed(col("qh51"), col("qh31") != "30").alias("own_spend"),
        summed(col("qh51"), pl.lit(True)).alias("project_spend"),
        pl.len().alias("projects"),
    )
    joined = enterprises.join(by_enterprise, on="key", how="left", maintain_order="left")
    has_none = col("projects").is_null()
    share = pl.when(has_none).then(0.0).otherwise(ratio(col("counted_spend"), col("own_spend")).fill_null(0.0))
    own = total("qj23_1 + qj23_2 + qj23_6 + qj23_7 + qj23_5 + qj251") + (col("qj250") - col("qj251")) * 0.1
    return joined.with_columns(
        total("qc221 - qc229 - qc225 + qc120 + qc62 + qc51 + qc61").alias("value_added_e"),
        (pl.when(has_none).then(0.0).otherwise(col("months")) / 12).alias("rd_fte_e"),
        (own * share).alias("rd_internal_e"),
        pl.when(has_none).then(0.0).otherwise(col("project_spend")).alias("project_spend"),
        col("projects").fill_null(0),
        col("qb18").str.starts_with("1").alias("domestic_e"),
        (col("qb11") == "1").alias("hnte_e"),
        col("qb03_1").str.contains("^(0[6-9]|[1-3][0-9]|4[0-6])[0-9][0-9]$").alias("industrial_e"),
    )


def sums():
    """Code of a park input, what of the enterprises is summed (None: they are counted), and of which."""
    for code, aggregation in ((one["code"], one["aggregation"]) for one in INPUTS):
        plain = re.fullmatch(r"sum\(enterprises, (\w+)(?:, (\w+_e))?\)", aggregation)
        if plain and plain[2] not in ("high_tech_service_e", "digital_e"):
            yield code, col(plain[1]), pl.lit(True) if plain[2] is None else col(plain[2])
    revenue, spend = col("qc05_0"), ratio(col("rd_internal_e"), col("qc05_0"))
    has_mark, has_patent = col("qj79_2") > 0, col("qj57") - col("qj57_1") > 0
    domestic = col("domestic_e")
    yield "revenue_rd_intensity_5pct", revenue, spend >= 0.05
    yield "revenue_without_industrial_output", revenue, col("qc02") == 0
    yield "high_tech_enterprises", None, col("hnte_e")
    yield "enterprises_with_venture_capital", None, col("qc226") > 0
    yield "domestic_enterprises_overseas_rd", None, domestic & (col("qj90") > 0)
    yield "domestic_enterprises_overseas_trademark", None, domestic & has_mark
    yield "domestic_enterprises_overseas_patent", None, domestic & has_patent
    yield "domestic_enterprises_overseas_trademark_and_patent", None, domestic & has_mark & has_patent
    yield "domestic_enterprises_international_standard", None, domestic & (col("qj98_1") > 0)
    yield "enterprises_rd5_revenue_500m", None, (revenue > 500_000) & (spend > 0.05)


def judge_totals(inputs, enterprises):
    """The totals that park inputs are, and which declared ones break R-K-003, R-K-004 and R-A-008."""
    declared = dict(inputs.select("code", col("value").cast(pl.Float64, strict=False)).iter_rows())
    is_whole = {one["code"] for one in INPUTS if one["type"] == "integer"}
    known = list(sums())
    totals = enterprises.select(
        (condition.sum() if value is None else summed(value, condition)).alias(code)
        for code, value, condition in known
    ).row(0, named=True)
    broken = []
    for code, value, _ in known:
        said, total = declared.get(code), totals[code]
        if said is not None and total is not None and abs(said - total) > (0 if code in is_whole else 1):
            broken.append(("R-K-004" if value is None else "R-K-003", code))
    for code in SMALLER_THAN_ENTERPRISES:
        if (declared.get(code) or 0) > enterprises.height:
            broken.append(("R-A-008", code))
    return totals, broken


def key_units(enterprises):
    """R-K-001 on repeated codes; R-K-002 on enterprises that a form has nothing of."""
    yield "R-K-001", ["uscc"], col("key").is_duplicated() & col("key").is_not_null() & col("key").is_first_distinct()
    forms = ("GQ-001", "GQ-002", "GQ-003", "GQ-005")
    of_form = ([code for code in enterprises.codes if FORM_OF.get(code) == form] for form in forms)
    lacks_one = reduce(
        or_,
        (
            pl.all_horizontal(enterprises.has(enterprises.blank, code) for code in codes)
            for codes in of_form
            if codes
        ),
    )
    yield "R-K-002", ["uscc"], lacks_one & col("key").is_not_null() & col("key").is_first_distinct()


def stranger_unit(enterprises):
    """R-K-002 on projects of nobody."""
    is_known = col("key").is_in(enterprises.values["key"].implode())
    return "R-K-002", ["uscc"], ~is_known & col("key").is_first_distinct()
