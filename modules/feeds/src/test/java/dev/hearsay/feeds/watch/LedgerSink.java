package dev.hearsay.feeds.watch;

import dev.hearsay.feeds.ContentHash;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.publish.ArticleSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Acknowledges stories by writing them to a file that survives the process: story id, version time, hash of the text. */
final class LedgerSink implements ArticleSink {
    private final FileChannel file;
    private final StringBuilder pending = new StringBuilder();

    LedgerSink(Path ledger) {
        try {
            file = FileChannel.open(ledger, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void accept(Parsed parsed) {
        if (parsed instanceof Parsed.Accepted accepted) {
            pending.append(accepted.article().getStoryId())
                    .append('\t')
                    .append(accepted.article().getVersionTime().orElse(null))
                    .append('\t')
                    .append(ContentHash.of(accepted.article().getText()))
                    .append('\n');
        }
    }

    @Override
    public List<Parsed.Refused> flush() {
        try {
            file.write(ByteBuffer.wrap(pending.toString().getBytes(StandardCharsets.UTF_8)));
            file.force(false);
            pending.setLength(0);
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
