package dev.hearsay.streams;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all state stores of a process share, blocks and write buffers together: without it every store and
 * partition would bring its own. Close it after the last stream that uses it.
 */
public final class RocksDbMemory implements AutoCloseable {
    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    private RocksDbMemory(Cache cache, WriteBufferManager writeBuffers) {
        this.cache = cache;
        this.writeBuffers = writeBuffers;
    }

    /** As much as this, in bytes; half of it at most for write buffers. */
    public static RocksDbMemory of(long bytes) {
        RocksDB.loadLibrary();
        Cache cache = new LRUCache(bytes, -1, false, 0.1);
        return new RocksDbMemory(cache, new WriteBufferManager(bytes / 2, cache));
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
