"""Articles as batches on the device, from the arrays that prepare.py wrote: the tokens of one article after those of the other."""
import types
import numpy as np
import torch
import torch.nn.functional as F
from network import Windows
from recurrence import Segments
from teacher import SPAN, STRIDE

LONGEST = 1536                          # tokens of a piece of an article that is read at once


def cut(paragraph_starts, size, longest=LONGEST):
    """Ends of the pieces of a text: at the last paragraph start of the second half of a piece, if there is one."""
    at, pieces = 0, []
    while size - at > longest:
        inside = [p for p in paragraph_starts if at + longest // 2 < p <= at + longest]
        end = inside[-1] if inside else at + longest
        pieces.append((at, end))
        at = end
    return pieces + [(at, size)]


def paragraph_bounds(off, par, colon):
    """For each token the flat index of the first token of its paragraph, and of the token after the last: of the next paragraph, where its own
    ends with a colon."""
    first = par.astype(bool).copy()
    first[off[:-1][off[:-1] < len(first)]] = True
    starts = np.nonzero(first)[0]
    number = np.cumsum(first) - 1
    ends = np.append(starts[1:], len(first))
    followed = colon[ends - 1].astype(bool) & ~np.isin(ends, off)
    reach = np.where(followed, np.append(ends[1:], len(first)), ends)
    return starts[number], reach[number]


class Corpus:
    def __init__(self, raw, prefix, device):
        get = lambda name: raw[prefix + name]
        self.device = device
        table = torch.tensor(get("table").astype(np.int64))
        word = torch.tensor(get("word").astype(np.int64))
        self.word = word.to(device)
        self.table = table.to(device)
        self.context = torch.tensor(get("ctx").astype(np.int64)).to(device)
        self.sentence = torch.tensor(np.cumsum(get("sent"))).to(device)
        self.paragraph = torch.tensor(np.cumsum(get("par"))).to(device)
        self.entity = torch.tensor(get("ent").astype(np.int64)).to(device)
        off, par = get("off"), get("par")
        kind, hasc = get("kind"), get("hasc")
        self.pieces = []                # (start, end) in the flat arrays
        self.kind, self.claims_known, self.doc = [], [], []
        for d in range(len(off) - 1):
            starts = np.nonzero(par[off[d]:off[d + 1]])[0]
            for a, b in cut(list(starts), int(off[d + 1] - off[d])):
                if b > a:
                    self.pieces.append((int(off[d]) + a, int(off[d]) + b))
                    self.kind.append(int(kind[d]))
                    self.doc.append(d)
                    self.claims_known.append(bool(hasc[d]))
        self.kind, self.claims_known, self.doc = np.array(self.kind), np.array(self.claims_known), np.array(self.doc)
        self.begin, self.reach = (torch.tensor(x).to(device) for x in paragraph_bounds(off, par, get("colon")))
        self.start = np.array([p[0] for p in self.pieces])
        self.length = np.array([p[1] - p[0] for p in self.pieces])
        # gold claims in flat token indices
        claims, frags = get("claims"), get("frags")
        base = off[claims[:, 0]]
        self.cue_start, self.cue_last, self.act = base + claims[:, 1], base + claims[:, 2] - 1, claims[:, 3]
        role = np.zeros(int(off[-1]), np.int64)                    # shared tags: 1 BS, 2 IS, 3 BC, 4 IC
        self.role_of_claim = [[] for _ in range(len(claims))]
        for c, r, a, b in frags:
            a, b = int(base[c] + a), int(base[c] + b)
            self.role_of_claim[c].append((r, a, b))
            role[a:b] = 2 * r
            role[a] = 2 * r - 1
        cue = np.zeros(int(off[-1]), np.int64)
        for a, b in zip(self.cue_start, self.cue_last):
            cue[a:b + 1] = 2
            cue[a] = 1
        self.role, self.cue = torch.tensor(role).to(device), torch.tensor(cue).to(device)
        known = np.zeros(int(off[-1]), bool)
        for p, k in zip(self.pieces, self.claims_known):
            known[p[0]:p[1]] = k
        self.known = torch.tensor(known).to(device)
        # word pieces
        po, pp = get("po"), get("pp").astype(np.int64)
        count = (po[1:] - po[:-1])[word.numpy()]
        self.piece_count = count
        self.piece_first = po[:-1][word.numpy()]
        self.piece_ids = pp
        self.cache = {}
        self.cls = [int(x) for x in raw["cls"]]

    def order(self, choose, tokens, rng=None):
        """Batches (lists of pieces) of about so many tokens, alike in length."""
        choose = np.asarray(choose)
        noise = rng.uniform(0.9, 1.1, len(choose)) if rng is not None else 1.0
        choose = choose[np.argsort(self.length[choose] * noise, kind="stable")]
        batches, batch, size = [], [], 0
        for p in choose:
            size += self.length[p]
            if batch and size > tokens:
                batches.append(batch)
                batch, size = [], self.length[p]
            batch.append(p)
        batches.append(batch)
        if rng is not None:
            rng.shuffle(batches)
        return batches

    def batch(self, pieces, with_pieces=False):
        b = types.SimpleNamespace()
        start = torch.tensor(self.start[pieces], device=self.device)
        length = torch.tensor(self.length[pieces], device=self.device)
        edges = F.pad(length.cumsum(0), (1, 0))
        b.shift = edges[:-1] - start                                # from flat indices to tokens of the batch
        b.segments = Segments(edges)
        each = torch.repeat_interleave(torch.arange(len(pieces), device=self.device), length)
        b.flat = torch.arange(len(each), device=self.device) - b.shift[each]
        b.word = self.table[self.word[b.flat]]
        b.context = self.context[b.flat]
        b.sentence, b.paragraph = self.sentence[b.flat], self.paragraph[b.flat]
        b.begin = torch.maximum(self.begin[b.flat] + b.shift[each], edges[:-1][each])
        b.reach = torch.minimum(self.reach[b.flat] + b.shift[each], edges[1:][each])
        if with_pieces:
            self._word_pieces(b, pieces)
        return b

    def _word_pieces(self, b, pieces):
        rows, window, place = [], [], []
        for p in pieces:
            a, e = self.pieces[p]
            if p not in self.cache:
                count = self.piece_count[a:e]
                self.cache[p] = (np.concatenate([[0], np.cumsum(count)]),
                                 np.concatenate([self.piece_ids[f:f + c] for f, c in zip(self.piece_first[a:e], count)]))
            first, flat = self.cache[p]
            n = len(flat)
            begins = [0]
            while begins[-1] + SPAN < n:
                begins.append(begins[-1] + STRIDE)
            at = first[:-1]
            # the window whose middle half holds the piece
            w = np.clip((at - (SPAN - STRIDE) // 2) // STRIDE, 0, len(begins) - 1)
            window.append(len(rows) + w)
            place.append(at - w * STRIDE + 1)
            for s in begins:
                rows.append(np.concatenate([[self.cls[0]], flat[s:s + SPAN], [self.cls[1]]]))
        width = max(len(r) for r in rows)
        width = (width + 15) // 16 * 16
        ids, mask = np.zeros((len(rows), width), np.int64), np.zeros((len(rows), width), bool)
        for i, r in enumerate(rows):
            ids[i, :len(r)], mask[i, :len(r)] = r, True
        b.pieces = torch.tensor(ids).to(self.device, non_blocking=True)
        b.piece_mask = torch.tensor(mask).to(self.device, non_blocking=True)
        b.piece = torch.tensor(np.concatenate(window) * width + np.concatenate(place)).to(self.device)

    def cues_in(self, pieces, starts, lasts):
        """Which of the sorted cues (flat token indices) lie in the pieces: number of each, row in the batch."""
        which, rows = [], []
        for i, p in enumerate(pieces):
            a, e = self.pieces[p]
            lo, hi = np.searchsorted(starts, [a, e])
            which.append(np.arange(lo, hi))
            rows.append(np.full(hi - lo, i))
        return np.concatenate(which), np.concatenate(rows)

    def windows(self, b, which, rows, starts, lasts):
        article = torch.tensor(rows, device=self.device)
        shift = b.shift[article]
        start = torch.tensor(starts[which], device=self.device) + shift
        end = torch.tensor(lasts[which], device=self.device) + shift
        return Windows(start, torch.minimum(end, b.segments.edges[1:][article] - 1), b)
