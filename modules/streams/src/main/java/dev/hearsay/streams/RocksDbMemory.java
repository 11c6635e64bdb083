package dev.hearsay.streams;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The block cache that all state stores of a process share: without it every store and partition would bring its own. Write
 * buffers (6 MB at most for each store and partition) are charged to it and leave less of it to blocks. Close it after the
 * last stream that uses it.
 */
public final class RocksDbMemory implements AutoCloseable {
    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    private RocksDbMemory(Cache cache, WriteBufferManager writeBuffers) {
        this.cache = cache;
        this.writeBuffers = writeBuffers;
    }

    /** As much as this, in bytes. */
    public static RocksDbMemory of(long bytes) {
        RocksDB.loadLibrary();
        Cache cache = new LRUCache(bytes, -1, false, 0.1);
        return new RocksDbMemory(cache, new WriteBufferManager(0, cache));
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
