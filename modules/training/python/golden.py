"""golden.py STUDENT.npz WORDS.npz DUMP OUT.tsv: scores of the (quantized) student for the one text of a FeatureDump, one line a token: form, 3 cue and 17
name scores. WORDS.npz holds words and vectors."""
import sys
import types
import numpy as np
import torch
import export
from network import Student
from prepare import read_tokens, read_words
from recurrence import Segments


def main():
    state = np.load(sys.argv[1])
    glove = np.load(sys.argv[2])
    forms, keys, heads, hashed = read_words(sys.argv[3] + "/words.tsv")
    tokens = read_tokens(sys.argv[3] + "/tokens.bin")[0][1]
    rank = {w: i for i, w in enumerate(glove["words"])}
    frequent = {w: i + 1 for i, w in enumerate(glove["frequent"])}
    scale, values = export.quantized(glove["vectors"])
    vectors = np.concatenate([np.zeros((1, 100), np.float32), values * scale[:, None]])
    state = {k: torch.tensor(state[k].astype(np.float32)) for k in state.files}
    for name, x, small in export.tensors(state):
        if small:
            s, q = export.quantized(x)
            state[name] = torch.tensor(q * s[:, None])
    width = state["features.project.bias"].shape[0]
    count = lambda prefix: sum(k.startswith(prefix) and k.endswith(".taps") for k in state)
    model = Student(torch.tensor(vectors), 8192, width, count("blocks."), state["heads.roles.token.bias"].shape[0], count("heads.roles.blocks."))
    model.load_state_dict(state, strict=False)
    model.eval()
    rows = []
    for k, h, r in zip(keys, heads, hashed):
        vector = rank.get(k, rank.get(h, -1)) + 1
        rows.append([vector, frequent.get(k, 0)] + list(r))
    word = torch.tensor(np.array(rows)[tokens["w"]])
    batch = types.SimpleNamespace(word=word, context=torch.tensor(tokens["ctx"].astype(np.int64)),
                                  segments=Segments(torch.tensor([0, len(tokens)])))
    with torch.no_grad():
        h = model.states(batch)
        scores = torch.cat([model.heads.cue(h), model.heads.entity(h)], -1).numpy()
    with open(sys.argv[4], "w", encoding="utf-8") as out:
        for t, row in zip(tokens, scores):
            out.write(forms[t["w"]] + "\t" + "\t".join("%.5f" % x for x in row) + "\n")


if __name__ == "__main__":
    main()
