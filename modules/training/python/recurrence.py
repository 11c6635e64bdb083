"""h[t] = f[t] h[t-1] + b[t] within each of many segments, the first half of the channels from the left and the second from the right.

On a CUDA device one thread goes along each channel of each segment (the kernels below, through CuPy), so that the sums never depend on the
order of threads. Elsewhere, and without CuPy, the parallel scan of Hillis and Steele (1986) in PyTorch does the same.
"""
import functools
import numpy as np
import torch

KERNELS = r"""
extern "C" __global__ void forward(const float* __restrict__ f, const float* __restrict__ b, float* __restrict__ h,
                                   const long long* __restrict__ edges, int channels) {
    int c = blockIdx.y * blockDim.x + threadIdx.x;
    if (c >= channels) return;
    long long from = edges[blockIdx.x], n = edges[blockIdx.x + 1] - from;
    bool right = c < channels / 2;
    long long step = right ? channels : -channels, at = (right ? from : from + n - 1) * channels + c;
    float state = 0;
    #pragma unroll 8
    for (long long i = 0; i < n; i++, at += step) {
        state = f[at] * state + b[at];
        h[at] = state;
    }
}

extern "C" __global__ void backward(const float* __restrict__ f, const float* __restrict__ h, const float* __restrict__ dh,
                                    float* __restrict__ df, float* __restrict__ db, const long long* __restrict__ edges, int channels) {
    int c = blockIdx.y * blockDim.x + threadIdx.x;
    if (c >= channels) return;
    long long from = edges[blockIdx.x], n = edges[blockIdx.x + 1] - from;
    bool right = c < channels / 2;
    long long step = right ? -channels : channels, at = (right ? from + n - 1 : from) * channels + c;
    float gradient = 0, gate = 0;
    #pragma unroll 8
    for (long long i = 0; i < n; i++, at += step) {
        gradient = dh[at] + gate * gradient;
        db[at] = gradient;
        df[at] = i + 1 < n ? gradient * h[at + step] : 0;
        gate = f[at];
    }
}
"""
THREADS = 64


class Segments:
    """Where sequences that lie one after the other begin and end: edges (segments + 1)."""

    def __init__(self, edges):
        self.edges = edges
        count = int(edges[-1])
        ones = torch.ones(count, 1, device=edges.device)
        self.not_first, self.not_last = ones, ones.clone()
        self.not_first[edges[:-1]] = 0
        self.not_last[edges[1:] - 1] = 0

    def before(self, x):
        return torch.cat([x[:1], x[:-1]]) * self.not_first

    def after(self, x):
        return torch.cat([x[1:], x[-1:]]) * self.not_last


@functools.lru_cache(1)
def kernels():
    """The compiled kernels, or None where there is no CuPy."""
    try:
        import cupy
        module = cupy.RawModule(code=KERNELS)
        return module.get_function("forward"), module.get_function("backward")
    except Exception as reason:             # whatever CuPy lacks, PyTorch can do
        print("no kernels:", reason, flush=True)
        return None


def launch(kernel, tensors, edges, channels):
    grid = (len(edges) - 1, (channels + THREADS - 1) // THREADS)
    kernel(grid, (THREADS,), (*(np.uint64(t.data_ptr()) for t in tensors), np.uint64(edges.data_ptr()), np.int32(channels)))


class Recurrence(torch.autograd.Function):
    @staticmethod
    def forward(ctx, f, b, segments):
        """f, b (tokens, channels) of all segments."""
        f, b = f.contiguous(), b.contiguous()
        if f.is_cuda and kernels():
            h = torch.empty_like(b)
            launch(kernels()[0], (f, b, h), segments.edges, f.shape[1])
        else:
            h = scanned(f, b, segments.edges, False)
        ctx.save_for_backward(f, h)
        ctx.segments = segments
        return h

    @staticmethod
    def backward(ctx, dh):
        f, h = ctx.saved_tensors
        segments, dh = ctx.segments, dh.contiguous()
        half = f.shape[1] // 2
        if f.is_cuda and kernels():
            df, db = torch.empty_like(f), torch.empty_like(f)
            launch(kernels()[1], (f, h, dh, df, db), segments.edges, f.shape[1])
        else:
            gates = torch.cat([segments.after(f)[:, :half], segments.before(f)[:, half:]], 1)
            db = scanned(gates, dh, segments.edges, True)
            df = db * torch.cat([segments.before(h)[:, :half], segments.after(h)[:, half:]], 1)
        return df, db, None


def scanned(f, b, edges, other_way):
    """As the kernel, padded to the longest segment; other_way: the first half from the right."""
    lengths = edges[1:] - edges[:-1]
    offset = torch.arange(int(lengths.max()), device=f.device)
    there = offset[None] < lengths[:, None]
    right = (edges[:-1, None] + offset[None]).clamp(max=len(f) - 1)
    left = (edges[1:, None] - 1 - offset[None]).clamp(min=0)
    half = f.shape[1] // 2
    h = torch.empty_like(b)
    for channels, index in ((slice(0, half), left if other_way else right), (slice(half, None), right if other_way else left)):
        mask = there[..., None]
        part = scan(f[:, channels][index] * mask, b[:, channels][index] * mask)
        h[index[there], channels] = part[there]
    return h


def scan(f, b):
    """h[t] = f[t] h[t-1] + b[t] along dimension 1, in log2(T) steps."""
    step = 1
    while step < f.shape[1]:
        b = torch.cat([b[:, :step], b[:, step:] + f[:, step:] * b[:, :-step]], 1)
        f = torch.cat([f[:, :step], f[:, step:] * f[:, :-step]], 1)
        step *= 2
    return b
