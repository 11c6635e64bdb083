package dev.hearsay.store;

/** Reads. */
public final class Queries {
    private final Database database;

    /** Over a database. */
    public Queries(Database database) {
        this.database = database;
    }

    /** Where the sink stands in each partition: the offset that it will read next. */
    public java.util.Map<org.apache.kafka.common.TopicPartition, Long> sinkOffsets() {
        return database.read(c -> {
            java.util.Map<org.apache.kafka.common.TopicPartition, Long> m = new java.util.HashMap<>();
            try (var s = c.createStatement();
                    var r = s.executeQuery("SELECT topic, topic_partition, next_offset FROM sink_offsets")) {
                while (r.next()) {
                    m.put(new org.apache.kafka.common.TopicPartition(r.getString(1), r.getInt(2)), r.getLong(3));
                }
            }
            return m;
        });
    }
}
