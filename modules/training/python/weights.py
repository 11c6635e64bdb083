"""ONNX initialisers of the sentence encoders -> int8 rows with scales, named as in BERT."""
import onnx, numpy as np, os, sys
from onnx import numpy_helper
B=os.environ['WORK']
pieces=np.load(B+'/device/data.npz')['pieces']
for f in sys.argv[1:]:
    m=onnx.load(f'{B}/{f}.onnx'); init={i.name:numpy_helper.to_array(i) for i in m.graph.initializer}
    # MatMul weights may be anonymous: name them by the bias added after
    cons={}
    for n in m.graph.node:
        for x in n.input: cons.setdefault(x,[]).append(n)
    out={}
    for k,v in init.items():
        if k.startswith(('embeddings','encoder')) : out[k]=v
    for n in m.graph.node:
        if n.op_type=='MatMul' and n.input[1] in init and init[n.input[1]].ndim==2:
            nxt=[c for c in cons[n.output[0]] if c.op_type=='Add'][0]
            b=[x for x in nxt.input if x in init][0]
            out[b.replace('.bias','.weight')]=init[n.input[1]].T.copy()
            out.pop(n.input[1],None)
    save={}
    for k,v in out.items():
        if 'position_ids' in k: continue
        if k=='embeddings.word_embeddings.weight': v=v[pieces]
        v=v.astype(np.float32)
        if v.ndim==2 and v.shape[0]>2:
            s=np.abs(v).max(1)/40; s[s==0]=1
            save['q_'+k]=np.round(v/s[:,None]).astype(np.int8); save['s_'+k]=s.astype(np.float32)
        else: save['f_'+k]=v
    print(f,len(save),sorted(k for k in save if 'layer' not in k)); print([ (k,v.shape) for k,v in save.items() if 'layer.0.' in k])
    np.savez_compressed(f'{B}/device/{f}.npz',**save)
