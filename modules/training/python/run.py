"""Teachers on gold labels, soft labels by teachers that have not seen the article, students on both. CUDA if there is one, else CPU (hours)."""
import sys,os,json,time
T0=time.time()
here=os.environ['WORK']+'/device'
import numpy as np, torch
torch.backends.cuda.matmul.allow_tf32=True; torch.backends.cudnn.allow_tf32=True
import corpus as C, network as N, teacher as TE, train as TR
OUT=os.environ.get('OUT','/tmp/out'); os.makedirs(OUT,exist_ok=True)
dev='cuda' if torch.cuda.is_available() else 'cpu'
NT=3
TINY=os.environ.get('TINY')
LIMIT=T0+float(os.environ.get('SECONDS_','420'))
logf=open(OUT+'/log.txt','a')
def log(*a):
    s=' '.join(map(str,a)); s='[%.0f] %s'%(time.time()-T0,s); print(s,flush=True); logf.write(s+'\n'); logf.flush()
meta=json.load(open(here+'/meta.json')); raw=np.load(here+'/data.npz')
raw_=raw
class R(dict):
    @property
    def files(self): return list(self)
raw=R({k:raw_[k] for k in raw_.files})
vectors=torch.tensor(raw['vec'].astype(np.float32)*raw['vecscale'][:,None])
FREQ=8192
train=C.Corpus(raw,'t_',dev); devc=C.Corpus(raw,'d_',dev)
log('device',dev,'pieces',len(train.pieces),len(devc.pieces), torch.cuda.get_device_name(0) if dev=='cuda' else '')
K={k:i for i,k in enumerate(meta['kinds'])}
names={i:k for k,i in K.items()}
rng=np.random.RandomState(1)
train.fold=np.random.RandomState(5).randint(0,NT,train.doc.max()+1)[train.doc]
kindname=np.array([names[k] for k in train.kind])
ent_known=np.isin(kindname,['conll','ww','wikigold'])
labelled=np.nonzero(train.claims_known|ent_known)[0]
devset=np.arange(len(devc.pieces))
if TINY:
    sub=[]
    for k in K: sub+=list(np.nonzero((kindname==k)&(train.length<260))[0][:3])
    allp=np.array(sorted(sub)); labelled=np.array([p for p in allp if train.claims_known[p] or ent_known[p]]); devset=np.concatenate([np.nonzero((devc.kind==k)&(devc.length<300))[0][:2] for k in range(3)])
else: allp=np.arange(len(train.pieces))

TOK=int(os.environ.get('TOK','16000'))
def metrics(tag, cue, ent, corpus, choose):
    # quick token-level dev figures: cue F1 at B, entity span F1
    flat=np.concatenate([np.arange(*corpus.pieces[p]) for p in choose])
    kn=corpus.known.cpu().numpy()[flat]; g=corpus.cue.cpu().numpy()[flat]; b=(cue[:,1].float().cpu().numpy()[flat]>0.4)
    tp=((g==1)&b&kn).sum(); f1=2*tp/max(1,((g==1)&kn).sum()+(b&kn).sum())
    e=corpus.entity.cpu().numpy()[flat]; p=ent.float().argmax(-1).cpu().numpy()[flat]; h=e!=255
    def spans(t):
        out=set(); i=0
        while i<len(t):
            if t[i]>0:
                k=(t[i]-1)//4; j=i+1
                if (t[i]-1)%4 in(0,1):
                    while j<len(t) and t[j]>0 and (t[j]-1)//4==k and (t[j]-1)%4 in (1,2):
                        j+=1
                        if (t[j-1]-1)%4==2: break
                if k<3: out.add((i,j,k))
                i=j
            else: i+=1
        return out
    res=[]
    for kk in sorted(set(corpus.kind[choose])):
        f=np.concatenate([np.arange(*corpus.pieces[q]) for q in choose if corpus.kind[q]==kk]); e=corpus.entity.cpu().numpy()[f]
        if (e==255).all(): continue
        a,bb=spans(list(e)),spans(list(ent.float().argmax(-1).cpu().numpy()[f])); res.append('%s %.4f'%(meta['dkinds'][kk],2*len(a&bb)/max(1,len(a)+len(bb))))
    log(tag,'cue B F1 %.4f'%f1,'entities',res)
def dev_save(tag,toks,windowf):
    cue=toks[1]; st,la,pr=TR.find_cues(cue,0.08)
    if TINY: st,la,pr=st[:100],la[:100],pr[:100]
    win=torch.zeros(len(st),N.WINDOW,5,dtype=torch.float16,device=dev)
    windowf(st,la,win)
    np.savez_compressed(f'{OUT}/dev_{tag}.npz',ent=(toks[0].float().cpu().numpy()*255).round().astype(np.uint8),cue=cue.cpu().numpy(),act=toks[3].cpu().numpy(),starts=st,lasts=la,prob=pr,win=win.cpu().numpy())
