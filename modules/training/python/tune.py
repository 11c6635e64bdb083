"""Fits a student to the gold of the sample wire while its scores on other texts are held where they were; the result is three tenths of the
fitted weights and seven tenths of the ones before.

tune.py STUDENT.npz OUT.npz EPOCHS (one, where TINY is set)"""
import json
import os
import re
import sys
import time
import numpy as np
import torch
import torch.nn.functional as F
import corpus as C
import network as N
import train as TR
from texts import sample

WORK, SAMPLE = os.environ["WORK"], os.environ["SAMPLE"]
RATE, FITTED, SAMPLE_TOKENS, OTHER_TOKENS = 4e-4, 0.3, 1500, 2600
OTHERS = (("polnear", 90, 800), ("ww", 30, 700), ("conll", 30, 700), ("reuters", 8, 400), ("html", 8, 900))     # kind, texts, tokens at most
LONGEST_SOURCE = 14                     # tokens of a source of joint speakers


def student(state):
    """The student of a file, in training without dropout."""
    count = lambda prefix: sum(k.startswith(prefix) and k.endswith(".taps") for k in state.files)
    with np.load(WORK + "/device/data.npz") as data:
        vectors = torch.tensor(data["vec"].astype(np.float32) * data["vecscale"][:, None])
    model = N.Student(vectors, state["features.frequent.weight"].shape[0], state["features.project.bias"].shape[0], count("blocks."),
                      state["heads.roles.token.bias"].shape[0], count("heads.roles.blocks."), dropout=0.0, drop_word=0.0)
    model.load_state_dict({k: torch.tensor(state[k].astype(np.float32)) for k in state.files}, strict=False)
    return model


class Sample:
    """What is to be learned: distributions of names and cues for all tokens, and of roles for the windows of cues."""

    def __init__(self, model, corpus, kinds, names):
        rng = np.random.RandomState(3)
        pick = lambda kind, n, most: rng.choice(np.nonzero((kinds == kind) & (corpus.length < most) & (corpus.length > 60))[0], n, replace=False)
        self.pieces = np.nonzero((kinds == "sample") & corpus.claims_known)[0]
        self.others = np.concatenate([pick(*other) for other in OTHERS])
        read = np.concatenate([self.pieces, self.others])
        self.names, self.cue = (p.clone() for p in TR.token_probabilities(model, corpus, read, 6000, False)[:2])
        inside = np.zeros(len(corpus.word), bool)
        for p in self.pieces:
            inside[slice(*corpus.pieces[p])] = True
        _, gold_starts, gold_lasts, gold_tags = TR.gold_windows(corpus)
        starts, lasts, likely = TR.find_cues(self.cue, 0.05)
        joined = joint(gold_starts, gold_tags)
        gold, other = sorted(s for s in joined if inside[s]), ~inside[starts]
        last_of = dict(zip(gold_starts.tolist(), gold_lasts.tolist()))
        self.starts = np.concatenate([starts[other], gold]).astype(np.int64)
        self.lasts = np.concatenate([lasts[other], [last_of[s] for s in gold]]).astype(np.int64)
        self.weight = np.concatenate([likely[other], np.ones(len(gold))]).astype(np.float32)
        order = np.argsort(self.starts, kind="stable")
        self.starts, self.lasts, self.weight = self.starts[order], self.lasts[order], torch.tensor(self.weight[order])
        self.window = TR.window_probabilities(model, corpus, read, 6000, False, self.starts, self.lasts)
        for i, s in enumerate(self.starts):
            if inside[s]:
                self.window[i] = F.one_hot(joined[int(s)], N.ROLE_TAGS).half() * 0.94 + 0.012
        for p in self.pieces:
            a, e = corpus.pieces[p]
            self.cue[a:e] = F.one_hot(corpus.cue[a:e], N.CUE_TAGS).half() * 0.96 + 0.0133
            for start, end, kind in names(corpus.doc[p]):
                tags = [4 * kind + 4] if end - start == 1 else [4 * kind + 1] + [4 * kind + 2] * (end - start - 2) + [4 * kind + 3]
                self.names[start:end] = F.one_hot(torch.tensor(tags), N.ENTITY_TAGS).half() * 0.9 + 0.1 / N.ENTITY_TAGS

    def loss(self, model, corpus, pieces):
        b = corpus.batch(pieces)
        h = model.states(b)
        loss = TR.soft(model.heads.entity(h), self.names[b.flat].float()).sum() / 400
        loss = loss + TR.soft(model.heads.cue(h), self.cue[b.flat].float()).sum() / 100
        which, rows = corpus.cues_in(pieces, self.starts, self.lasts)
        if len(which):
            windows = corpus.windows(b, which, rows, self.starts, self.lasts)
            each = TR.soft(model.heads.roles(h, windows), self.window[which][windows.held].float())
            loss = loss + (each * self.weight[which][windows.cue]).sum() / 400
        return loss


