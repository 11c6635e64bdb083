#!/usr/bin/env python3
"""One record from JSON to the bytes of a Hearsay topic, for kcat -P; needs python3-avro.

    docs/examples/encode.py http://localhost:8080 hearsay.articles < kill.json > kill.bin
    kcat -P -b localhost:9092 -t hearsay.articles -k northfield:7 kill.bin

Fields with a default may be left out; times are ISO 8601. The first argument is a schema registry; hearsay up and hearsay
web serve one.
"""
import datetime
import io
import json
import struct
import sys
import urllib.request

import avro.io
import avro.schema

registry, topic = sys.argv[1:3]
with urllib.request.urlopen(f"{registry}/subjects/{topic}-value/versions/latest") as answer:
    latest = json.load(answer)
schema = avro.schema.parse(latest["schema"])
record = json.load(sys.stdin)
for field in schema.fields:
    if field.name not in record and field.has_default:
        record[field.name] = field.default
    if "timestamp-millis" in str(field.type) and isinstance(record.get(field.name), str):
        record[field.name] = datetime.datetime.fromisoformat(record[field.name].replace("Z", "+00:00"))
unknown = set(record) - {field.name for field in schema.fields}
if unknown:
    sys.exit(f"{schema.name} has no field {', '.join(sorted(unknown))}")
out = io.BytesIO(struct.pack(">bi", 0, latest["id"]))
out.seek(0, io.SEEK_END)
avro.io.DatumWriter(schema).write(record, avro.io.BinaryEncoder(out))
sys.stdout.buffer.write(out.getvalue())
