#!/usr/bin/env python3
"""Reads what jevons-query wrote as Arrow, CSV and JSON Lines with pandas,
pyarrow, polars and DuckDB, and says what each made of it.

arrow.py ARROW ARROWS CSV JSONL
"""
import datetime
import json
import math
import sys

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.ipc
import pyarrow.csv

STAMPS = {"bucket", "end", "available"}
WORDS = {"entity", "models"}
COUNTS = {"n", "stories"}


def plain(value):
    """One value, whoever read it, as JSON has it."""
    if value is None or value is pandas.NaT or value is pandas.NA:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, datetime.datetime):
        value = value.astimezone(datetime.timezone.utc)
        return value.strftime("%Y-%m-%dT%H:%M:%S") + (
            ".%06d" % value.microsecond if value.microsecond else "") + "Z"
    if isinstance(value, float):
        return round(value, 6)
    return value


def same(rows, wanted, who):
    assert len(rows) == len(wanted), (who, len(rows), len(wanted))
    for got, want in zip(rows, wanted):
        for key in want:
            a, b = plain(got[key]), want[key]
            if a != b and not (isinstance(b, (int, float)) and a is not None
                               and abs(a - b) < 1e-6):
                sys.exit("%s: %s is %r, not %r" % (who, key, a, b))
    print("%-8s reads %d rows of %d columns, equal to JSON Lines" % (
        who, len(rows), len(wanted[0])))


def types(table):
    for f in table.schema:
        if f.name in STAMPS:
            assert f.type == pyarrow.timestamp("us", "UTC"), f
        elif f.name in WORDS:
            assert f.type == pyarrow.dictionary(pyarrow.int32(),
                                                pyarrow.utf8()), f
        elif f.name in COUNTS:
            assert f.type == pyarrow.int64(), f
        else:
            assert f.type == pyarrow.float64(), f
        assert f.nullable, f


def main():
    arrow, arrows, csv, jsonl = sys.argv[1:5]
    wanted = [json.loads(t) for t in open(jsonl, encoding="utf-8")]
    with pyarrow.memory_map(arrow) as source:
        reader = pyarrow.ipc.open_file(source)
        table = reader.read_all()
        print("file: %d batches" % reader.num_record_batches)
    table.validate(full=True)
    types(table)
    nulls = sum(c.null_count for c in table.columns)
    assert nulls == sum(v is None for r in wanted for v in r.values())
    same(table.to_pylist(), wanted, "pyarrow")
    stream = pyarrow.ipc.open_stream(open(arrows, "rb")).read_all()
    stream.validate(full=True)
    assert stream.equals(table)
    frame = pandas.read_feather(arrow)
    for name in STAMPS:
        assert str(frame[name].dtype) == "datetime64[us, UTC]", frame.dtypes
    assert str(frame["entity"].dtype) == "category", frame.dtypes
    assert frame["coverage"].dtype == float and frame["n"].dtype == "int64"
    same(frame.astype({w: object for w in WORDS}).to_dict("records"), wanted,
         "pandas")
    pl = polars.read_ipc(arrow)
    assert pl.schema["bucket"] == polars.Datetime("us", "UTC"), pl.schema
    assert pl.schema["n"] == polars.Int64 and \
        pl.schema["coverage"] == polars.Float64
    assert pl.schema["entity"] in (polars.Categorical,
                                   polars.Enum), pl.schema["entity"]
    same(pl.to_dicts(), wanted, "polars")
    assert polars.read_ipc_stream(arrows).equals(pl)
    db = duckdb.connect()
    db.execute("set timezone = 'UTC'")
    rel = db.sql("select * from stream")
    got = dict(zip(rel.columns, map(str, rel.types)))
    assert got["bucket"] == "TIMESTAMP WITH TIME ZONE", got
    assert got["n"] == "BIGINT" and got["coverage"] == "DOUBLE", got
    same([dict(zip(rel.columns, r)) for r in rel.fetchall()], wanted, "DuckDB")
    # the text formats, as they are usually read
    text = pandas.read_csv(csv, parse_dates=sorted(STAMPS))
    for name in STAMPS:
        assert str(text[name].dtype).endswith(", UTC]"), text.dtypes
    same(text.astype({w: object for w in WORDS}).to_dict("records"), wanted,
         "CSV")
    q = db.sql("select * from read_csv('%s')" % csv)
    got = dict(zip(q.columns, map(str, q.types)))
    assert got["available"] == "TIMESTAMP WITH TIME ZONE", got
    assert got["tone"] == "DOUBLE", got


if __name__ == "__main__":
    main()
