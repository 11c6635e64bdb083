#!/usr/bin/env python3
"""Derive forenames.txt and places.txt of the extractor from public-domain and CC0 lists.

    gazetteers.py GAZETTEERS OUT_DIR

Sources, all CC0 or public domain: names (common forenames by country, with gender), congress (legislators, with gender),
corpora (US census forenames, newspapers), factbook (countries, capitals, demonyms, cities, first-level divisions).
"""
import csv, glob, json, os, re, sys, unicodedata
from collections import defaultdict

ROOT, OUT = sys.argv[1], sys.argv[2]


def plain(name):
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def forenames():
    genders = defaultdict(lambda: defaultdict(float))
    with open(ROOT + "/names/common-forenames-by-country.csv", encoding="utf-8-sig") as f:
        for row in csv.DictReader(f):
            for name in re.split(r"[ /]", row["Romanized Name"] or ""):
                if row["Gender"] in ("M", "F"):
                    genders[plain(name)][row["Gender"].lower()] += 1
    text = open(ROOT + "/congress/legislators-current.yaml", encoding="utf8").read()
    for person in text.split("- id:")[1:]:
        gender = re.search(r"gender: (\w)", person)
        for key in ("first", "nickname"):
            name = re.search(r"\n    %s: '?([\w]+)" % key, person)
            if name and gender:
                genders[plain(name[1])][gender[1].lower()] += 1
    for name, gender in (("norwayFirstNamesBoys", "m"), ("norwayFirstNamesGirls", "f")):
        data = json.load(open(f"{ROOT}/corpora/data/humans/{name}.json", encoding="utf8"))
        for value in data.values():
            if isinstance(value, list):
                for x in value:
                    genders[plain(x)][gender] += 0.3
    for name in json.load(open(ROOT + "/corpora/data/humans/firstNames.json"))["firstNames"]:
        genders[plain(name)]["u"] += 0
    rows = []
    for name, votes in genders.items():
        if not re.fullmatch(r"[A-Z][a-z]+(-[A-Z][a-z]+)?", name) or len(name) < 3:
            continue
        m, f = votes.get("m", 0), votes.get("f", 0)
        rows.append(f"{name}\t{'m' if m > 3 * f else 'f' if f > 3 * m else 'u'}")
    return sorted(rows)


def field(data, *path):
    for key in path:
        data = data.get(key) or {}
    text = data.get("text", "") if isinstance(data, dict) else ""
    return re.sub(r"<[^>]+>|\([^)]*\)|\[[^\]]*\]", "", text)


def places():
    kinds = {}

    def add(name, kind):
        name = re.sub(r"\s+", " ", name).strip(" .;,")
        if re.fullmatch(r"[A-Z\u00c0-\u00de][\w'\u2019.-]+( (of|the|and|de|la|el|al|San|[A-Z\u00c0-\u00de][\w'\u2019.-]*)){0,3}", name):
            kinds.setdefault(plain(name), kind)

    for path in sorted(glob.glob(ROOT + "/factbook/*/*.json")):
        data = json.load(open(path, encoding="utf8"))
        government = data.get("Government") or {}
        name = field(government, "Country name", "conventional short form")
        if name and name != "none":
            add(name, "country")
        for key in ("conventional long form",):
            add(field(government, "Country name", key), "country")
        capital = re.split(r"[;,]", field(government, "Capital", "name"))[0]
        add(capital, "city")
        people = data.get("People and Society") or {}
        for part in re.split(r"[,;/ ]+or[ ]+|[,;/]", field(people, "Nationality", "adjective")):
            add(part, "demonym")
        for part in re.split(r"[,;]", field(people, "Nationality", "noun")):
            add(part.replace("(s)", ""), "demonym")
        for part in re.findall(r"[A-Z][A-Za-z' -]+", field(people, "Major urban areas - population")):
            add(part.title() if part.isupper() else part, "city")
        if name == "United States":
            for part in re.split(r"[,;]", field(government, "Administrative divisions").split(";", 1)[-1]):
                add(part, "region")
    for row in json.load(open(ROOT + "/corpora/data/geography/us_state_capitals.json"))["capitals"]:
        add(row["state"], "region")
        add(row["capital"], "city")
    return sorted(f"{n}\t{k}" for n, k in kinds.items())


for name, rows in (("forenames.txt", forenames()), ("places.txt", places())):
    with open(os.path.join(OUT, name), "w", encoding="utf8") as f:
        f.write("\n".join(rows) + "\n")
    print(name, len(rows))
