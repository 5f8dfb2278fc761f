"""Rows of the same shape in DuckDB: two tables, batches of the same size,
each a transaction. It has no key to keep in order, and makes its rows itself.
usage: duckdb.py FILE ROWS SERIES BATCH"""
import resource
import sys
import time

# this file's own folder would be found in the library's place
sys.path.pop(0)
import duckdb  # noqa: E402


def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def tell(what, rows, began, used):
    print("%-22s %10.0f rows/s, %10.0f a second of CPU"
          % (what, rows / (time.monotonic() - began), rows / (cpu() - used)))


path, total, series, batch = sys.argv[1], *map(int, sys.argv[2:5])
db = duckdb.connect(path)
db.execute("set threads=1")
db.execute("create table obs(series uinteger, time bigint, doc ubigint, "
           "model usmallint, known bigint, value blob)")
db.execute("create table log(known bigint, series uinteger, time bigint, "
           "doc ubigint, model usmallint)")
began, used = time.monotonic(), cpu()
for first in range(0, total, batch):
    n = min(batch, total - first)
    known = first // batch + 1
    db.execute("begin")
    db.execute(f"""create or replace temp table b as
        select (hash(i) % {series})::uinteger s, 1735689600000000 + i * 1000000
        t, hash(i + 7) d, lpad(i::varchar, 80, '0')::blob v
        from range({first}, {first + n}) r(i) order by s, t""")
    db.execute(f"insert into obs select s, t, d, 1, {known}, v from b")
    db.execute(f"insert into log select {known}, s, t, d, 1 from b")
    db.execute("commit")
tell("put in arrival order", total, began, used)
for name in ("scan, first time", "scan"):
    began, used = time.monotonic(), cpu()
    n = db.execute("select sum(octet_length(value)) // 80, sum(time), "
                   "bit_xor(doc), sum(series), max(known) "
                   "from obs").fetchone()[0]
    tell(name + ", its sums", n, began, used)
