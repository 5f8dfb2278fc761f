#!/usr/bin/env python3
"""A reader of Arrow IPC written from its format alone, to compare what
jevons-query writes as Arrow with what it writes as JSON Lines.

arrow.py ARROW ARROWS JSONL
"""
import datetime
import json
import struct
import sys


class Table:
    """A table of a flatbuffer."""

    def __init__(self, data, at):
        self.data, self.at = data, at
        self.vtable = at - struct.unpack_from("<i", data, at)[0]
        self.size = struct.unpack_from("<H", data, self.vtable)[0]

    def place(self, slot):
        if 4 + 2 * slot >= self.size:
            return 0
        off = struct.unpack_from("<H", self.data, self.vtable + 4 +
                                 2 * slot)[0]
        return self.at + off if off else 0

    def number(self, slot, code, default=0):
        at = self.place(slot)
        if not at:
            return default
        assert at % struct.calcsize(code) == 0, "not aligned"
        return struct.unpack_from("<" + code, self.data, at)[0]

    def ref(self, slot):
        at = self.place(slot)
        return at and at + struct.unpack_from("<I", self.data, at)[0]

    def table(self, slot):
        at = self.ref(slot)
        return Table(self.data, at) if at else None

    def text(self, slot):
        at = self.ref(slot)
        n = struct.unpack_from("<I", self.data, at)[0]
        assert self.data[at + 4 + n] == 0
        return self.data[at + 4:at + 4 + n].decode()

    def tables(self, slot):
        at = self.ref(slot)
        for i in range(struct.unpack_from("<I", self.data, at)[0]):
            p = at + 4 + 4 * i
            yield Table(self.data, p + struct.unpack_from("<I", self.data,
                                                         p)[0])

    def longs(self, slot, each):
        at = self.ref(slot)
        n = struct.unpack_from("<I", self.data, at)[0]
        assert (at + 4) % 8 == 0 or not n
        v = struct.unpack_from("<%dq" % (n * each), self.data, at + 4)
        return [v[i:i + each] for i in range(0, len(v), each)]


def root(data):
    return Table(data, struct.unpack_from("<I", data, 0)[0])


def bit(data, i):
    return data[i // 8] >> i % 8 & 1


class Reader:
    def __init__(self):
        self.fields, self.words, self.rows = None, {}, []

    def schema(self, s):
        self.fields = []
        for f in s.tables(1):
            kind, t, d = f.number(2, "B"), f.table(3), f.table(4)
            assert f.number(1, "B") == 1 and f.ref(5)
            if kind == 10:
                assert t.number(0, "h") == 2 and t.text(1) == "UTC"
            if kind == 2:
                assert t.number(0, "i") == 64 and t.number(1, "B") == 1
            if kind == 3:
                assert t.number(0, "h") == 2
            self.fields.append((f.text(0), kind,
                                d.number(0, "q") if d else None))
            if d:
                index = d.table(1)
                assert index.number(0, "i") == 32

    def column(self, kind, n, body, take):
        valid, null = take(body), None
        if kind == 5:
            ends = struct.unpack_from("<%di" % (n + 1), take(body))
            data = take(body)
            values = [data[ends[i]:ends[i + 1]].decode() for i in range(n)]
        elif kind == 6:
            data = take(body)
            values = [bool(bit(data, i)) for i in range(n)]
        else:
            code = {2: "q", 3: "d", 10: "q", -1: "i"}[kind]
            values = list(struct.unpack_from("<%d%s" % (n, code), take(body)))
        if kind == 10:
            values = [stamp(v) for v in values]
        return [v if not valid or bit(valid, i) else null
                for i, v in enumerate(values)]

    def batch(self, b, body, kinds):
        n = b.number(0, "q")
        buffers = iter(b.longs(2, 2))

        def take(body):
            at, size = next(buffers)
            assert at % 64 == 0 and at + size <= len(body)
            return body[at:at + size]
        columns = []
        for kind, (length, nulls) in zip(kinds, b.longs(1, 2)):
            c = self.column(kind, n, body, take)
            assert length == n and nulls == c.count(None)
            columns.append(c)
        assert next(buffers, None) is None
        return columns

    def message(self, meta, body):
        m = root(meta)
        assert m.number(0, "h") == 4 and m.number(3, "q") == len(body)
        kind, header = m.number(1, "B"), m.table(2)
        if kind == 1:
            self.schema(header)
        elif kind == 2:
            self.words[header.number(0, "q")] = self.batch(
                header.table(1), body, [5])[0]
        else:
            kinds = [k if d is None else -1 for _, k, d in self.fields]
            columns = self.batch(header, body, kinds)
            for i, (_, _, d) in enumerate(self.fields):
                if d is not None:
                    columns[i] = [None if v is None else self.words[d][v]
                                  for v in columns[i]]
            names = [f[0] for f in self.fields]
            self.rows += [dict(zip(names, r)) for r in zip(*columns)]

    def stream(self, data, at):
        places = []
        while True:
            mark, size = struct.unpack_from("<Ii", data, at)
            assert mark == 0xffffffff and at % 8 == 0
            if size == 0:
                return at + 8, places
            meta = data[at + 8:at + 8 + size]
            body = root(meta).number(3, "q")
            places.append((at, 8 + size, body))
            at += 8 + size
            self.message(meta, data[at:at + body])
            at += body


def stamp(v):
    t = datetime.datetime.fromtimestamp(v // 10**6, datetime.timezone.utc)
    micro = v % 10**6
    return t.strftime("%Y-%m-%dT%H:%M:%S") + (
        ".%06d" % micro if micro else "") + "Z"


def main():
    data = open(sys.argv[1], "rb").read()
    assert data[:8] == b"ARROW1\0\0" and data[-6:] == b"ARROW1"
    of_file, of_stream = Reader(), Reader()
    end, places = of_file.stream(data, 8)
    size = struct.unpack_from("<i", data, len(data) - 10)[0]
    assert end + size + 10 == len(data)
    footer = root(data[end:end + size])
    assert footer.number(0, "h") == 4
    blocks = footer.longs(2, 3) + footer.longs(3, 3)
    assert blocks == places[1:], (blocks, places)
    again = Reader()
    again.schema(footer.table(1))
    assert again.fields == of_file.fields
    stream = open(sys.argv[2], "rb").read()
    end, _ = of_stream.stream(stream, 0)
    assert end == len(stream) and of_stream.rows == of_file.rows
    wanted = [json.loads(t) for t in open(sys.argv[3], encoding="utf-8")]
    if of_file.rows != wanted:
        for a, b in zip(of_file.rows, wanted):
            if a != b:
                sys.exit("%r\n%r" % (a, b))
        sys.exit("%d rows, not %d" % (len(of_file.rows), len(wanted)))
    print("%d rows, %d columns, %d batches" % (
        len(wanted), len(of_file.fields), len(footer.longs(3, 3))))


if __name__ == "__main__":
    main()