def joint(starts, tags):
    """Tags of each cue; where speakers share a claim, whose cue is annotated once for each, all of them as one source."""
    tags_of = {}
    for start, own in zip(starts.tolist(), tags):
        if start in tags_of:
            own = torch.maximum(tags_of[start], own)
            source = torch.nonzero((own == 1) | (own == 2)).flatten()
            if len(source) and source[-1] - source[0] < LONGEST_SOURCE:
                own[source[0]:source[-1] + 1] = 2
                own[source[0]] = 1
        tags_of[start] = own.clone()
    return tags_of


def gold_actors():
    """Names of the actors of the sample and surnames of its persons, longest first, with the number of their type."""
    actors = {}
    for part in ("claims", "superseded"):
        with open(f"{SAMPLE}/gold/{part}.tsv", encoding="utf8") as rows:
            for row in list(rows)[1:]:
                cells = row.rstrip("\n").split("\t")
                if cells[3] not in ("", "-"):
                    actors[cells[3]] = {"PERSON": 0, "ORGANIZATION": 1, "PLACE": 2}.get(cells[4], 1)
    for name, kind in list(actors.items()):
        if kind == 0 and " " in name:
            actors.setdefault(name.split(" ")[-1], 0)
    return sorted(actors.items(), key=lambda actor: -len(actor[0]))


def sample_names():
    """A function from the number of a text of the sample to the names of its actors: first flat token, one past the last, type."""
    texts, actors = {"sample/" + name: text for name, text in sample()}, gold_actors()
    stored = np.load(WORK + "/local.npz")
    documents, spans = stored["t_names"], stored["t_spans"]
    with np.load(WORK + "/device/data.npz") as data:
        offsets = data["t_off"]

    def of(document):
        base, end = int(offsets[document]), int(offsets[document + 1])
        own, used = spans[base:end], np.zeros(end - base, bool)
        for name, kind in actors:
            for found in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", texts[documents[document]]):
                at = np.where((own[:, 0] < found.end()) & (own[:, 1] > found.start()))[0]
                if len(at) and not used[at].any():
                    used[at] = True
                    yield base + at[0], base + at[-1] + 1, kind
    return of


def main():
    torch.set_num_threads(1)
    stored = np.load(WORK + "/device/data.npz")
    raw = {k: stored[k] for k in stored.files}
    corpus = C.Corpus(raw, "t_", "cpu")
    with open(WORK + "/device/meta.json") as meta:
        kinds = np.array(json.load(meta)["kinds"])[corpus.kind]
    before = np.load(sys.argv[1])
    model = student(before)
    wire = Sample(model, corpus, kinds, sample_names())
    epochs, rng = 1 if os.environ.get("TINY") else int(sys.argv[3]), np.random.RandomState(3)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.0, betas=(0.9, 0.98))
    step, total, begin = 0, epochs * len(corpus.order(wire.pieces, SAMPLE_TOKENS)), time.time()
    model.train()
    for epoch in range(epochs):
        others = corpus.order(rng.permutation(wire.others), OTHER_TOKENS, rng)
        losses = []
        for i, pieces in enumerate(corpus.order(wire.pieces, SAMPLE_TOKENS, rng)):
            own = wire.loss(model, corpus, pieces)
            held = wire.loss(model, corpus, others[2 * i % len(others)]) + wire.loss(model, corpus, others[(2 * i + 1) % len(others)])
            optimizer.zero_grad()
            (own + 1.5 * held).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / 8) * max(0.03, 1 - step / total)
            optimizer.step()
            losses.append((float(own.detach()), float(held.detach()) / 2))
            step += 1
        print("epoch %d: sample %.3f, others %.3f, %.0f s" % (epoch, *np.mean(losses, 0), time.time() - begin), flush=True)
    np.savez(sys.argv[2], **{k: (1 - FITTED) * before[k].astype(np.float32) + FITTED * v.detach().numpy() for k, v in model.state_dict().items()})


if __name__ == "__main__":
    main()
