package dev.hearsay.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.HistogramType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.WriteOptions;

class BoundedRocksDbTest {
    private static final int STORES = 24;

    @Test
    void aStoreFlushesOnlyItsOwnFullBufferHoweverMuchOthersHold(@TempDir Path directory) throws RocksDBException {
        List<Options> opened = new ArrayList<>();
        try (RocksDbMemory memory = RocksDbMemory.of(16L * 1024 * 1024);
                Statistics statistics = new Statistics();
                WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
            List<RocksDB> stores = new ArrayList<>();
            for (int i = 0; i < STORES; i++) {
                Options options = new Options()
                        .setCreateIfMissing(true)
                        .setStatistics(statistics)
                        .setTableFormatConfig(new BlockBasedTableConfig());
                new BoundedRocksDb().setConfig("store", options, Map.of(BoundedRocksDb.MEMORY, memory));
                stores.add(RocksDB.open(options, directory.resolve("store" + i).toString()));
                opened.add(options);
            }
            for (RocksDB store : stores) {
                write(store, unlogged, 20);
            }
            write(stores.get(0), unlogged, 1_000);
            assertThat(statistics.getHistogramData(HistogramType.FLUSH_TIME).getCount())
                    .isZero();
            stores.forEach(RocksDB::close);
        } finally {
            opened.forEach(Options::close);
        }
    }

    /** Records of a kilobyte each. */
    private static void write(RocksDB store, WriteOptions options, int records) throws RocksDBException {
        for (int i = 0; i < records; i++) {
            store.put(options, ByteBuffer.allocate(4).putInt(i).array(), new byte[1000]);
        }
    }
}
