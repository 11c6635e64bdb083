package dev.hearsay.streams.counting;

import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Form;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names and types, and how often each is live; or, as a difference, how many more or fewer. Mutable. */
final class Forms {
    private final TreeMap<NameForm, Long> counts = new TreeMap<>();

    void add(NameForm form, long count) {
        counts.merge(form, count, Forms::sum);
    }

    void add(Forms other) {
        other.counts.forEach(this::add);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /**
     * The commonest name, whatever its types, and the commonest type that goes with it; ties go to the smaller by code point.
     *
     * @param fallback the name where there is none
     */
    NameForm shown(String fallback) {
        Map<String, Long> names = new HashMap<>();
        counts.forEach((form, count) -> names.merge(form.name(), count, Long::sum));
        NameForm shown = null;
        for (NameForm form : counts.keySet()) { // in order, so that ties go to the first
            if (shown == null
                    || names.get(form.name()) > names.get(shown.name())
                    || form.name().equals(shown.name()) && counts.get(form) > counts.get(shown)) {
                shown = form;
            }
        }
        return shown == null ? new NameForm(fallback, ActorType.UNKNOWN) : shown;
    }

    /** As they stand in public records. */
    List<Form> published() {
        List<Form> forms = new ArrayList<>(counts.size());
        counts.forEach((form, count) -> forms.add(new Form(form.name(), form.type(), count)));
        return forms;
    }

    void writeTo(BinaryWriter out) {
        out.number(counts.size());
        counts.forEach((form, count) -> {
            form.writeTo(out);
            out.number(count);
        });
    }

    static Forms read(BinaryReader in) {
        Forms forms = new Forms();
        for (int i = in.count(); i > 0; i--) {
            forms.counts.put(NameForm.read(in), in.number());
        }
        return forms;
    }

    /** Null, which takes an entry out of its map, where nothing is left. */
    @SuppressWarnings("NullAway")
    static Long sum(Long a, Long b) {
        long sum = a + b;
        return sum == 0 ? null : (Long) sum;
    }
}
