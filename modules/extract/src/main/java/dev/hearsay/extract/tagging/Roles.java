package dev.hearsay.extract.tagging;

import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads, for one cue at a time, which words around it are its source and its content. Immutable. */
final class Roles {
    /** Tags: none, beginning and inside of a source, of a content. */
    static final int TAGS = 5;

    /** Most positions of windows that are read together: long loops cost less a position. */
    private static final int TOGETHER = 1536;

    private static final int[] DISTANCES = {2, 3, 4, 5, 7, 10, 15, 23, 36, 61};

    private final int width;
    private final int left;
    private final int right;
    private final Matrix token;
    private final Matrix cueStart;
    private final Matrix cueEnd;
    /** By channel: what the places of the window bring, for a cue of one token. */
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
        this.distance = byPosition(file.matrix(32, width));
        this.place = file.matrix(32, width);
        this.blocks = new Block[blocks];
        for (int i = 0; i < blocks; i++) {
            this.blocks[i] = Block.read(file, width);
        }
        this.norm = file.vector(width);
        float[][] last = file.matrix(TAGS, width);
        this.out = new Matrix(last, file.vector(TAGS));
    }

    private float[][] byPosition(float[][] byDistance) {
        float[][] rows = new float[width][left + right];
        Cue cue = new Cue(left, left, 1);
        for (int t = 0; t < left + right; t++) {
            for (int c = 0; c < width; c++) {
                rows[c][t] = byDistance[distance(t, cue)][c];
            }
        }
        return rows;
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
        int room = Math.min(Math.max(TOGETHER, left + right), cues.size() * (left + right));
        float[][] x = Matrix.room(width, room);
        float[][] scores = Matrix.room(TAGS, room);
        Block.Scratch scratch = new Block.Scratch(width, room);
        List<Window> windows = new ArrayList<>();
        Filling filling = new Filling(document, first, size, room);
        for (int i = 0; i < cues.size(); ) {
            int[] edges = filling.places(cues.subList(i, cues.size()));
            int count = edges.length;
            List<Cue> together = cues.subList(i, i + count);
            int at = edges[count - 1];
            for (int c = 0; c < width; c++) {
                filling.fill(c, together, i, edges, tokens[c], starts[c], ends[c], x[c]);
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
                windows.add(window(together.get(k), filling.froms[k], k == 0 ? 0 : edges[k - 1], edges[k], scores));
            }
            i += count;
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

    /** Puts together the inputs of windows that lie one after the other. */
    private final class Filling {
        private final Document document;
        private final int first;
        private final int size;
        private final float[] cue;
        private final float[] near;
        private final float[] placed;
        /** Where in the piece each window begins. */
        private final int[] froms;

        /** Runs of positions of one sentence and paragraph, as seen from the cue: where they end, and their row of places. */
        private final int[] runEnds;

        private final int[] runPlaces;
        private int runs;

        Filling(Document document, int first, int size, int room) {
            this.document = document;
            this.first = first;
            this.size = size;
            float[][] rows = Matrix.room(3, room);
            cue = rows[0];
            near = rows[1];
            placed = rows[2];
            froms = new int[room];
            runEnds = new int[room];
            runPlaces = new int[room];
        }

        /** Reads the places of the windows of the first of some cues, of as many as there is room for, and returns the windows' ends. */
        int[] places(List<Cue> cues) {
            int[] edges = new int[cues.size()];
            runs = 0;
            int at = 0;
            for (int k = 0; k < edges.length; k++) {
                int start = cues.get(k).start();
                int sentence = document.sentenceOf(first + start);
                int paragraph = document.paragraphOf(first + start);
                int last = -1;
                froms[k] = from(paragraph, start);
                int to = to(paragraph, start);
                if (at + to - froms[k] > runEnds.length) {
                    return Arrays.copyOf(edges, k);
                }
                for (int t = froms[k]; t < to; t++) {
                    int sentences = clamp(document.sentenceOf(first + t) - sentence, -2, 2) + 2;
                    int own = sentences * 4 + clamp(document.paragraphOf(first + t) - paragraph, -1, 2) + 1;
                    if (own != last) {
                        runPlaces[runs++] = own;
                        last = own;
                    }
                    runEnds[runs - 1] = ++at;
                }
                edges[k] = at;
            }
            return edges;
        }

        /** Writes one channel of the windows whose places were read: the tokens, their cue's ends, their distance from it, their place. */
        void fill(
                int c,
                List<Cue> cues,
                int number,
                int[] edges,
                float[] tokens,
                float[] starts,
                float[] ends,
                float[] x) {
            int at = 0;
            for (int k = 0; k < edges.length; k++) {
                int start = cues.get(k).start();
                int from = froms[k];
                int n = edges[k] - at;
                System.arraycopy(tokens, from, x, at, n);
                Arrays.fill(cue, at, edges[k], starts[number + k] + ends[number + k]);
                System.arraycopy(distance[c], from - start + left, near, at, n);
                int within = Math.min(cues.get(k).last() + 1 - from, n);
                Arrays.fill(near, at + start - from, at + within, distance[c][left]);
                at = edges[k];
            }
            int run = 0;
            for (int i = 0; i < runs; i++) {
                Arrays.fill(placed, run, runEnds[i], place[runPlaces[i]][c]);
                run = runEnds[i];
            }
            add(x, cue, near, placed, at);
        }

        /** A window begins with the paragraph of its cue, if that is not too far. */
        private int from(int paragraph, int start) {
            return Math.max(Math.max(0, document.paragraphStart(paragraph) - first), start - left);
        }

        /** It ends with the paragraph, or with the next one if a colon leads there. */
        private int to(int paragraph, int start) {
            int end = document.paragraphEnd(paragraph);
            if (end < document.size() && document.form(end - 1).equals(":")) {
                end = document.paragraphEnd(paragraph + 1);
            }
            return Math.min(Math.min(size, end - first), start + right);
        }
    }

    private static void add(float[] x, float[] cue, float[] near, float[] placed, int n) {
        for (int t = 0; t < n; t++) {
            x[t] = x[t] + cue[t] + near[t] + placed[t];
        }
    }

    private Window window(Cue cue, int from, int start, int end, float[][] scores) {
        float[][] own = new float[TAGS][];
        for (int tag = 0; tag < TAGS; tag++) {
            own[tag] = Arrays.copyOfRange(scores[tag], start, end);
        }
        return new Window(cue, from, own);
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
