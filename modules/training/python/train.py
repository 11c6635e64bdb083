"""Training steps: teachers on gold labels, soft labels by teachers, students on both."""
import time
import numpy as np
import torch
import torch.nn.functional as F
from network import WINDOW, LEFT, Rows


def gold_windows(corpus):
    """Role tags of each gold cue's window, sorted by cue: (order, starts, lasts, tags)."""
    order = np.argsort(corpus.cue_start, kind="stable")
    tags = np.zeros((len(order), WINDOW), np.uint8)
    for i, c in enumerate(order):
        base = corpus.cue_start[c] - LEFT
        for r, a, b in corpus.role_of_claim[c]:
            a, e = max(0, a - base), min(WINDOW, b - base)
            if a < e:
                tags[i, a:e] = 2 * r
                tags[i, a] = 2 * r - 1
    return order, corpus.cue_start[order], corpus.cue_last[order], torch.tensor(tags.astype(np.int64)).to(corpus.device)


def schedule(optimizer, total, warm=0.1):
    def factor(step):
        return step / max(1, total * warm) if step < total * warm else max(0.0, (total - step) / (total - total * warm))
    return torch.optim.lr_scheduler.LambdaLR(optimizer, factor)


def gold_loss(model, corpus, pieces, gold, teacher):
    order, starts, lasts, tags = gold
    b = corpus.batch(pieces, teacher)
    h = model.states(b)
    heads = model.heads
    known = corpus.known[b.flat].float()
    entity = corpus.entity[b.flat]
    named = (entity != 255).float()

    def cross(logits, labels, weight):
        return (F.cross_entropy(logits.float(), labels, reduction="none") * weight).sum()
    loss = cross(heads.entity(h), entity.clamp(max=16), named) / 400
    loss = loss + cross(heads.cue(h), corpus.cue[b.flat], known) / 400
    loss = loss + 0.3 * cross(heads.role(h), corpus.role[b.flat], known) / 400
    which, rows = corpus.cues_in(pieces, starts, lasts)
    if len(which):
        windows = corpus.windows(b, which, rows, starts, lasts)
        at = torch.tensor(which, device=h.device)
        loss = loss + cross(heads.roles(h, windows), tags[at][windows.held], torch.ones_like(windows.cue)) / 800
        act = torch.tensor(corpus.act[order[which]], device=h.device).long()
        loss = loss + cross(heads.act(Rows.apply(h, windows.start)), act.clamp(min=0), (act >= 0).float()) / 10
    return loss


def fit_teacher(model, corpus, choose, epochs, tokens, seed, rate=6e-5, head_rate=1e-3, log=print):
    rng = np.random.RandomState(seed)
    gold = gold_windows(corpus)
    bert = list(model.bert.parameters())
    ids = {id(p) for p in bert}
    rest = [p for p in model.parameters() if id(p) not in ids]
    optimizer = torch.optim.AdamW([{"params": bert, "lr": rate}, {"params": rest, "lr": head_rate}], weight_decay=0.01)
    total = epochs * len(corpus.order(choose, tokens))
    plan = schedule(optimizer, total)
    model.train()
    begin, steps, skipped = time.time(), 0, 0
    for epoch in range(epochs):
        losses = []
        for pieces in corpus.order(choose, tokens, rng):
            loss = gold_loss(model, corpus, pieces, gold, True)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            if torch.isfinite(torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)).item():
                optimizer.step()
            else:
                skipped += 1
            if steps < total - 1:
                plan.step()
            steps += 1
            losses.append(loss.detach())
        log("teacher epoch %d loss %.3f skipped %d %.0fs" % (epoch, torch.stack(losses).nanmean().item(), skipped, time.time() - begin))


@torch.no_grad()
def token_probabilities(model, corpus, choose, tokens, teacher):
    """In flat arrays: entity, cue and role probabilities of each token, and act probabilities."""
    n = len(corpus.word)
    d = corpus.device
    out = [torch.zeros(n, k, dtype=torch.float16, device=d) for k in (17, 3, 5, 5)]
    model.eval()
    for pieces in corpus.order(choose, tokens):
        b = corpus.batch(pieces, teacher)
        h = model.states(b)
        for o, head in zip(out, (model.heads.entity, model.heads.cue, model.heads.role, model.heads.act)):
            o[b.flat] = head(h).float().softmax(-1).half()
    return out


@torch.no_grad()
def window_probabilities(model, corpus, choose, tokens, teacher, starts, lasts):
    """Role probabilities (cues, WINDOW, 5) of the windows of the cues in the chosen pieces, zero for others."""
    model.eval()
    out = torch.zeros(len(starts), WINDOW, 5, dtype=torch.float16, device=corpus.device)
    for pieces in corpus.order(choose, tokens):
        which, rows = corpus.cues_in(pieces, starts, lasts)
        if len(which) == 0:
            continue
        b = corpus.batch(pieces, teacher)
        windows = corpus.windows(b, which, rows, starts, lasts)
        whole = torch.zeros(len(which), WINDOW, 5, dtype=torch.float16, device=corpus.device)
        whole[windows.held] = model.heads.roles(model.states(b), windows).float().softmax(-1).half()
        out[torch.tensor(which, device=corpus.device)] = whole
    return out


