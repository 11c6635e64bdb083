package dev.hearsay.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;

/**
 * Puts every store under the shared {@link RocksDbMemory}. Kafka Streams makes one of these for each store; it finds the
 * memory as an object among the settings, so that nothing static holds it.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** Setting under which the shared memory lies, as an object. */
    public static final String MEMORY = "hearsay.rocksdb.memory";

    /**
     * Small, because there is one for each store and partition. A common limit instead (that of RocksDB's write buffer
     * manager) makes whoever writes flush what little it has while others hold the memory: with 20 stores that meant hundreds
     * of flushes a second, and writes that stood still for seconds.
     */
    private static final long WRITE_BUFFER = 2L * 1024 * 1024;

    private static final int WRITE_BUFFERS = 3;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        if (configs.get(MEMORY) instanceof RocksDbMemory memory
                && options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
            table.setBlockCache(memory.cache());
            table.setCacheIndexAndFilterBlocks(true);
            table.setCacheIndexAndFilterBlocksWithHighPriority(true);
            table.setPinTopLevelIndexAndFilter(true);
            options.setWriteBufferManager(memory.writeBuffers());
            options.setTableFormatConfig(table);
        }
    }

    @Override
    public void close(String storeName, Options options) {
        // The memory is shared: whoever made it closes it.
    }
}
