package dev.hearsay.feeds.ninjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NinjsFuzzTest {
    private static final String STORY = """
            {"uri":"tag:wire.example,2031:1","provider":"Quill","version":"2","pubstatus":"usable","language":"en",
             "versioncreated":"2031-05-06T10:00:00Z","firstcreated":"2031-05-06T09:00:00Z","embargoed":null,
             "headlines":[{"role":"main","value":"Mill to reopen"}],"byline":"Ansel Brook","signals":["update"],
             "replacing":["tag:wire.example,2031:0"],"infosources":[{"name":"Varley Echo","uri":"urn:e"}],
             "bodies":[{"role":"main","contenttype":"text/html","value":"<p>One \\u00e9 <b>two</b>.</p><p>Three.</p>"}]}
            """;

    @Property(tries = 2000)
    void mutatedDocumentsAreReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = STORY.getBytes(StandardCharsets.UTF_8);
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            bytes = mutated(bytes, random);
        }
        String name = random.nextBoolean() ? "a.jsonl" : "a.json";
        for (Parsed parsed : Reading.all(bytes, Reading.options(name))) {
            if (parsed instanceof Parsed.Accepted accepted) {
                assertThat(accepted.article().getText()).doesNotContain("\u0000");
            } else {
                assertThat(((Parsed.Refused) parsed).reason()).isNotBlank().doesNotContain("\n");
            }
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        byte[] copy = bytes.clone();
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(20));
        switch (random.nextInt(4)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] = (byte) "{}[]\",:0\\\n<>&\u0000".charAt(random.nextInt(14));
            case 2 -> {
                copy = new byte[bytes.length - (to - at)];
                System.arraycopy(bytes, 0, copy, 0, at);
                System.arraycopy(bytes, to, copy, at, bytes.length - to);
            }
            default -> {
                copy = new byte[bytes.length + to - at];
                System.arraycopy(bytes, 0, copy, 0, to);
                System.arraycopy(bytes, at, copy, to, bytes.length - at);
            }
        }
        return copy;
    }
}
