"""The teacher: a small pretrained BERT (MiniLM family, 384 wide) under the same heads, in windows of word pieces."""
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F
from network import Block, Features, Heads, Norm, Rows

SPAN, STRIDE = 510, 384                 # word pieces of a window, and from one window to the next


class Layer(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.mix = nn.Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.heads = 12

    def forward(self, x, mask, p):
        n, t, d = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=p if self.training else 0.0)
        x = self.norm1(x + F.dropout(self.mix(a.transpose(1, 2).reshape(n, t, d)), p, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), p, self.training))


class Bert(nn.Module):
    def __init__(self, path):
        super().__init__()
        raw = np.load(path)

        def w(name):
            if "f_" + name in raw:
                return torch.tensor(raw["f_" + name].astype(np.float32))
            return torch.tensor(raw["q_" + name].astype(np.float32) * raw["s_" + name][:, None])
        words = w("embeddings.word_embeddings.weight")
        width = words.shape[1]
        self.words = nn.Embedding.from_pretrained(words, freeze=False)
        self.places = nn.Parameter(w("embeddings.position_embeddings.weight") + w("embeddings.token_type_embeddings.weight")[0])
        self.norm = nn.LayerNorm(width, eps=1e-12)
        depth = 1 + max(int(k.split(".")[2]) for k in raw.files if "encoder.layer" in k)
        self.layers = nn.ModuleList(Layer(width, 4 * width) for _ in range(depth))
        with torch.no_grad():
            self.norm.weight.copy_(w("embeddings.LayerNorm.weight"))
            self.norm.bias.copy_(w("embeddings.LayerNorm.bias"))
            for i, layer in enumerate(self.layers):
                at = "encoder.layer.%d." % i
                for part in ("weight", "bias"):
                    getattr(layer.qkv, part).copy_(torch.cat([w(at + "attention.self.%s.%s" % (x, part)) for x in ("query", "key", "value")]))
                    getattr(layer.mix, part).copy_(w(at + "attention.output.dense." + part))
                    getattr(layer.norm1, part).copy_(w(at + "attention.output.LayerNorm." + part))
                    getattr(layer.up, part).copy_(w(at + "intermediate.dense." + part))
                    getattr(layer.down, part).copy_(w(at + "output.dense." + part))
                    getattr(layer.norm2, part).copy_(w(at + "output.LayerNorm." + part))

    def forward(self, pieces, mask, p=0.1):
        x = self.norm(self.words(pieces) + self.places[:pieces.shape[1]])
        x = F.dropout(x, p, self.training)
        attend = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend, p)
        return x


class Teacher(nn.Module):
    def __init__(self, path, vectors, frequent, width=256, pair=128, pair_blocks=2, dropout=0.1):
        super().__init__()
        self.bert = Bert(path)
        self.project = nn.Linear(384, width)
        self.features = Features(width, vectors, frequent, affixes=True)
        self.norm = Norm(width)
        self.blocks = nn.ModuleList(Block(width, dropout) for _ in range(1))
        self.heads = Heads(width, pair, pair_blocks, dropout)
        self.dropout = dropout

    def states(self, batch):
        with torch.autocast(batch.pieces.device.type, torch.bfloat16, enabled=batch.pieces.is_cuda):
            pieces = self.bert(batch.pieces, batch.piece_mask)
        first = Rows.apply(pieces.float().flatten(0, 1), batch.piece)
        x = self.project(first) + self.features(batch.word, batch.context, 0.2)
        x = F.dropout(x, self.dropout, self.training)
        for block in self.blocks:
            x = block(x, batch.segments)
        return self.heads.norm(x)