def teach():
    teachers=[]
    order=os.environ.get('BERTS','bge-small-en-v1.5,bge-small-en-v1.5,bge-small-en-v1.5').split(',')
    epochs=int(os.environ.get('TEPOCHS','0'))
    if not epochs:
        m=TE.Teacher(f'{here}/{order[0]}.npz',vectors,FREQ).to(dev); choose=labelled[train.fold[labelled]!=0]
        bs=train.order(choose,TOK,np.random.RandomState(0)); g=TR.gold_windows(train); m.train()
        opt=torch.optim.AdamW(m.parameters(),lr=1e-5)
        for i,pp in enumerate(bs[:8]+bs[:8]):
            if i==8: t=time.time()
            l=TR.gold_loss(m,train,pp,g,True); opt.zero_grad(); l.backward(); opt.step()
        bt=(time.time()-t)/8
        epochs=int(np.clip(float(os.environ.get('TSECONDS','200'))/(NT*len(bs)*bt),2,14))
        log('teacher batch %.3fs, %d batches, %d epochs, memory %.1fG'%(bt,len(bs),epochs,torch.cuda.max_memory_allocated()/2**30)); del m,opt
    for k in range(NT):
        torch.manual_seed(100+k)
        m=TE.Teacher(f'{here}/{order[k]}.npz',vectors,FREQ).to(dev)
        choose=labelled[train.fold[labelled]!=k]
        if TINY: m.bert.layers=m.bert.layers[:1]
        TR.fit_teacher(m,train,choose,epochs,TOK,k,rate=8e-5,head_rate=1.5e-3,log=log)
        m.eval(); teachers.append(m)
        with torch.autocast(dev,torch.bfloat16,enabled=False):
            t=TR.token_probabilities(m,devc,devset,TOK*2,True); metrics('teacher %d %s'%(k,order[k]),t[1],t[0],devc,devset)
    # dev ensemble
    tot=None
    for m in teachers:
        t=TR.token_probabilities(m,devc,devset,TOK*2,True); tot=t if tot is None else [a+b for a,b in zip(tot,t)]
    tot=[a/NT for a in tot]; metrics('teachers',tot[1],tot[0],devc,devset)
    def wf(st,la,win):
        for m in teachers: TR.window_probabilities(m,devc,devset,TOK*2,True,st,la,win)
        win/=NT
    dev_save('teachers',tot,wf)
    log('dev of teachers saved')
    # soft labels of the training pieces
    n=len(train.word)
    acc=None
    pf=np.zeros(n,np.int64)-1
    for i,p in enumerate(train.pieces): pf[p[0]:p[1]]=train.fold[i]
    pf=torch.tensor(pf,device=dev); ek=train.entity!=255; ck=train.known
    w=lambda known,k: torch.where(known,(pf==k).half(),torch.tensor(1.0/NT,device=dev).half())[:,None]
    for k,m in enumerate(teachers):
        t=TR.token_probabilities(m,train,allp,TOK*2,True)
        ws=[w(ek,k),w(ck,k),w(ck,k),w(ck,k)]
        t=[a*b for a,b in zip(t,ws)]
        acc=t if acc is None else [a+b for a,b in zip(acc,t)]
    log('token labels')
    st,la,pr=TR.find_cues(acc[1],0.12)
    if TINY: st,la,pr=st[:200],la[:200],pr[:200]
    gold=TR.gold_windows(train)
    inall=np.zeros(n,bool)
    for p in allp: inall[train.pieces[p][0]:train.pieces[p][1]]=True
    gs,gl=gold[1],gold[2]; keep=inall[gs]
    gold_=(gold[0],gs,gl,gold[3])
    gset=set(gs[keep].tolist()); extra=[i for i,s in enumerate(st) if int(s) not in gset]
    st=np.concatenate([st[extra],gs[keep]]); la=np.concatenate([la[extra],gl[keep]]); pr=np.concatenate([pr[extra],np.ones(keep.sum(),np.float32)])
    o=np.argsort(st,kind='stable'); st,la,pr=st[o],la[o],pr[o]
    win=torch.zeros(len(st),N.WINDOW,5,dtype=torch.float16,device=dev)
    fold_of=pf[torch.tensor(st,device=dev)]; known=ck[torch.tensor(st,device=dev)]
    for k,m in enumerate(teachers):
        x=torch.zeros_like(win); TR.window_probabilities(m,train,allp,TOK*2,True,st,la,x)
        win+=x*torch.where(known,(fold_of==k).half(),torch.tensor(1.0/NT,device=dev).half())[:,None,None]
    log('window labels',len(st))
    del teachers
    return acc,st,la,pr,win,gold_
