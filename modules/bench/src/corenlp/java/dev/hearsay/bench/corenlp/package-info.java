/** The peer, measured beside Hearsay. CoreNLP is under the GPL: it stands on the test class path of an opt-in profile and is never shipped. */
@org.jspecify.annotations.NullMarked
package dev.hearsay.bench.corenlp;
