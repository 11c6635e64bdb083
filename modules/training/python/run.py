"""Teachers on gold labels, soft labels by teachers that have not seen the article, students on both. All teachers are trained side by side, and
then all students, on a CUDA device if there is one (without: a day or so).

run.py OUT STUDENT...: writes OUT/student_NAME.npz for each STUDENT, NAME:EPOCHS:SEED[:KEY=VALUE,...] with keys of network.Student.
Reads WORK/device. The environment may set TEACHERS (of each fold), EPOCHS (of a teacher) and TINY (a few texts and one
epoch of a student, to try the program: what comes out is worth nothing)."""
import json
import os
import sys
import time
import numpy as np
import torch
import torch.multiprocessing as multiprocessing
import corpus as C
import network as N
import teacher as T
import train as TR

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
ARRAYS = os.environ["WORK"] + "/device"
FOLDS = 3
TEACHERS, EPOCHS = int(os.environ.get("TEACHERS", "1")), int(os.environ.get("EPOCHS", "10"))
TINY = os.environ.get("TINY")
TEACHER_TOKENS, STUDENT_TOKENS = 20000, 24000                    # of a batch
FREQUENT = 8192
SHARE = 0.5                                                      # of the gold in the labels of annotated texts
TIMES = {"polnear": 2, "sample": 6, "conll": 2, "reuters": 0.35, "gap": 0.5}     # how often a student reads a text of a kind in an epoch; others once
BEGIN = time.time()


def log(name):
    def line(*words):
        print("[%.0f] %s" % (time.time() - BEGIN, name), *words, flush=True)
    return line


class Data:
    """The texts of WORK/device. fold: of each piece, the fold whose teachers have not read its text."""

    def __init__(self):
        torch.backends.cuda.matmul.allow_tf32 = True
        stored = np.load(ARRAYS + "/data.npz")
        raw = {k: stored[k] for k in stored.files}
        with open(ARRAYS + "/meta.json") as meta:
            kinds = json.load(meta)
        self.vectors = torch.tensor(raw["vec"].astype(np.float32) * raw["vecscale"][:, None])
        self.train, self.dev = C.Corpus(raw, "t_", DEVICE), C.Corpus(raw, "d_", DEVICE)
        self.kinds = np.array([kinds["kinds"][k] for k in self.train.kind])
        self.dev_kinds = np.array([kinds["dkinds"][k] for k in self.dev.kind])
        self.fold = np.random.RandomState(5).randint(0, FOLDS, self.train.doc.max() + 1)[self.train.doc]
        self.all, self.all_dev = np.arange(len(self.train.pieces)), np.arange(len(self.dev.pieces))
        if TINY:
            some = lambda kinds, length, n: np.concatenate([np.nonzero((kinds == k) & (length < 260))[0][:n] for k in sorted(set(kinds))])
            self.all, self.all_dev = np.sort(some(self.kinds, self.train.length, 4)), some(self.dev_kinds, self.dev.length, 2)
        labeled = self.train.claims_known | np.isin(self.kinds, ["conll", "ww", "wikigold"])
        self.labeled = self.all[labeled[self.all]]

    def spread(self, of_piece):
        """A value of each piece as one of each token."""
        out = np.zeros(len(self.train.word), np.asarray(of_piece).dtype)
        for (a, e), value in zip(self.train.pieces, of_piece):
            out[a:e] = value
        return torch.tensor(out, device=DEVICE)


def teach(out, number, barrier):
    """Trains teacher NUMBER of a fold's complement; writes what it says of tokens, and after the barrier of the windows of all cues."""
    fold, data = number % FOLDS, Data()
    say = log("teacher %d" % number)
    read = data.labeled[data.fold[data.labeled] != fold]
    torch.manual_seed(100 + number)
    model = T.Teacher(ARRAYS + "/bge-small-en-v1.5.npz", data.vectors, FREQUENT).to(DEVICE)
    if TINY:
        model.bert.layers = model.bert.layers[:1]
    TR.fit_teacher(model, data.train, read, EPOCHS, TEACHER_TOKENS, number, rate=8e-5, head_rate=1.5e-3, log=say)
    dev = TR.token_probabilities(model, data.dev, data.all_dev, 2 * TEACHER_TOKENS, True)
    say(figures(data, dev[0], dev[1]))
    torch.save(dev, f"{out}/dev-{number}.pt")
    torch.save(TR.token_probabilities(model, data.train, data.all, 2 * TEACHER_TOKENS, True), f"{out}/tokens-{number}.pt")
    barrier.wait()
    if number == 0:
        cues(out, data)
    barrier.wait()
    found = np.load(out + "/cues.npz")
    windows = TR.window_probabilities(model, data.train, data.all, 2 * TEACHER_TOKENS, True, found["starts"], found["lasts"])
    torch.save(windows, f"{out}/windows-{number}.pt")
    say("done")


def blind(data, number, known):
    """The weight of a teacher's word on each token: of annotated texts only those speak that have not read them."""
    unread = data.spread(data.fold == number % FOLDS)
    return torch.where(known, unread.half() / TEACHERS, torch.tensor(1 / (FOLDS * TEACHERS), device=DEVICE).half())


