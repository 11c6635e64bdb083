"""The tagging network: a gated bidirectional linear recurrence over an article, heads for names, cues and acts, and a second
small recurrence that reads source and content of one cue at a time.

The runtime (dev.hearsay.extract.tagging.Network) computes the same function; only +, -, *, / and sqrt are used, so that it gives
the same floats on every machine. Articles of a batch lie one after the other, and so do windows, as segments.
Recurrence: Bradbury et al. 2017 (QRNN), Lei et al. 2018 (SRU); root mean square norm: Zhang and Sennrich 2019.
"""
import torch
from torch import nn
import torch.nn.functional as F
from recurrence import Recurrence, Segments

LEFT, RIGHT = 80, 144                   # tokens before and after the start of a cue that its window may hold
WINDOW = LEFT + RIGHT
AFFIX_ROWS = (1024, 4096, 8192, 1024, 4096, 8192)
SHAPE_ROWS = 1024
CONTEXT_ROWS = (64, 32, 32, 64, 16, 16)
DISTANCES = (2, 3, 4, 5, 7, 10, 15, 23, 36, 61)        # 0 within the cue; 1 to 11 before it, 12 to 22 after its start, by these
ENTITY_TAGS, CUE_TAGS, ROLE_TAGS, ACTS = 17, 3, 5, 5


def gate(x):
    """An algebraic sigmoid: 0 to 1, without an exponential."""
    return 0.5 + 0.5 * x / torch.sqrt(1 + x * x)


class Rows(torch.autograd.Function):
    """table[rows], whose gradient is added up without sorting."""

    @staticmethod
    def forward(ctx, table, rows):
        ctx.save_for_backward(rows)
        ctx.count = table.shape[0]
        return table[rows]

    @staticmethod
    def backward(ctx, d):
        rows, = ctx.saved_tensors
        grad = torch.zeros(ctx.count, d.shape[-1], dtype=d.dtype, device=d.device)
        return grad.index_add_(0, rows.reshape(-1), d.reshape(-1, d.shape[-1])), None


def few(table, rows):
    """As table[rows], by a product, for a table of few rows that everything selects."""
    return F.one_hot(rows, table.shape[0]).to(table.dtype) @ table


class Norm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-5) * self.weight


class Block(nn.Module):
    """x + act(o) * h, where h remembers the candidate z through the forget gate f; z, f and o are linear in a depthwise convolution of the norm of x."""

    def __init__(self, width, dropout):
        super().__init__()
        self.norm = Norm(width)
        self.taps = nn.Parameter(torch.tensor([0.25, 1.0, 0.25]).repeat(width, 1) + 0.02 * torch.randn(width, 3))
        self.linear = nn.Linear(width, 3 * width)
        nn.init.normal_(self.linear.weight, std=width ** -0.5)
        with torch.no_grad():
            self.linear.bias.zero_()
            half = width // 2
            self.linear.bias[width:2 * width] = torch.linspace(-1.0, 3.0, half).repeat(2)
        self.dropout = dropout

    def forward(self, x, segments):
        v = self.norm(x)
        t = self.taps
        v = v * t[:, 1] + segments.before(v) * t[:, 0] + segments.after(v) * t[:, 2]
        z, f, o = self.linear(v).chunk(3, -1)
        f = gate(f)
        h = Recurrence.apply(f, (1 - f) * z, segments)
        return x + F.dropout(h * o * gate(o), self.dropout, self.training)


class Features(nn.Module):
    """The sum of the rows that a token's features select, and a projection of its frozen word vector."""

    def __init__(self, width, vectors, frequent, affixes=True):
        super().__init__()
        self.register_buffer("vectors", vectors, persistent=False)
        self.project = nn.Linear(vectors.shape[1], width, bias=True)
        self.frequent = nn.Embedding(frequent, width)
        self.affixes = nn.ModuleList(nn.Embedding(n, width) for n in AFFIX_ROWS) if affixes else None
        self.shape = nn.Embedding(SHAPE_ROWS, width)
        self.context = nn.ModuleList(nn.Embedding(n, width) for n in CONTEXT_ROWS)
        for m in self.modules():
            if isinstance(m, nn.Embedding):
                nn.init.normal_(m.weight, std=0.1)

    def forward(self, word, context, drop):
        """word: (..., 9) rows: vector, frequent, six affixes, shape; context: (..., 6)."""
        vector, frequent = word[..., 0], word[..., 1]
        if self.training and drop > 0:
            frequent = frequent * (torch.rand(frequent.shape, device=frequent.device) >= drop)
            vector = vector * (torch.rand(frequent.shape, device=frequent.device) >= drop * 0.3)
        x = self.project(self.vectors[vector]) + Rows.apply(self.frequent.weight, frequent) + Rows.apply(self.shape.weight, word[..., 8])
        if self.affixes is not None:
            for i, table in enumerate(self.affixes):
                x = x + Rows.apply(table.weight, word[..., 2 + i])
        hot = torch.cat([F.one_hot(context[..., i], n) for i, n in enumerate(CONTEXT_ROWS)], -1).to(x.dtype)
        return x + hot @ torch.cat([table.weight for table in self.context])


