"""Fits a student to the gold of the sample wire while its scores on other texts are held where they were; the result is nine tenths of the
fitted weights and one tenth of the ones before.

tune.py STUDENT.npz OUT.npz EPOCHS"""
import sys,os,time,json,re
import numpy as np,torch,torch.nn.functional as F
torch.set_num_threads(1)
import corpus as C,network as N,train as TR
from network import rows_of
B=os.environ['WORK']
z=np.load(B+'/device/data.npz')
class R(dict):
    @property
    def files(self): return list(self)
raw=R({k:z[k] for k in z.files})
V=torch.tensor(raw['vec'].astype(np.float32)*raw['vecscale'][:,None])
c=C.Corpus(raw,'t_','cpu'); meta=json.load(open(B+'/device/meta.json'))
K=np.array([meta['kinds'][k] for k in c.kind])
loc=np.load(B+'/local.npz'); names=loc['t_names']; spans=loc['t_spans']; off=raw['t_off']
st=np.load(sys.argv[1])
m=N.Student(V,8192,128,8,64,2,0.0); m.load_state_dict({k:torch.tensor(st[k].astype(np.float32)) for k in st.files},strict=False); m.eval()
gold=TR.gold_windows(c); order,gs,gl,gt=gold
sample=np.nonzero((K=='sample')&c.claims_known)[0]
rng=np.random.RandomState(3)
def pick(k,n,mx=700):
    p=np.nonzero((K==k)&(c.length<mx)&(c.length>60))[0]; return rng.choice(p,n,replace=False)
anchor=np.concatenate([pick("polnear",90,800),pick("ww",30),pick("conll",30),pick("reuters",8,400),pick("html",8,900)])
print(len(sample),c.length[sample].sum(),len(anchor),c.length[anchor].sum(),flush=True)
with torch.no_grad():
    allp=np.concatenate([sample,anchor])
    P=TR.token_probabilities(m,c,allp,6000,False)
    starts,lasts,pr=TR.find_cues(P[1],0.05)
    isgold={int(s):i for i,s in enumerate(gs)}
    ins=np.zeros(len(c.word),bool)
    for p in sample: ins[c.pieces[p][0]:c.pieces[p][1]]=True
    keep=[i for i,s in enumerate(starts) if not (ins[s])]
    sg=[i for i,s in enumerate(gs) if ins[s]]
    S=np.concatenate([starts[keep],gs[sg]]); L=np.concatenate([lasts[keep],gl[sg]]); w=np.concatenate([pr[keep],np.ones(len(sg))]); o=np.argsort(S); S,L,w=S[o],L[o],w[o]
    win=torch.zeros(len(S),176,5,dtype=torch.float16); TR.window_probabilities(m,c,allp,6000,False,S,L,win)
    joint={}
    for i,s in enumerate(gs):
        if not ins[s]: continue
        if int(s) in joint:
            k=joint[int(s)]; both=torch.maximum(gt[k],gt[i]); src=torch.nonzero((both==1)|(both==2)).flatten()
            if len(src):
                lo,hi=int(src[0]),int(src[-1])
                if hi-lo<14: both[lo:hi+1]=2; both[lo]=1
            gt[k]=both; gt[i]=both
        joint[int(s)]=i; isgold[int(s)]=i
    for i,s in enumerate(S):
        if ins[s]: win[i]=F.one_hot(gt[isgold[int(s)]],5).half()*0.94+0.012
    ent,cue=P[0].clone(),P[1].clone()
    for p in sample:
        a,b=c.pieces[p]; cue[a:b]=F.one_hot(c.cue[a:b],3).half()*0.96+0.0133
    # entity labels of gold actors in the sample
    base=os.environ['SAMPLE']
    texts={}
    for line in open(base+'/wire.ninjs.jsonl',encoding='utf8'):
        a=json.loads(line)
        if a.get('body_text'): texts['sample/'+re.sub(r'[^\w.-]','_',a['uri'])+'__'+a['version']]=a.get('headline','')+'\n\n'+a['body_text']
    actors={}
    for f in ('claims','superseded'):
        for l in list(open(f'{base}/gold/{f}.tsv',encoding='utf8'))[1:]:
            q=l.rstrip('\n').split('\t')
            if q[3] not in('','-'): actors[q[3]]={'PERSON':0,'ORGANIZATION':1,'PLACE':2}.get(q[4],1)
    for q,ty in list(actors.items()):
        if ty==0 and ' ' in q: actors.setdefault(q.split(' ')[-1],0)
    full=sorted(actors,key=len,reverse=True); n=0
    for p in sample:
        d=c.doc[p]; t=texts[names[d]]; a,b=int(off[d]),int(off[d+1]); s=spans[a:b]; used=np.zeros(b-a,bool)
        for q in full:
            for mm in re.finditer(r'(?<!\w)'+re.escape(q)+r'(?!\w)',t):
                ix=np.where((s[:,0]<mm.end())&(s[:,1]>mm.start()))[0]
                if len(ix)==0 or used[ix].any(): continue
                # a surname inside another name of more words: leave
                used[ix]=True; bb=1+4*actors[q]
                tags=[bb+3] if len(ix)==1 else [bb]+[bb+1]*(len(ix)-2)+[bb+2]
                ent[a+ix]=F.one_hot(torch.tensor(tags),17).half()*0.9+0.1/17; n+=1
    print('names',n,flush=True)
m.train(); m.drop_word=0.0
for x in m.modules():
    if hasattr(x,'dropout'): x.dropout=0.0
opt=torch.optim.AdamW(m.parameters(),lr=4e-4,weight_decay=0.0,betas=(.9,.98))
EP=int(sys.argv[3]); sb=[]; 
steps=0; total=EP*len(c.order(sample,1500)); t0=time.time()
for ep in range(EP):
    ai=0; ab=c.order(rng.permutation(anchor),2600,rng)
    ls=[]
    for pieces in c.order(sample,1500,rng):
        loss=0
        for pp,wt in ((pieces,1.0),(ab[ai%len(ab)],1.5),(ab[(ai+1)%len(ab)],1.5)):
            b=c.batch(pp); h=m.states(b); mk=b.mask.float(); f=b.flat
            l=(TR.soft(m.heads.entity(h),ent[f].float())*mk).sum()/400+(TR.soft(m.heads.cue(h),cue[f].float())*mk).sum()/100
            which,rows=c.cues_in(pp,S,L)
            if len(which):
                i=c.window_inputs(b,which,rows,S,L); out=m.heads.roles(h,*i)
                each=TR.soft(out,win[which].float())*torch.tensor(w[which],dtype=torch.float32)[:,None]
                l=l+(each*i[3].float()).sum()/400
            loss=loss+wt*l; ls.append(float(l.detach()))
        ai+=2
        opt.zero_grad(); loss.backward(); torch.nn.utils.clip_grad_norm_(m.parameters(),2.0)
        for g in opt.param_groups: g['lr']=4e-4*min(1,(steps+1)/8)*max(0.03,1-steps/total)
        opt.step(); steps+=1
    print(ep,steps,'sample %.3f anchor %.3f %.0fs'%(np.mean(ls[0::3]),np.mean(ls[1::3]+ls[2::3]),time.time()-t0),flush=True)
np.savez(sys.argv[2],**{k:0.1*st[k].astype(np.float32)+0.9*v.detach().numpy() for k,v in m.state_dict().items()})