def find_cues(cue, threshold):
    """Candidate cues of flat cue probabilities: starts, last tokens, probability that one starts there."""
    begin, inside = cue[:, 1].float().cpu().numpy(), cue[:, 2].float().cpu().numpy()
    starts = np.nonzero(begin >= threshold)[0]
    lasts = starts.copy()
    for i, s in enumerate(starts):
        e = s
        while e + 1 < len(inside) and inside[e + 1] > 0.5 and e - s < 8 and (begin[e + 1] < threshold):
            e += 1
        lasts[i] = e
    return starts, lasts, begin[starts]


class Targets:
    """Soft labels: token distributions, and windows with weights."""

    def __init__(self, entity, cue, role, act, starts, lasts, weight, window, act_gold):
        self.entity, self.cue, self.role, self.act = entity, cue, role, act
        self.starts, self.lasts, self.weight, self.window, self.act_gold = starts, lasts, weight, window, act_gold


def soft(logits, target):
    return -(target * F.log_softmax(logits.float(), -1)).sum(-1)


def soft_loss(model, corpus, pieces, targets):
    b = corpus.batch(pieces)
    h = model.states(b)
    heads, flat = model.heads, b.flat
    loss = soft(heads.entity(h), targets.entity[flat].float()).sum() / 400
    loss = loss + soft(heads.cue(h), targets.cue[flat].float()).sum() / 400
    loss = loss + 0.2 * soft(heads.role(h), targets.role[flat].float()).sum() / 400
    which, rows = corpus.cues_in(pieces, targets.starts, targets.lasts)
    if len(which):
        windows = corpus.windows(b, which, rows, targets.starts, targets.lasts)
        at = torch.tensor(which, device=h.device)
        weight = targets.weight[at]
        each = soft(heads.roles(h, windows), targets.window[at][windows.held].float())
        loss = loss + (each * weight[windows.cue]).sum() / 800
        acts = soft(heads.act(Rows.apply(h, windows.start)), targets.act_gold[at].float())
        loss = loss + (acts * weight).sum() / 60
    return loss


def fit_student(model, corpus, targets, epoch_pieces, epochs, tokens, seed, rate=2.5e-3, decay=0.02, log=print, average=0.999):
    """epoch_pieces(epoch, rng): the pieces to read. The weights are averaged over the last steps (exponentially)."""
    rng = np.random.RandomState(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay, betas=(0.9, 0.98))
    orders = [corpus.order(epoch_pieces(e, rng), tokens, rng) for e in range(epochs)]
    total = sum(map(len, orders))
    plan = schedule(optimizer, total, 0.08)
    kept = {k: v.detach().clone() for k, v in model.named_parameters()}
    model.train()
    begin, steps, skipped = time.time(), 0, 0
    for epoch, batches in enumerate(orders):
        losses = []
        for pieces in batches:
            loss = soft_loss(model, corpus, pieces, targets) * (20000.0 / tokens)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            if torch.isfinite(torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)).item():
                optimizer.step()
            else:
                skipped += 1
            if steps < total - 1:
                plan.step()
            steps += 1
            rate_now = min(average, (1 + steps) / (10 + steps))
            with torch.no_grad():
                torch._foreach_lerp_(list(kept.values()), [p.detach() for p in model.parameters()], 1 - rate_now)
            losses.append(loss.detach())
        log("student epoch %d loss %.3f skipped %d %.0fs" % (epoch, torch.stack(losses).nanmean().item(), skipped, time.time() - begin))
    with torch.no_grad():
        for k, p in model.named_parameters():
            p.copy_(kept[k])


def mixed_targets(corpus, token_probs, starts, lasts, prob, window, gold, share=0.6):
    """Gold labels and soft ones: on tokens with gold, share of gold."""
    entity, cue, role, act = [t.clone() for t in token_probs]
    eye = lambda k: torch.eye(k, device=corpus.device, dtype=torch.float16)
    has = corpus.entity != 255
    entity[has] = share * eye(17)[corpus.entity[has]] + (1 - share) * entity[has]
    known = corpus.known
    cue[known] = share * eye(3)[corpus.cue[known]] + (1 - share) * cue[known]
    role[known] = share * eye(5)[corpus.role[known]] + (1 - share) * role[known]
    # windows: a gold cue has weight 1 and share of gold tags; any other candidate its probability (halved where gold says no)
    order, gs, gl, tags = gold
    position = {int(s): i for i, s in enumerate(gs)}
    known_cpu = known.cpu().numpy()
    weight = np.array([1.0 if int(s) in position else p * (0.5 if known_cpu[s] else 1.0) for s, p in zip(starts, prob)], np.float32)
    at = np.array([i for i, s in enumerate(starts) if int(s) in position])
    g = torch.tensor([position[int(starts[i])] for i in at], device=corpus.device)
    ti = torch.tensor(at, device=corpus.device)
    window = window.clone()
    for k in range(0, len(at), 4096):
        window[ti[k:k + 4096]] = share * eye(5)[tags[g[k:k + 4096]]] + (1 - share) * window[ti[k:k + 4096]]
    act_gold = act[torch.tensor(starts, device=corpus.device)].clone()
    labels = torch.tensor(corpus.act[order[[position[int(starts[i])] for i in at]]], device=corpus.device).long()
    ok = labels >= 0
    act_gold[ti[ok]] = 0.7 * eye(5)[labels[ok]] + 0.3 * act_gold[ti[ok]]
    return Targets(entity, cue, role, act, starts, lasts, torch.tensor(weight, device=corpus.device), window, act_gold)
