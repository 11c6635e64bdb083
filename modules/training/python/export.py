"""Writes words.bin and network.bin, which dev.hearsay.extract.tagging.ModelFile reads (big-endian).

Each: magic (int), version (int), SHA-256 of what follows (32 bytes), body.
words.bin body: rows n, columns c, n hashes (long), n scales (float), n * c values (byte): the frozen word vectors.
network.bin body: number of frequent words, their hashes (long); width, blocks, pair width, pair blocks, left, right (int); then the
tensors in the order of tensors() below, each as rows, columns (int), kind (byte) and values: kind 0 floats; kind 1 a scale (float) for each
row, then bytes.
"""
import hashlib
import struct
import sys
import numpy as np
from network import AFFIX_ROWS, CONTEXT_ROWS, LEFT, RIGHT

WORDS, NETWORK, VERSION = 0x48574F52, 0x484E4554, 1


def fnv(key):
    h = 0xCBF29CE484222325
    data = key.encode("utf-16-be", "surrogatepass")
    for i in range(0, len(data), 2):
        h = ((h ^ (data[i] << 8 | data[i + 1])) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def hashes(words):
    values = [fnv(w) for w in words]
    assert len(set(values)) == len(values), "two words share a hash"
    return np.array(values, dtype=np.uint64).astype(">u8").tobytes()


def write(path, magic, body):
    with open(path, "wb") as out:
        out.write(struct.pack(">ii", magic, VERSION) + hashlib.sha256(body).digest() + body)


def quantized(x):
    """Rows as bytes with a scale each."""
    scale = np.maximum(np.abs(x).max(1), 1e-8) / 127
    return scale.astype(np.float32), np.clip(np.round(x / scale[:, None]), -127, 127).astype(np.int8)


def tensors(state):
    """Name, values and whether they are kept as bytes, in the file's order."""
    get = lambda k: np.asarray(state[k], dtype=np.float32)
    names = ["features.frequent.weight"] + ["features.affixes.%d.weight" % i for i in range(len(AFFIX_ROWS))] + ["features.shape.weight"]
    for name in names:
        yield name, get(name), True
    for i in range(len(CONTEXT_ROWS)):
        yield "context", get("features.context.%d.weight" % i), False
    yield "project", get("features.project.weight"), False
    yield "project", get("features.project.bias"), False

    def block(at):
        for part in ("norm.weight", "taps", "linear.weight", "linear.bias"):
            yield at + part, get(at + part), False
    i = 0
    while "blocks.%d.taps" % i in state:
        yield from block("blocks.%d." % i)
        i += 1
    for part in ("norm.weight", "entity.weight", "entity.bias", "cue.weight", "cue.bias", "act.weight", "act.bias",
                 "roles.token.weight", "roles.token.bias", "roles.cue_start.weight", "roles.cue_end.weight",
                 "roles.distance.weight", "roles.place.weight"):
        yield part, get("heads." + part), False
    i = 0
    while "heads.roles.blocks.%d.taps" % i in state:
        yield from block("heads.roles.blocks.%d." % i)
        i += 1
    for part in ("norm.weight", "out.weight", "out.bias"):
        yield part, get("heads.roles." + part), False


def export_words(path, words, vectors):
    scale, values = quantized(np.asarray(vectors, np.float32))
    write(path, WORDS, struct.pack(">ii", *values.shape) + hashes(words) + scale.astype(">f4").tobytes() + values.tobytes())


def export_network(path, state, frequent):
    count = lambda prefix: sum(k.startswith(prefix) and k.endswith(".taps") for k in state)
    width, pair = state["features.project.bias"].shape[0], state["heads.roles.token.bias"].shape[0]
    body = struct.pack(">i", len(frequent)) + hashes(frequent)
    body += struct.pack(">6i", width, count("blocks."), pair, count("heads.roles.blocks."), LEFT, RIGHT)
    for _, x, small in tensors(state):
        x = x if x.ndim == 2 else x[None]
        body += struct.pack(">iib", x.shape[0], x.shape[1], 1 if small else 0)
        if small:
            scale, values = quantized(x)
            body += scale.astype(">f4").tobytes() + values.tobytes()
        else:
            body += x.astype(">f4").tobytes()
    write(path, NETWORK, body)


if __name__ == "__main__":
    student, words, out = sys.argv[1:]
    words, student = np.load(words), np.load(student)
    export_words(out + "/words.bin", words["words"].tolist(), words["vectors"])
    export_network(out + "/network.bin", {k: student[k] for k in student.files}, words["frequent"].tolist())
