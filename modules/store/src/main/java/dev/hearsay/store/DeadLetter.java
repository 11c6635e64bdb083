package dev.hearsay.store;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that the sink gives up.
 *
 * @param cause one sentence
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> source, String cause, Throwable failure) {}
