"""Texts of every corpus as files, one directory a kind, and gold names of the name sets (types merged to PERSON, ORGANIZATION, PLACE, MISC)."""
import gzip,json,os,re,subprocess,glob,shutil,sys
DATA, WORK, SAMPLE, EVAL = (os.environ[k] for k in ("DATA", "WORK", "SAMPLE", "EVAL"))      # set by train.sh
D=DATA; O=WORK+'/texts'
shutil.rmtree(O,ignore_errors=True); os.makedirs(O)
def w(kind,name,text):
    os.makedirs(f'{O}/{kind}',exist_ok=True)
    open(f'{O}/{kind}/{name}.txt','w',encoding='utf8',newline='').write(text)
# polnear
for part,k in (('train','polnear'),('dev','polneardev')):
    for f in glob.glob(f'{D}/polnear/{part}/text/*.txt'):
        w(k,os.path.basename(f)[:-4],open(f,encoding='utf8',newline='').read())
E=EVAL+'/entity_gold.py'
G=WORK+'/nergold'; shutil.rmtree(G,ignore_errors=True); os.makedirs(G)
# entity_gold with MISC kept: patch TYPES
src=open(E).read().replace('"GPE": "PLACE"}','"GPE": "PLACE", "MISC":"MISC","NORP":"MISC","PRODUCT":"MISC"}')
open(WORK+'/eg_misc.py','w').write(src)
wd=sorted(os.listdir(f'{D}/ner/worldwide-newswire')); wd=[x for x in wd if x.endswith('.tsv')]
os.makedirs(WORK+'/wwtrain',exist_ok=True); os.makedirs(WORK+'/wwdev',exist_ok=True)
for i,n in enumerate(wd):
    t=WORK+'/wwdev/' if i%10==0 else WORK+'/wwtrain/'
    shutil.copy(f'{D}/ner/worldwide-newswire/{n}',t+n)
def run(kind,src,out): print(subprocess.run([sys.executable,WORK+'/eg_misc.py',kind,src,out],capture_output=True,text=True))
run('conll',f'{D}/ner/conll2003/eng.train',G+'/conll')
run('conll',f'{D}/ner/conll2003/eng.testa',G+'/testa')
run('worldwide',WORK+'/wwtrain',G+'/ww')
run('worldwide',WORK+'/wwdev',G+'/wwdev')
# wikigold: token tag, I- only
lines=open(f'{D}/ner/wikigold/wikigold.conll.txt',encoding='utf8').read().split('\n')
os.makedirs(WORK+'/wg',exist_ok=True)
doc=[];n=0
def flush():
    global doc,n
    if any(doc): open(WORK+f'/wg/w{n:03d}.txt.tsv','w').write('\n'.join(doc)); n+=1
    doc=[]
cnt=0
for l in lines:
    if l.startswith('-DOCSTART-'):
        cnt+=1
        if True: flush()
        continue
    p=l.split()
    doc.append('\t'.join(p) if len(p)==2 else '')
flush()
run('worldwide',WORK+'/wg',G+'/wikigold')
for k in ('conll','testa','ww','wwdev','wikigold'):
    os.rename(f'{G}/{k}/text',f'{O}/{k}')
# reuters: choose stories of >= 120 words
n=tot=0; buf=[]
for line in gzip.open(f'{D}/feeds/reuters21578.ninjs.jsonl.gz','rt',encoding='utf8'):
    a=json.loads(line); t=a['headline']+'\n\n'+a['body_text']
    wc=len(t.split())
    if wc>=130 and re.search(r'\bsaid\b|\btold\b',t): buf.append((wc,n,t))
    n+=1
print(len(buf),sum(b[0] for b in buf))
import random
random.seed(7); random.shuffle(buf)
for wc,i,t in buf:
    if tot>1100000: break
    w('reuters',f'r{i:05d}',t); tot+=wc
for line in gzip.open(f'{D}/feeds/wikinews.ninjs.jsonl.gz','rt',encoding='utf8'):
    a=json.loads(line); w('wikinews','n%05d'%n,a['headline']+'\n\n'+a['body_text']); n+=1
gt=json.load(open(f'{D}/feeds/html-articles/ground-truth.json'))
for k,v in gt.items(): 
    t=v.get('articleBody') if isinstance(v,dict) else None
    if t: w('html',k[:24],re.sub(r'\n+','\n\n',t))
# gap: three-sentence snippets -> skip. meantime
import csv
toks={}
for row in csv.reader(open(f'{D}/coref/meantime/conll.csv',encoding='utf8')):
    if row[2]=='sent_id' or len(row)<5: continue
    toks.setdefault(row[1],{}).setdefault(int(row[2]),[]).append(row[4])
for d,s in toks.items():
    x=[]
    for i in sorted(s):
        t=' '.join(s[i]); t=re.sub(r' ([.,;:?!)%]|\'s|n\'t)',r'\1',t); x.append(t)
    w('meantime',d.replace('/','_'),'\n\n'.join(x))
# gum
for f in glob.glob(f'{D}/coref/gum-news/dep/*.conllu'):
    out=[];sent=None
    for l in open(f,encoding='utf8'):
        if l.startswith('# newpar'): out.append('\n\n')
        elif l.startswith('# text = '): out.append(l[9:].rstrip('\n')+' ')
    w('gum',os.path.basename(f)[:-7],''.join(out).strip())
# sample wire: every version as doc
S=SAMPLE
for line in open(S+'/wire.ninjs.jsonl',encoding='utf8'):
    a=json.loads(line)
    if not a.get('body_text'): continue
    w('sample',re.sub(r'[^\w.-]','_',a['uri'])+'__'+a['version'],a.get('headline','')+'\n\n'+a['body_text'])
