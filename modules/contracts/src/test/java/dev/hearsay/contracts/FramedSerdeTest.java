package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.contracts.records.Form;
import dev.hearsay.contracts.records.MentionCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class FramedSerdeTest {
    private static final int ARTICLE_ID = 1_900_000_001;

    private final SchemaCatalog bundled = BundledSchemaCatalog.load();
    private final FramedSerde<Article> articles = new FramedSerde<>(Article.class, "hearsay.articles", bundled);
    private final Article article = Records.article("Ferry runs again\n\n“It sails,” Amara Nkembe said. 😀");

    @Test
    void aRecordIsZeroThenItsSchemaIdThenPlainAvro() throws IOException {
        byte[] bytes = articles.encode(article);

        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(ARTICLE_ID);
        GenericRecord plain = new GenericDatumReader<GenericRecord>(Article.getClassSchema())
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        assertThat(plain.get("storyId")).hasToString("northfield:7");
        assertThat(plain.get("text")).hasToString(article.getText());
        assertThat(articles.decode(bytes)).isEqualTo(article);
    }

    @Test
    void aTombstoneStaysOne() {
        assertThat(articles.serializer().serialize("hearsay.articles", null)).isNull();
        assertThat(articles.deserializer().deserialize("hearsay.articles", null))
                .isNull();
    }

    @Test
    void theSerdeWritesUnderTheSubjectOfItsTopic() {
        Schema[] asked = new Schema[1];
        String[] subject = new String[1];
        FramedSerde<Article> serde = new FramedSerde<>(Article.class, "my.articles", new SchemaCatalog() {
            @Override
            public int idOf(String name, Schema schema) {
                subject[0] = name;
                asked[0] = schema;
                return 77;
            }

            @Override
            public Optional<Schema> schemaOf(int id) {
                return Optional.empty();
            }
        });

        assertThat(ByteBuffer.wrap(serde.encode(article)).getInt(1)).isEqualTo(77);
        assertThat(subject[0]).isEqualTo("my.articles-value");
        assertThat(asked[0]).isEqualTo(Article.getClassSchema());
    }

    @Test
    void bytesWithoutFramingAreRefusedWithTheReason() {
        assertThatThrownBy(() -> articles.decode(new byte[0]))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> articles.decode(new byte[] {0, 1, 2, 3}))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("too few");
        assertThatThrownBy(() -> articles.decode("{\"uri\": \"x\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("byte 123");
    }

    @Test
    void anUnknownSchemaIdIsNamed() {
        byte[] bytes = articles.encode(article);
        ByteBuffer.wrap(bytes).putInt(1, 7);

        assertThatThrownBy(() -> articles.decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("schema id 7 is unknown");
    }

    @Test
    void aRecordOfAnotherTypeIsRefused() {
        FramedSerde<Alias> aliases = new FramedSerde<>(Alias.class, "hearsay.aliases", bundled);
        byte[] bytes = aliases.encode(new Alias("Mr. Juniper", "alder juniper", null));

        assertThatThrownBy(() -> articles.decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("Article")
                .hasMessageContaining("1900000008");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = articles.encode(article);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> articles.decode(cut)).isInstanceOf(MalformedRecordException.class);
        }
    }

    @Test
    void bytesAfterTheRecordAreRefused() {
        byte[] bytes = articles.encode(article);

        assertThatThrownBy(() -> articles.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("left over");
    }

    /** A length that a damaged or hostile record claims must cost a dead letter, not the memory of the process. */
    @Test
    void aLengthThatTheBytesCannotHoldIsRefusedBeforeMemoryIsTaken() throws IOException {
        FramedSerde<MentionCounts> counts = new FramedSerde<>(MentionCounts.class, "t", bundled);
        for (long claimed : new long[] {Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Long.MAX_VALUE, -2, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> articles.decode(framed(ARTICLE_ID, out -> out.writeLong(claimed))))
                    .isInstanceOf(MalformedRecordException.class);
            byte[] manyForms = framed(1_900_000_007, out -> {
                out.writeString("amara nkembe");
                out.writeString("Amara Nkembe");
                out.writeEnum(1);
                out.writeIndex(0);
                out.writeLong(1);
                out.writeLong(1);
                out.writeLong(claimed);
            });
            assertThatThrownBy(() -> counts.decode(manyForms)).isInstanceOf(MalformedRecordException.class);
        }
    }

    @Property(tries = 2000)
    void damagedBytesAreDecodedOrRefusedAndNothingElse(
            @ForAll @IntRange(max = 10_000) int at, @ForAll byte value, @ForAll @IntRange(max = 10_000) int second) {
        byte[] bytes = articles.encode(article);
        bytes[at % bytes.length] = value;
        bytes[second % bytes.length] ^= (byte) (value + 1);
        try {
            assertThat(articles.decode(bytes)).isNotNull();
        } catch (MalformedRecordException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void anOlderWritersRecordIsReadWithDefaults() throws IOException {
        Schema older = without(MentionCounts.getClassSchema(), "forms", "hour");
        GenericRecord written = new GenericData.Record(older);
        written.put("entityId", "amara nkembe");
        written.put("name", "Amara Nkembe");
        written.put("type", new GenericData.EnumSymbol(ActorType.getClassSchema(), "PERSON"));
        written.put("mentions", 3L);
        written.put("stories", 2L);

        MentionCounts read = serde(12, older).decode(framed(12, older, written));

        assertThat(read)
                .isEqualTo(
                        new MentionCounts("amara nkembe", "Amara Nkembe", ActorType.PERSON, null, 3L, 2L, List.of()));
    }

    @Test
    void aNewerWritersRecordIsReadWithoutWhatThisReleaseDoesNotKnow() throws IOException {
        String json = MentionCounts.getClassSchema().toString();
        Schema newer = new Schema.Parser()
                .parse(
                        json.replace("\"PERSON\",", "\"CREATURE\",\"PERSON\",")
                                .replace(
                                        "\"fields\":[{\"name\":\"entityId\"",
                                        "\"fields\":[{\"name\":\"added\",\"type\":\"string\",\"default\":\"\"},{\"name\":\"entityId\""));
        Schema newerType = newer.getField("type").schema();
        assertThat(newerType.getEnumSymbols()).contains("CREATURE");
        GenericRecord written = new GenericData.Record(newer);
        written.put("added", "new");
        written.put("entityId", "rusty");
        written.put("name", "Rusty");
        written.put("type", new GenericData.EnumSymbol(newerType, "CREATURE"));
        written.put("mentions", 1L);
        written.put("stories", 1L);
        written.put("forms", List.of());

        MentionCounts read = serde(13, newer).decode(framed(13, newer, written));

        assertThat(read.getType()).isEqualTo(ActorType.UNKNOWN);
        assertThat(read.getEntityId()).isEqualTo("rusty");
    }

    @Test
    void aRecordThatCannotBeWrittenIsNamed() {
        Article incomplete = Records.article("x");
        incomplete.put("storyId", null);

        assertThatThrownBy(() -> articles.encode(incomplete))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("Article cannot be written")
                .hasMessageContaining("storyId");
    }

    @Test
    void aFailedWriteLeavesNothingInTheNext() {
        Article incomplete = Records.article("x");
        incomplete.put("format", null);
        byte[] before = articles.encode(article);

        assertThatThrownBy(() -> articles.encode(incomplete)).isInstanceOf(MalformedRecordException.class);

        assertThat(articles.encode(article)).isEqualTo(before);
    }

    @Test
    void allStatusesAndFormsSurvive() {
        for (ArticleStatus status : ArticleStatus.values()) {
            Article one = Article.newBuilder(article).setStatus(status).build();
            assertThat(articles.decode(articles.encode(one))).isEqualTo(one);
        }
        FramedSerde<MentionCounts> counts = new FramedSerde<>(MentionCounts.class, "t", bundled);
        MentionCounts one = new MentionCounts(
                "a", "A", ActorType.PLACE, "2026-11-23T14Z", 1L, 1L, List.of(new Form("A", ActorType.PLACE, 1L)));
        assertThat(counts.decode(counts.encode(one))).isEqualTo(one);
    }

    private static FramedSerde<MentionCounts> serde(int id, Schema writer) {
        return new FramedSerde<>(MentionCounts.class, "t", new SchemaCatalog() {
            @Override
            public int idOf(String subject, Schema schema) {
                throw new SchemaCatalogException("not asked for");
            }

            @Override
            public Optional<Schema> schemaOf(int asked) {
                return Optional.ofNullable(Map.of(id, writer).get(asked));
            }
        });
    }

    private static Schema without(Schema record, String... dropped) {
        return Schema.createRecord(
                record.getName(),
                record.getDoc(),
                record.getNamespace(),
                false,
                record.getFields().stream()
                        .filter(field -> !List.of(dropped).contains(field.name()))
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList());
    }

    private static byte[] framed(int id, Schema schema, GenericRecord value) throws IOException {
        return framed(id, encoder -> new GenericDatumWriter<GenericRecord>(schema).write(value, encoder));
    }

    private static byte[] framed(int id, Written body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        body.to(encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private interface Written {
        void to(BinaryEncoder encoder) throws IOException;
    }
}