def cues(out, data):
    """Combines the teachers' word on tokens and takes from it the cues to look at: tokens.pt and cues.npz."""
    train, total = data.train, None
    for number in range(FOLDS * TEACHERS):
        said = torch.load(f"{out}/tokens-{number}.pt", map_location=DEVICE)
        names, claims = blind(data, number, train.entity != 255)[:, None], blind(data, number, train.known)[:, None]
        weighed = [said[0] * names] + [x * claims for x in said[1:]]
        total = weighed if total is None else [a + b for a, b in zip(total, weighed)]
    dev = [torch.load(f"{out}/dev-{number}.pt", map_location=DEVICE) for number in range(FOLDS * TEACHERS)]
    log("teachers")(figures(data, sum(d[0].float() for d in dev), sum(d[1].float() for d in dev) / len(dev)))
    starts, lasts, likely = TR.find_cues(total[1], 0.12)
    _, gold_starts, gold_lasts, _ = TR.gold_windows(train)
    read = data.spread(np.isin(np.arange(len(train.pieces)), data.all)).cpu().numpy()
    gold = read[gold_starts]
    other = ~np.isin(starts, gold_starts[gold]) & read[starts]
    starts, lasts = np.concatenate([starts[other], gold_starts[gold]]), np.concatenate([lasts[other], gold_lasts[gold]])
    likely = np.concatenate([likely[other], np.ones(gold.sum(), np.float32)])
    order = np.argsort(starts, kind="stable")
    np.savez(out + "/cues.npz", starts=starts[order], lasts=lasts[order], likely=likely[order])
    torch.save(total, out + "/tokens.pt")


def targets(out):
    """What the students learn: targets.pt."""
    data = Data()
    found = np.load(out + "/cues.npz")
    starts, total = found["starts"], None
    for number in range(FOLDS * TEACHERS):
        weight = blind(data, number, data.train.known)[torch.tensor(starts, device=DEVICE)]
        said = torch.load(f"{out}/windows-{number}.pt", map_location=DEVICE) * weight[:, None, None]
        total = said if total is None else total + said
    tokens = torch.load(out + "/tokens.pt", map_location=DEVICE)
    mixed = TR.mixed_targets(data.train, tokens, starts, found["lasts"], found["likely"], total, TR.gold_windows(data.train), SHARE)
    torch.save(vars(mixed), out + "/targets.pt")
    log("labels")(len(starts), "cues")


def learn(out, spec):
    """Trains a student."""
    name, epochs, seed, *rest = spec.split(":")
    keys = dict(pair.split("=") for pair in rest[0].split(",")) if rest else {}
    keys = {k: float(v) if "." in v else int(v) for k, v in keys.items()}
    data, say = Data(), log("student " + name)
    learned = TR.Targets(**torch.load(out + "/targets.pt", map_location=DEVICE, weights_only=False))
    torch.manual_seed(int(seed))
    model = N.Student(data.vectors, FREQUENT, **keys).to(DEVICE)
    times = np.array([TIMES.get(k, 1) for k in data.kinds])[data.all]

    def pieces(epoch, rng):
        return np.repeat(data.all, np.floor(times + rng.rand(len(times)) * (times % 1 > 0)).astype(int))
    TR.fit_student(model, data.train, learned, pieces, 1 if TINY else int(epochs), STUDENT_TOKENS, int(seed), log=say)
    dev = TR.token_probabilities(model, data.dev, data.all_dev, 60000, False)
    say(figures(data, dev[0], dev[1]))
    np.savez(f"{out}/student_{name}.npz", **{k: v.cpu().numpy().astype(np.float16) for k, v in model.state_dict().items()})


def figures(data, names, cue):
    """F1 of beginnings of cues and of names on the dev texts, token by token: a first look, no result."""
    dev, parts = data.dev, []
    for kind in sorted(set(data.dev_kinds[data.all_dev])):
        flat = np.concatenate([np.arange(*dev.pieces[p]) for p in data.all_dev if data.dev_kinds[p] == kind])
        if kind == "polneardev":
            gold, found = dev.cue.cpu().numpy()[flat] == 1, cue[:, 1].float().cpu().numpy()[flat] > 0.4
            parts.append("cues %.4f" % (2 * (gold & found).sum() / max(1, gold.sum() + found.sum())))
        else:
            gold, found = (names_of(list(tags.cpu().numpy()[flat])) for tags in (dev.entity, names.float().argmax(-1)))
            parts.append("%s %.4f" % (kind, 2 * len(gold & found) / max(1, len(gold) + len(found))))
    return ", ".join(parts)


def names_of(tags):
    """Spans (start, end, type) of PERSON, ORGANIZATION and PLACE."""
    spans, i = set(), 0
    while i < len(tags):
        if tags[i] in (0, 255):
            i += 1
            continue
        kind, begin, end = (tags[i] - 1) // 4, (tags[i] - 1) % 4, i + 1
        while begin in (0, 1) and end < len(tags) and tags[end] not in (0, 255) and (tags[end] - 1) // 4 == kind and (tags[end] - 1) % 4 in (1, 2):
            end += 1
            if (tags[end - 1] - 1) % 4 == 2:
                break
        if kind < 3:
            spans.add((i, end, kind))
        i = end
    return spans


def each(work, jobs):
    """The jobs side by side, each in a process of its own."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=work, args=job) for job in jobs]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        sys.exit("a %s ended early" % work.__name__)


def main():
    out, specs = sys.argv[1], sys.argv[2:]
    os.makedirs(out, exist_ok=True)
    barrier = multiprocessing.get_context("spawn").Barrier(FOLDS * TEACHERS)
    each(teach, [(out, number, barrier) for number in range(FOLDS * TEACHERS)])
    each(targets, [(out,)])
    each(learn, [(out, spec) for spec in specs])
    log("run")("done")


if __name__ == "__main__":
    main()
