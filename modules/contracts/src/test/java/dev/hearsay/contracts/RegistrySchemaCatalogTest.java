package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Article;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySchemaCatalogTest {
    private static final Schema ARTICLE = Article.getClassSchema();
    private static final String SUBJECT = "hearsay.articles-value";

    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry("/apis/ccompat/v7");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private RegistrySchemaCatalog catalog() {
        return new RegistrySchemaCatalog(RegistryAccess.of(registry.address() + "/"));
    }

    @Test
    void aSchemaIsRegisteredOnceUnderItsSubject() {
        RegistrySchemaCatalog catalog = catalog();

        int id = catalog.idOf(SUBJECT, ARTICLE);
        assertThat(catalog.idOf(SUBJECT, ARTICLE)).isEqualTo(id);
        assertThat(catalog().idOf(SUBJECT, ARTICLE)).isEqualTo(id);

        assertThat(registry.requests)
                .containsExactly(
                        "POST /apis/ccompat/v7/subjects/" + SUBJECT,
                        "POST /apis/ccompat/v7/subjects/" + SUBJECT + "/versions",
                        "POST /apis/ccompat/v7/subjects/" + SUBJECT);
    }

    @Test
    void whatOneWritesAnotherReadsByTheIdAlone() {
        FramedSerde<Article> writer = new FramedSerde<>(Article.class, "hearsay.articles", catalog());
        FramedSerde<Article> reader = new FramedSerde<>(Article.class, "hearsay.articles", catalog());
        Article article = Records.article("Ferry runs again\n\nIt sails.");

        byte[] bytes = writer.encode(article);

        assertThat(bytes[4]).isEqualTo((byte) 1);
        assertThat(reader.decode(bytes)).isEqualTo(article);
        assertThat(reader.decode(bytes)).isEqualTo(article);
        assertThat(registry.requests)
                .filteredOn(request -> request.startsWith("GET"))
                .containsExactly("GET /apis/ccompat/v7/schemas/ids/1");
    }

    @Test
    void recordsFromBeforeTheSwitchToARegistryStayReadable() {
        Article article = Records.article("old");
        byte[] old = new FramedSerde<>(Article.class, "hearsay.articles", BundledSchemaCatalog.load()).encode(article);

        assertThat(new FramedSerde<>(Article.class, "hearsay.articles", catalog()).decode(old))
                .isEqualTo(article);
        assertThat(registry.requests).isEmpty();
    }

    @Test
    void aRegistryThatMayOnlyBeReadGivesWhatIsThere() {
        int id = catalog().idOf(SUBJECT, ARTICLE);
        registry.readOnly();

        assertThat(catalog().idOf(SUBJECT, ARTICLE)).isEqualTo(id);
        assertThatThrownBy(() -> catalog().idOf("hearsay.aliases-value", Alias.getClassSchema()))
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageContaining("refuses to register schema dev.hearsay.contracts.records.Alias")
                .hasMessageContaining("this user may not")
                .hasMessageContaining("denied operation Write");
    }

    @Test
    void userAndPasswordAreSentAndNeverShown() {
        registry.wanting("Basic YW1hcmE6w6l0w6k6MQ==");
        RegistryAccess access = RegistryAccess.of(registry.address());

        assertThat(new RegistrySchemaCatalog(access.as("amara", "été:1")).idOf(SUBJECT, ARTICLE))
                .isPositive();
        assertThat(access.as("amara", "été:1").toString()).isEqualTo(registry.address());
        assertThatThrownBy(() -> new RegistrySchemaCatalog(access).idOf(SUBJECT, ARTICLE))
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageContaining("wants a user and a password");
        assertThatThrownBy(() -> new RegistrySchemaCatalog(access.as("amara", "secret")).schemaOf(1))
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void anUnknownIdIsAbsentAndAskedForAgain() {
        RegistrySchemaCatalog catalog = catalog();

        assertThat(catalog.schemaOf(5)).isEmpty();
        registry.register("x-value", 5, "\"string\"", Optional.empty());
        assertThat(catalog.schemaOf(5)).contains(Schema.create(Schema.Type.STRING));
    }

    @Test
    void anIdOfAnotherKindOfSchemaMakesTheRecordMalformedNotTheRegistry() {
        registry.register("x-value", 5, "syntax = \"proto3\";", Optional.of("PROTOBUF"));
        registry.register(
                "x-value",
                6,
                "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"b\",\"type\":\"Elsewhere\"}]}",
                Optional.empty());

        assertThatThrownBy(() -> catalog().schemaOf(5))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("schema id 5 is of type PROTOBUF");
        assertThatThrownBy(() -> catalog().schemaOf(6))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("id 6");
    }

    @Test
    void anIncompatibleSchemaIsSaidToBe() {
        registry.next.add(Map.entry(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"));
        registry.next.add(Map.entry(409, "{\"error_code\":409,\"message\":\"reader lacks a default for 'added'\"}"));

        assertThatThrownBy(() -> catalog().idOf(SUBJECT, ARTICLE))
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageContaining("not compatible")
                .hasMessageContaining(SUBJECT)
                .hasMessageContaining("reader lacks a default for 'added'");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void aPassingFailureIsTriedAgain(int status) {
        registry.next.add(Map.entry(status, ""));
        registry.next.add(Map.entry(status, "{\"error_code\":50003,\"message\":\"forwarding failed\"}"));

        assertThat(catalog().idOf(SUBJECT, ARTICLE)).isPositive();
    }

    @Test
    void aLastingFailureIsNamed() {
        for (int i = 0; i < 3; i++) {
            registry.next.add(Map.entry(500, "{\"error_code\":50001,\"message\":\"store timed out\"}"));
        }

        assertThatThrownBy(() -> catalog().schemaOf(5))
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageContaining(registry.address())
                .hasMessageContaining("store timed out (HTTP status 500)");
        assertThat(registry.requests).hasSize(3);
    }

    @Test
    void aRegistryIsToldFromWhatIsNone() {
        assertThatCode(() -> catalog().requireRegistry()).doesNotThrowAnyException();
        assertThatThrownBy(() -> new RegistrySchemaCatalog(
                                RegistryAccess.of(registry.address().replace("/v7", "/v1")))
                        .requireRegistry())
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageContaining("base address");
        registry.next.add(Map.entry(200, "<html>Welcome</html>"));
        assertThatThrownBy(() -> catalog().requireRegistry())
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageContaining("is no schema registry");
    }

    /** If this were taken for an unknown id, every record would become a dead letter. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}", "<html>Not found</html>", ""})
    void anotherServiceUnderTheAddressIsNotTakenForARegistry(String body) {
        registry.next.add(Map.entry(404, body));
        registry.next.add(Map.entry(404, body));
        registry.next.add(Map.entry(200, body));
        registry.next.add(Map.entry(200, body));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> catalog().schemaOf(5)).isInstanceOf(SchemaCatalogException.class);
            assertThatThrownBy(() -> catalog().idOf(SUBJECT, ARTICLE))
                    .isInstanceOf(SchemaCatalogException.class)
                    .hasMessageContaining("is this the base address of its API?");
        }
    }

    @Test
    void aRegistryThatIsAwayIsNamedAndAnotherAddressOfItIsUsed() throws IOException {
        String nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = "http://127.0.0.1:" + socket.getLocalPort();
        }

        assertThatThrownBy(() -> new RegistrySchemaCatalog(RegistryAccess.of(nobody)).schemaOf(5))
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessage("the schema registry at " + nobody + " does not answer: no connection");
        assertThat(new RegistrySchemaCatalog(RegistryAccess.of(nobody + ", " + registry.address()))
                        .idOf(SUBJECT, ARTICLE))
                .isPositive();
    }

    @Test
    void aRegistryThatTakesTooLongIsNotWaitedFor() {
        registry.slow(1_000);
        RegistryAccess hasty = RegistryAccess.of(registry.address()).within(Duration.ofMillis(50));

        assertThatThrownBy(() -> new RegistrySchemaCatalog(hasty).schemaOf(5))
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageContaining("no answer within 50 ms");
    }

    @Test
    void idsOfTheLockAreTakenFromARegistryOnlyForTheirOwnSchema() {
        registry.next.add(Map.entry(200, "{\"id\":1900000001}"));
        assertThat(catalog().idOf(SUBJECT, ARTICLE)).isEqualTo(1_900_000_001);

        registry.next.add(Map.entry(200, "{\"id\":1900000001}"));
        assertThatThrownBy(() -> catalog().idOf("hearsay.aliases-value", Alias.getClassSchema()))
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageContaining("belong to schemas/ids.lock");
    }

    @Test
    void anInterruptedCallerIsNotKept() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> catalog().schemaOf(5)).isInstanceOf(SchemaCatalogException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "registry:8081", "ftp://registry", "http://", "http://a b", "http://a:1,", "http://a/?x=1"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> RegistryAccess.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no address of a schema registry such as http://registry:8081");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> RegistryAccess.of("https://amara:secret@registry"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("settings of their own")
                .hasMessageNotContaining("secret");
    }
}