def save_labels(acc,st,la,pr,win):
    q=lambda t:(t.float()*255).round().clamp(0,255).to(torch.uint8).cpu().numpy()
    from concurrent.futures import ThreadPoolExecutor
    ent=q(acc[0]); h=(len(st)+2)//3; w=q(win[...,1:])
    jobs=[('ent',dict(ent=ent[:,1:])),('tok',dict(cue=q(acc[1][:,1:]),role=q(acc[2][:,1:]),act=q(acc[3]),st=st.astype(np.int32),la=la.astype(np.int32),pr=pr)),
          ('win0',dict(win=w[:h])),('win1',dict(win=w[h:2*h])),('win2',dict(win=w[2*h:]))]
    with ThreadPoolExecutor(5) as ex: list(ex.map(lambda j:np.savez_compressed(f'{OUT}/soft_{j[0]}.npz',**j[1]),jobs))
    log('labels saved',{f:os.path.getsize(OUT+'/'+f) for f in os.listdir(OUT)})
def load_labels():
    g=lambda f:np.load(f'{here}/soft_{f}.npz'); u=lambda a:torch.tensor(a,device=dev).half()/255
    def full(x): return torch.cat([(1-x.float().sum(-1,keepdim=True)).clamp(0,1).half(),x],-1)
    t=g('tok'); acc=[full(u(g('ent')['ent'])),full(u(t['cue'])),full(u(t['role'])),u(t['act'])]
    win=torch.cat([u(g('win%d'%i)['win']) for i in range(3)])
    return acc,t['st'].astype(np.int64),t['la'].astype(np.int64),t['pr'],full(win),TR.gold_windows(train)
def student(tag,targets,epochs,seed,limit,**kw):
    torch.manual_seed(seed)
    m=N.Student(vectors,FREQ,**kw).to(dev)
    tokpb=int(os.environ.get('STOK','24000'))
    rate=float(os.environ.get('SRATE','2.5e-3'))
    def pieces(e,r):
        out=[]
        for p in allp:
            k=kindname[p]
            c={'polnear':2,'sample':3,'conll':2,'wikigold':1,'ww':1,'reuters':0.35}.get(k,1)
            out+= [p]*int(c) if c>=1 else ([p] if r.rand()<c else [])
        return out
    if not epochs:
        bs=train.order(pieces(0,rng),tokpb,np.random.RandomState(0)); t0=time.time()
        TR.fit_student(m,train,targets,lambda e,r:np.concatenate(bs[:25]),1,tokpb,seed,rate=1e-6,log=log); torch.cuda.synchronize() if dev=='cuda' else 0
        t0=time.time(); TR.fit_student(m,train,targets,lambda e,r:np.concatenate(bs[:25]),1,tokpb,seed,rate=1e-6,log=log); bt=(time.time()-t0)/25
        epochs=int(np.clip((limit-time.time())/(len(bs)*bt*1.03),1,40)); log('student batch %.3fs, %d batches, %d epochs, %.1fG'%(bt,len(bs),epochs,torch.cuda.max_memory_allocated()/2**30 if dev=='cuda' else 0))
        m=N.Student(vectors,FREQ,**kw).to(dev)
    TR.fit_student(m,train,targets,pieces,epochs,tokpb,seed,rate=rate,log=log,limit=limit)
    m.eval()
    t=TR.token_probabilities(m,devc,devset,60000,False); metrics('student '+tag,t[1],t[0],devc,devset)
    dev_save(tag,t,lambda st,la,win:TR.window_probabilities(m,devc,devset,60000,False,st,la,win))
    np.savez(f'{OUT}/student_{tag}.npz',**{k:v.cpu().numpy().astype(np.float16) for k,v in m.state_dict().items()})
    log('student saved',tag)
    return m
if __name__=='__main__':
    if os.environ.get('LABELS'): lab=load_labels()
    else:
        lab=teach(); 
        if not os.environ.get('NOSAVE'): save_labels(*lab[:5])
    targets=TR.mixed_targets(train,lab[0],lab[1],lab[2],lab[3],lab[4],lab[5],share=float(os.environ.get('SHARE','0.6')))
    for spec in os.environ.get('STUDENTS','a:12:1').split(';'):
        p=spec.split(':'); kw=dict(x.split('=') for x in p[3].split(',')) if len(p)>3 else {}
        kw={k:(float(v) if '.' in v else int(v)) for k,v in kw.items()}
        if time.time()>LIMIT: log('skip',spec); continue
        student(p[0],targets,int(p[1]),int(p[2]),LIMIT,**kw)
    log('done')
