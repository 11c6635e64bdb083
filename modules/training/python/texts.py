"""Texts of every corpus as files, one directory a kind, and gold names of the name sets (types merged to PERSON, ORGANIZATION, PLACE, MISC)."""
import csv
import glob
import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys

DATA, WORK, SAMPLE, EVAL = (os.environ[k] for k in ("DATA", "WORK", "SAMPLE", "EVAL"))      # set by train.sh
TEXTS, GOLD = WORK + "/texts", WORK + "/nergold"


def write(kind, name, text):
    os.makedirs(f"{TEXTS}/{kind}", exist_ok=True)
    with open(f"{TEXTS}/{kind}/{name}.txt", "w", encoding="utf8", newline="") as out:
        out.write(text)


def empty(path):
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)


def polnear():
    for part, kind in (("train", "polnear"), ("dev", "polneardev")):
        for path in glob.glob(f"{DATA}/polnear/{part}/text/*.txt"):
            with open(path, encoding="utf8", newline="") as text:
                write(kind, os.path.basename(path)[:-4], text.read())


def name_sets():
    """By EVAL/entity_gold.py, with the names of type MISC kept; every tenth Worldwide article is held back."""
    with open(EVAL + "/entity_gold.py") as source:
        program = source.read().replace('"GPE": "PLACE"}', '"GPE": "PLACE", "MISC":"MISC","NORP":"MISC","PRODUCT":"MISC"}')
    with open(WORK + "/entity_gold_misc.py", "w") as out:
        out.write(program)
    for i, name in enumerate(sorted(x for x in os.listdir(f"{DATA}/ner/worldwide-newswire") if x.endswith(".tsv"))):
        part = "wwdev" if i % 10 == 0 else "ww"
        os.makedirs(f"{WORK}/parts/{part}", exist_ok=True)
        shutil.copy(f"{DATA}/ner/worldwide-newswire/{name}", f"{WORK}/parts/{part}/{name}")
    wikigold()
    for kind, form, source in (("conll", "conll", f"{DATA}/ner/conll2003/eng.train"), ("testa", "conll", f"{DATA}/ner/conll2003/eng.testa"),
                               ("ww", "worldwide", f"{WORK}/parts/ww"), ("wwdev", "worldwide", f"{WORK}/parts/wwdev"),
                               ("wikigold", "worldwide", f"{WORK}/parts/wikigold")):
        subprocess.run([sys.executable, WORK + "/entity_gold_misc.py", form, source, f"{GOLD}/{kind}"], check=True)
        os.rename(f"{GOLD}/{kind}/text", f"{TEXTS}/{kind}")


def wikigold():
    """One file an article, token and tag with a tab between, as entity_gold.py reads them."""
    os.makedirs(WORK + "/parts/wikigold", exist_ok=True)
    with open(f"{DATA}/ner/wikigold/wikigold.conll.txt", encoding="utf8") as source:
        articles = source.read().split("-DOCSTART-")
    number = 0
    for article in articles:
        rows = ["\t".join(line.split()) if len(line.split()) == 2 else "" for line in article.split("\n")]
        if any(rows):
            with open(f"{WORK}/parts/wikigold/w{number:03d}.txt.tsv", "w", encoding="utf8") as out:
                out.write("\n".join(rows))
            number += 1