class Roles(nn.Module):
    """Tags of source and content in the window of one cue: O, B-source, I-source, B-content, I-content."""

    def __init__(self, width, pair, blocks, dropout):
        super().__init__()
        self.token = nn.Linear(width, pair)
        self.cue_start = nn.Linear(width, pair, bias=False)
        self.cue_end = nn.Linear(width, pair, bias=False)
        self.distance = nn.Embedding(32, pair)
        self.place = nn.Embedding(32, pair)
        nn.init.normal_(self.distance.weight, std=0.3)
        nn.init.normal_(self.place.weight, std=0.3)
        self.blocks = nn.ModuleList(Block(pair, dropout) for _ in range(blocks))
        self.norm = Norm(pair)
        self.out = nn.Linear(pair, ROLE_TAGS)
        self.dropout = dropout

    def forward(self, h, windows):
        """h (tokens, width). Scores of the tokens of all windows, one after the other."""
        cue = self.cue_start(Rows.apply(h, windows.start)) + self.cue_end(Rows.apply(h, windows.end))
        x = Rows.apply(self.token(h), windows.token) + Rows.apply(cue, windows.cue)
        x = x + few(self.distance.weight, windows.distance) + few(self.place.weight, windows.place)
        x = F.dropout(x, self.dropout, self.training)
        for block in self.blocks:
            x = block(x, windows.segments)
        return self.out(self.norm(x))


class Windows:
    """The windows of some cues, one after the other. start, end: of each cue, its first and last token; held (cues, WINDOW): which places of
    the whole window there are; of each token: cue, its number; token, which one of the batch it is; distance, place: buckets."""

    def __init__(self, start, end, batch):
        self.start, self.end = start, end
        offset = torch.arange(-LEFT, RIGHT, device=start.device)
        index = start[:, None] + offset[None]
        self.held = (index >= batch.begin[start][:, None]) & (index < batch.reach[start][:, None])
        self.cue, column = self.held.nonzero(as_tuple=True)
        self.token = index[self.held]
        self.segments = Segments(F.pad(self.held.sum(1).cumsum(0), (1, 0)))
        away = offset[column]
        bucket = torch.bucketize(away.abs(), torch.tensor(DISTANCES, device=start.device), right=True)
        bucket = torch.where(away < 0, 1 + bucket, 12 + bucket)
        within = (away >= 0) & (self.token <= end[self.cue])
        self.distance = torch.where(within, torch.zeros_like(bucket), bucket)
        at = start[self.cue]
        sentences = (batch.sentence[self.token] - batch.sentence[at]).clamp(-2, 2) + 2
        paragraphs = (batch.paragraph[self.token] - batch.paragraph[at]).clamp(-1, 2) + 1
        self.place = sentences * 4 + paragraphs


class Heads(nn.Module):
    def __init__(self, width, pair, blocks, dropout):
        super().__init__()
        self.norm = Norm(width)
        self.entity = nn.Linear(width, ENTITY_TAGS)
        self.cue = nn.Linear(width, CUE_TAGS)
        self.role = nn.Linear(width, ROLE_TAGS)     # only in training: keeps roles in the shared states
        self.act = nn.Linear(width, ACTS)
        self.roles = Roles(width, pair, blocks, dropout)


class Student(nn.Module):
    def __init__(self, vectors, frequent, width=128, blocks=8, pair=64, pair_blocks=2, dropout=0.1, drop_word=0.15):
        super().__init__()
        self.features = Features(width, vectors, frequent)
        self.blocks = nn.ModuleList(Block(width, dropout) for _ in range(blocks))
        self.heads = Heads(width, pair, pair_blocks, dropout)
        self.drop_word, self.dropout = drop_word, dropout

    def states(self, batch):
        x = F.dropout(self.features(batch.word, batch.context, self.drop_word), self.dropout, self.training)
        for block in self.blocks:
            x = block(x, batch.segments)
        return self.heads.norm(x)
