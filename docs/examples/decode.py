#!/usr/bin/env python3
"""Records of a Hearsay topic from kcat to JSON lines; needs python3-avro.

    kcat -b localhost:9092 -t hearsay.claims -C -e -q -f '%R%s' | docs/examples/decode.py http://localhost:8080

kcat's %R writes the length of each value in 4 bytes (-1 for a tombstone), %s the value: byte 0, 4-byte schema id, Avro.
The argument is a schema registry; hearsay up and hearsay web serve one.
"""
import io
import json
import struct
import sys
import urllib.request

import avro.io
import avro.schema

registry = sys.argv[1]
readers = {}


def reader(schema_id):
    if schema_id not in readers:
        with urllib.request.urlopen(f"{registry}/schemas/ids/{schema_id}") as answer:
            readers[schema_id] = avro.io.DatumReader(avro.schema.parse(json.load(answer)["schema"]))
    return readers[schema_id]


while True:
    prefix = sys.stdin.buffer.read(4)
    if len(prefix) < 4:
        break
    (length,) = struct.unpack(">i", prefix)
    if length < 0:
        print("null")
        continue
    value = sys.stdin.buffer.read(length)
    magic, schema_id = struct.unpack(">bi", value[:5])
    if magic != 0:
        sys.exit(f"a value begins with byte {magic}, not with the registry framing")
    decoder = avro.io.BinaryDecoder(io.BytesIO(value[5:]))
    print(json.dumps(reader(schema_id).read(decoder), default=str, ensure_ascii=False))