def swapped():
    """The training articles of the name sets once more, with other names in them, the same one wherever a name was the same: persons by lists of
    forenames and surnames of many countries, the rest by names of other articles. The teachers label them."""
    rng = random.Random(11)
    gold = {kind: json.load(open(f"{GOLD}/{kind}/gold.json")) for kind in ("conll", "ww", "wikigold")}
    texts = {(kind, doc): open(f"{TEXTS}/{kind}/{doc}.txt", encoding="utf8", newline="").read() for kind in gold for doc in gold[kind]}
    others = {"ORGANIZATION": set(), "PLACE": set(), "MISC": set()}
    for kind, doc in texts:
        for start, end, entity in gold[kind][doc]:
            if entity in others:
                others[entity].add(texts[kind, doc][start:end])
    others = {entity: sorted(names) for entity, names in others.items()}
    parts = {}
    for part in ("forenames", "surnames"):
        with open(f"{DATA}/gazetteers/names/common-{part}-by-country.csv", encoding="utf-8-sig") as source:
            parts[part] = sorted({row["Romanized Name"] for row in csv.DictReader(source)} - {""})
    for kind, doc in sorted(texts):
        text, new, at, out = texts[kind, doc], {}, 0, []

        def other(word, part):
            if word not in new:
                name = rng.choice(parts[part])
                new[word] = name.upper() if word.isupper() and len(word) > 1 else name
            return new[word]
        for start, end, entity in gold[kind][doc]:
            name = text[start:end]
            if entity == "PERSON":
                words = name.split()
                swap = " ".join([other(w, "forenames") for w in words[:-1]] + [other(words[-1], "surnames")])
            else:
                if name not in new:
                    new[name] = name if entity == "MISC" else rng.choice(others[entity])
                swap = new[name]
            out += [text[at:start], swap]
            at = end
        write("swapped", kind + "-" + doc, "".join(out) + text[at:])


def unlabeled():
    number = 0
    with gzip.open(f"{DATA}/feeds/reuters21578.ninjs.jsonl.gz", "rt", encoding="utf8") as stories:
        for line in stories:
            story = json.loads(line)
            text = story["headline"] + "\n\n" + story["body_text"]
            if len(text.split()) >= 60 and re.search(r"\bsaid\b|\btold\b", text):
                write("reuters", f"r{number:05d}", text)
            number += 1
    with gzip.open(f"{DATA}/feeds/wikinews.ninjs.jsonl.gz", "rt", encoding="utf8") as stories:
        for line in stories:
            story = json.loads(line)
            write("wikinews", f"n{number:05d}", story["headline"] + "\n\n" + story["body_text"])
            number += 1
    for key, page in json.load(open(f"{DATA}/feeds/html-articles/ground-truth.json")).items():
        if page.get("articleBody"):
            write("html", key[:24], re.sub(r"\n+", "\n\n", page["articleBody"]))
    for part in ("development", "test", "validation"):
        with open(f"{DATA}/coref/gap/gap-{part}.tsv", encoding="utf8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                write("gap", row["ID"], row["Text"])
    meantime()
    for path in glob.glob(f"{DATA}/coref/gum-news/dep/*.conllu"):
        with open(path, encoding="utf8") as lines:
            parts = ["\n\n" if line.startswith("# newpar") else line[9:].rstrip("\n") + " " if line.startswith("# text = ") else "" for line in lines]
        write("gum", os.path.basename(path)[:-7], "".join(parts).strip())


def meantime():
    tokens = {}
    with open(f"{DATA}/coref/meantime/conll.csv", encoding="utf8") as rows:
        for row in csv.reader(rows):
            if len(row) >= 5 and row[2] != "sent_id":
                tokens.setdefault(row[1], {}).setdefault(int(row[2]), []).append(row[4])
    for doc, sentences in tokens.items():
        text = "\n\n".join(" ".join(sentences[i]) for i in sorted(sentences))
        write("meantime", doc.replace("/", "_"), re.sub(r" ([.,;:?!)%]|'s|n't)", r"\1", text))


def sample():
    """Every version of the stories of our own sample wire: its name as a text, and the text."""
    with open(SAMPLE + "/wire.ninjs.jsonl", encoding="utf8") as stories:
        for line in stories:
            story = json.loads(line)
            if story.get("body_text"):
                name = re.sub(r"[^\w.-]", "_", story["uri"]) + "__" + story["version"]
                yield name, story.get("headline", "") + "\n\n" + story["body_text"]


if __name__ == "__main__":
    for path in (TEXTS, GOLD, WORK + "/parts"):
        empty(path)
    polnear()
    name_sets()
    swapped()
    unlabeled()
    for name, text in sample():
        write("sample", name, text)
