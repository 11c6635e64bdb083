package dev.hearsay.app.demo;

import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.FeedReport;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.publish.ArticlePublisher;
import dev.hearsay.feeds.publish.PublishListener;
import dev.hearsay.feeds.sources.FeedInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Feeds the sample wire at the pace of a wire. */
public final class PacedFeed {
    private final double perSecond;
    private final BooleanSupplier over;
    private volatile long sent;

    /**
     * A feed that has not begun.
     *
     * @param perSecond documents a second; 0 for as fast as it goes
     * @param over asked before each document whether to stop
     */
    public PacedFeed(double perSecond, BooleanSupplier over) {
        this.perSecond = perSecond;
        this.over = over;
    }

    /** How many documents the wire has. */
    public static long length() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(SampleWire.open(), StandardCharsets.UTF_8))) {
            return lines.lines().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many documents were sent so far; from any thread. */
    public long sent() {
        return sent;
    }

    /** Feeds to the end of the wire, and until Kafka has acknowledged all of it. */
    public void run(Cluster cluster, Topic<Article> topic) {
        FeedInput wire = SampleWire.input();
        long begun = System.nanoTime();
        try (ArticlePublisher publisher = ArticlePublisher.open(
                        cluster.properties(Map.of()), topic, new FeedReport(), PublishListener.SILENT);
                InputStream in = wire.open()) {
            ArticleReader.read(in, wire.options(ReadOptions.of(SampleWire.NAME)), parsed -> {
                waitForTurn(begun);
                if (!over.getAsBoolean()) {
                    send(publisher, parsed);
                }
            });
            publisher.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(ArticlePublisher publisher, Parsed parsed) {
        publisher.accept(parsed);
        sent++;
    }

    private void waitForTurn(long begun) {
        if (perSecond <= 0) {
            return;
        }
        long turn = begun + (long) (sent * 1e9 / perSecond);
        while (!over.getAsBoolean() && System.nanoTime() < turn) {
            LockSupport.parkNanos(Math.min(100_000_000L, Math.max(1, turn - System.nanoTime())));
        }
    }
}
