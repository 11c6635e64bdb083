package dev.hearsay.extract.tagging;

import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.List;

/** Reads, for one cue at a time, which words around it are its source and its content. Immutable. */
final class Roles {
    /** Tags: none, beginning and inside of a source, of a content. */
    static final int TAGS = 5;

    /** Cues whose windows are read together. */
    private static final int TOGETHER = 8;

    private static final int[] DISTANCES = {2, 3, 4, 5, 7, 10, 15, 23, 36, 61};

    private final int width;
    private final int left;
    private final int right;
    private final Matrix token;
    private final Matrix cueStart;
    private final Matrix cueEnd;
    private final float[][] distance;
    private final float[][] place;
    private final Block[] blocks;
    private final float[] norm;
    private final Matrix out;

    Roles(ModelFile file, int states, int width, int blocks, int left, int right) {
        this.width = width;
        this.left = left;
        this.right = right;
        float[][] weights = file.matrix(width, states);
        this.token = new Matrix(weights, file.vector(width));
        this.cueStart = new Matrix(file.matrix(width, states), new float[0]);
        this.cueEnd = new Matrix(file.matrix(width, states), new float[0]);
        this.distance = file.matrix(32, width);
        this.place = file.matrix(32, width);
        this.blocks = new Block[blocks];
        for (int i = 0; i < blocks; i++) {
            this.blocks[i] = Block.read(file, width);
        }
        this.norm = file.vector(width);
        float[][] last = file.matrix(TAGS, width);
        this.out = new Matrix(last, file.vector(TAGS));
    }

    /** A cue: its first and last token, counted in the piece, and the probability that it is one. */
    record Cue(int start, int last, double probability) {}

    /** Scores of the tags in the window of a cue: one row a tag, columns for the tokens of the piece from {@code from} on. */
    record Window(Cue cue, int from, float[][] scores) {
        int size() {
            return scores[0].length;
        }
    }

    /**
     * The windows of some cues.
     *
     * @param states of the piece, a column for each token
     * @param first token of the document that the piece begins with
     * @param size tokens of the piece
     */
    List<Window> read(Document document, int first, int size, float[][] states, List<Cue> cues) {
        if (cues.isEmpty()) {
            return List.of();
        }
        float[][] tokens = Matrix.room(width, size);
        token.apply(states, tokens, size);
        float[][] starts = columns(states, cues.stream().mapToInt(Cue::start).toArray(), cueStart);
        float[][] ends = columns(states, cues.stream().mapToInt(Cue::last).toArray(), cueEnd);
        int room = TOGETHER * (left + right);
        float[][] x = Matrix.room(width, room);
        float[][] scores = Matrix.room(TAGS, room);
        Block.Scratch scratch = new Block.Scratch(width, room);
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < cues.size(); i += TOGETHER) {
            int count = Math.min(TOGETHER, cues.size() - i);
            int[] edges = new int[count];
            int at = 0;
            for (int k = 0; k < count; k++) {
                at = fill(document, first, size, cues.get(i + k), i + k, tokens, starts, ends, x, at);
                edges[k] = at;
            }
            for (Block block : blocks) {
                block.apply(x, edges, scratch);
            }
            Matrix.inverseNorm(x, width, scratch.scale, at);
            for (int c = 0; c < width; c++) {
                Matrix.scale(x[c], scratch.scale, norm[c], scratch.input[c], at);
            }
            out.apply(scratch.input, scores, at);
            for (int k = 0; k < count; k++) {
                windows.add(window(cues.get(i + k), k == 0 ? 0 : edges[k - 1], edges[k], scores));
            }
        }
        return windows;
    }

    private float[][] columns(float[][] states, int[] positions, Matrix map) {
        float[][] picked = Matrix.room(states.length, positions.length);
        for (int c = 0; c < states.length; c++) {
            for (int i = 0; i < positions.length; i++) {
                picked[c][i] = states[c][positions[i]];
            }
        }
        float[][] mapped = Matrix.room(width, positions.length);
        map.apply(picked, mapped, positions.length);
        return mapped;
    }

    private int fill(
            Document document,
            int first,
            int size,
            Cue cue,
            int number,
            float[][] tokens,
            float[][] starts,
            float[][] ends,
            float[][] x,
            int at) {
        int from = Math.max(0, cue.start() - left);
        int to = Math.min(size, cue.start() + right);
        int sentence = document.sentenceOf(first + cue.start());
        int paragraph = document.paragraphOf(first + cue.start());
        int n = to - from;
        int[] distances = new int[n];
        int[] places = new int[n];
        for (int t = 0; t < n; t++) {
            distances[t] = distance(from + t, cue);
            int sentences = clamp(document.sentenceOf(first + from + t) - sentence, -2, 2) + 2;
            places[t] = sentences * 4 + clamp(document.paragraphOf(first + from + t) - paragraph, -1, 2) + 1;
        }
        for (int c = 0; c < width; c++) {
            float bias = starts[c][number] + ends[c][number];
            float[] row = x[c];
            float[] source = tokens[c];
            for (int t = 0; t < n; t++) {
                row[at + t] = source[from + t] + bias + distance[distances[t]][c] + place[places[t]][c];
            }
        }
        return at + n;
    }

    private Window window(Cue cue, int start, int end, float[][] scores) {
        float[][] own = new float[TAGS][];
        for (int tag = 0; tag < TAGS; tag++) {
            own[tag] = java.util.Arrays.copyOfRange(scores[tag], start, end);
        }
        return new Window(cue, Math.max(0, cue.start() - left), own);
    }

    /** 0 within the cue, 1 to 11 before it starts, 12 to 22 after. */
    private static int distance(int position, Cue cue) {
        if (position >= cue.start() && position <= cue.last()) {
            return 0;
        }
        int size = Math.abs(position - cue.start());
        int bucket = 0;
        while (bucket < DISTANCES.length && DISTANCES[bucket] <= size) {
            bucket++;
        }
        return (position < cue.start() ? 1 : 12) + bucket;
    }

    private static int clamp(int value, int low, int high) {
        return Math.max(low, Math.min(high, value));
    }
}
