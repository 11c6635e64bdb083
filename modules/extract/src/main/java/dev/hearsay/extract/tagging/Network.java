package dev.hearsay.extract.tagging;

import dev.hearsay.extract.text.Document;

/**
 * The network that {@code modules/training} trains: inputs, layers over a piece of a text, and heads. Immutable and thread-safe; every result is
 * the same on every machine, see {@link Matrix}.
 */
final class Network {
    static final int ENTITY_TAGS = 17;
    static final int CUE_TAGS = 3;
    static final int ACTS = 5;

    private final int width;
    private final Embeddings embeddings;
    private final Block[] blocks;
    private final float[] norm;
    private final Matrix entity;
    private final Matrix cue;
    private final Matrix act;
    private final Roles roles;

    private Network(ModelFile words, ModelFile file) {
        long[] frequent = file.longs(file.integer());
        width = file.integer();
        int layers = file.integer();
        int pair = file.integer();
        int pairLayers = file.integer();
        int left = file.integer();
        int right = file.integer();
        embeddings = new Embeddings(words, file, frequent, width);
        blocks = new Block[layers];
        for (int i = 0; i < layers; i++) {
            blocks[i] = Block.read(file, width);
        }
        norm = file.vector(width);
        entity = head(file, ENTITY_TAGS);
        cue = head(file, CUE_TAGS);
        act = head(file, ACTS);
        roles = new Roles(file, width, pair, pairLayers, left, right);
        file.end();
    }

    private Matrix head(ModelFile file, int tags) {
        float[][] weights = file.matrix(tags, width);
        return new Matrix(weights, file.vector(tags));
    }

    /** The network that comes with this library. */
    static Network load() {
        return new Network(
                ModelFile.open("words.bin", ModelFile.WORDS), ModelFile.open("network.bin", ModelFile.NETWORK));
    }

    Roles roles() {
        return roles;
    }

    /** What the network says of the tokens of a document from one to before another: scores have a row for each tag and a column for each token. */
    Encoded encode(Document document, TokenContext context, int from, int to) {
        int n = to - from;
        float[][] x = Matrix.room(width, n);
        embeddings.read(document, context, from, to, x);
        Block.Scratch scratch = new Block.Scratch(width, n);
        int[] ends = {n};
        for (Block block : blocks) {
            block.apply(x, ends, scratch);
        }
        Matrix.inverseNorm(x, width, scratch.scale, n);
        for (int c = 0; c < width; c++) {
            Matrix.scale(x[c], scratch.scale, norm[c], x[c], n);
        }
        return new Encoded(x, scores(entity, x, ENTITY_TAGS, n), scores(cue, x, CUE_TAGS, n), scores(act, x, ACTS, n));
    }

    private static float[][] scores(Matrix head, float[][] states, int tags, int n) {
        float[][] scores = Matrix.room(tags, n);
        head.apply(states, scores, n);
        return scores;
    }

    record Encoded(float[][] states, float[][] entity, float[][] cue, float[][] act) {}
}
