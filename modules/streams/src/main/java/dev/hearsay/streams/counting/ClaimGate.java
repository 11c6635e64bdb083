package dev.hearsay.streams.counting;

import dev.hearsay.contracts.MalformedRecordException;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.Span;
import dev.hearsay.extract.NormalizedContent;
import dev.hearsay.extract.TextSpan;
import dev.hearsay.streams.counting.Evidence.Facts;
import dev.hearsay.streams.counting.Evidence.Kind;
import dev.hearsay.streams.counting.KnownEvidence.Known;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Follows the claims of one partition: those that count become evidence. */
final class ClaimGate extends Gate {
    static final String OUTPUT = "evidence-of-stories";
    static final String DEAD_LETTERS_SINK = "claims-dead-letters";

    private final Topic<Claim> claims;

    ClaimGate(Topic<Claim> claims) {
        super(OUTPUT);
        this.claims = claims;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Known after;
        try {
            after = read(record);
        } catch (MalformedRecordException e) {
            giveUp(record, claims.name(), e, DEAD_LETTERS_SINK);
            return;
        }
        Known before = known().claim(record.key());
        if (after == null ? before != null : !after.same(before)) {
            known().claim(record.key(), before, after);
            replace(before, after, record.timestamp());
        }
    }

    private @Nullable Known read(Record<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new MalformedRecordException("the record has no key: a claim stands under its id");
        }
        Claim claim = claims.valueSerde().deserializer().deserialize(claims.name(), record.value());
        if (claim == null) {
            return null;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!claim.getClaimId().equals(key)) {
            throw new MalformedRecordException(
                    "the record stands under the key '" + key + "', its claim is '" + claim.getClaimId() + "'");
        }
        Kind kind =
                switch (claim.getAct()) {
                    case STATEMENT -> Kind.STATEMENT;
                    case NON_RESPONSE -> Kind.NON_RESPONSE;
                    default -> null;
                };
        return kind == null ? null : known(claim, kind);
    }

    private static Known known(Claim claim, Kind kind) {
        String name = claim.getActorId().orElse("");
        Facts facts = new Facts(
                claim.getHour(),
                claim.getOutlet(),
                new NameForm(
                        claim.getActorName().orElse(name), claim.getActorType().orElse(ActorType.UNKNOWN)),
                claim.getType() == ClaimType.UNKNOWN ? ClaimType.INDIRECT : claim.getType(),
                0,
                0,
                kind == Kind.STATEMENT && !name.isEmpty() ? normalized(claim) : "");
        return new Known(
                name,
                new Evidence(kind, claim.getStoryId(), claim.getFingerprint(), claim.getClaimId(), facts).encode());
    }

    /** The content as it was normalized for its fingerprint: part by part, the parts stand joined by a space in the record. */
    private static String normalized(Claim claim) {
        String text = claim.getContentText();
        List<TextSpan> parts = new ArrayList<>(claim.getContent().size());
        int at = 0;
        for (Span span : claim.getContent()) {
            int length = span.getEnd() - span.getStart();
            if (length > 0) {
                parts.add(new TextSpan(at, at + length));
                at += length + 1;
            }
        }
        boolean fits = at - 1 == text.codePointCount(0, text.length());
        return (fits ? NormalizedContent.of(text, parts) : NormalizedContent.of(text)).text();
    }
}
