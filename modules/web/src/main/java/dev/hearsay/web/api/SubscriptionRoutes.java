package dev.hearsay.web.api;

import dev.hearsay.store.DeadDelivery;
import dev.hearsay.store.Page;
import dev.hearsay.store.Subscription;
import dev.hearsay.store.Subscriptions;
import dev.hearsay.web.http.Body;
import dev.hearsay.web.http.Gate;
import dev.hearsay.web.http.Json;
import dev.hearsay.web.http.Lists;
import dev.hearsay.web.http.Parameters;
import dev.hearsay.web.http.Problem;
import dev.hearsay.web.webhooks.SubscriptionRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code subscriptions}: standing queries, and what of them could not be delivered. Only those who may write see them, because
 * an address may be a secret itself.
 */
public final class SubscriptionRoutes {
    private static final String PATH = Api.ROOT + "/subscriptions";
    private static final String ONE = PATH + "/{id}";
    private static final String DEAD = ONE + "/dead-deliveries";

    private final Subscriptions subscriptions;
    private final Readers readers;
    private final Gate gate;
    private final boolean privateAllowed;
    private final Runnable changed;

    /**
     * The operations.
     *
     * @param privateAllowed whether deliveries may go to private addresses
     * @param changed is run after every change
     */
    public SubscriptionRoutes(
            Subscriptions subscriptions, Readers readers, Gate gate, boolean privateAllowed, Runnable changed) {
        this.subscriptions = subscriptions;
        this.readers = readers;
        this.gate = gate;
        this.privateAllowed = privateAllowed;
        this.changed = changed;
    }

    /**
     * A subscription as it is shown.
     *
     * @param state active or paused
     * @param secret only when it was made, never again
     */
    record Shown(
            String id,
            String url,
            String note,
            Map<String, String> filter,
            String state,
            Optional<String> reason,
            Instant created,
            String position,
            long delivered,
            Optional<Instant> lastDelivered,
            long dead,
            Optional<Failing> failing,
            Optional<String> secret) {
        static Shown of(Subscription row, Optional<String> secret) {
            return new Shown(
                    row.id(),
                    row.url(),
                    row.note(),
                    row.filter(),
                    row.paused() ? "paused" : "active",
                    row.reason(),
                    row.created(),
                    row.position().offsets(),
                    row.delivered(),
                    row.lastDelivered(),
                    row.dead(),
                    row.failing().map(f -> new Failing(f.attempts(), f.since(), f.next(), f.error())),
                    secret);
        }
    }

    /** The delivery that fails at present. */
    record Failing(int attempts, Instant since, Instant next, String error) {}

    /** A dead delivery as it is shown. */
    record ShownDead(
            String id,
            String messageId,
            int changes,
            Instant firstAttempt,
            Instant givenUp,
            int attempts,
            String error,
            boolean resend) {
        static ShownDead of(DeadDelivery dead) {
            return new ShownDead(
                    Long.toString(dead.id()),
                    dead.messageId(),
                    dead.changes().size(),
                    dead.firstAttempt(),
                    dead.givenUp(),
                    dead.attempts(),
                    dead.error(),
                    dead.resend());
        }
    }

    /** Mounts them. */
    public void mount(RoutesConfig routes) {
        add(routes, HandlerType.GET, PATH, this::list);
        add(routes, HandlerType.POST, PATH, this::create);
        add(routes, HandlerType.GET, ONE, this::one);
        add(routes, HandlerType.PATCH, ONE, this::change);
        add(routes, HandlerType.DELETE, ONE, this::remove);
        add(routes, HandlerType.POST, ONE + "/secret", this::changeSecret);
        add(routes, HandlerType.GET, DEAD, this::dead);
        add(routes, HandlerType.DELETE, DEAD + "/{delivery}", this::discard);
        add(routes, HandlerType.POST, DEAD + "/resend", context -> resend(context, Optional.empty()));
        add(
                routes,
                HandlerType.POST,
                DEAD + "/{delivery}/resend",
                context -> resend(context, Optional.of(delivery(context))));
    }

    private void add(RoutesConfig routes, HandlerType method, String path, Handler handler) {
        routes.addHttpHandler(method, path, context -> {
            gate.passToWrite(context.req(), context.res());
            context.header("Cache-Control", "no-store");
            handler.handle(context);
        });
    }

    private void list(Context context) {
        new Parameters(context, Set.of());
        Json.answer(
                context,
                Map.of(
                        "items",
                        subscriptions.all().stream()
                                .map(row -> Shown.of(row, Optional.empty()))
                                .toList()));
    }

    private void create(Context context) {
        new Parameters(context, Set.of());
        Body body = new Body(context, Set.of("url", "note", "filter", "secret", "after"));
        SubscriptionRequest request = new SubscriptionRequest(
                body.required("url"),
                body.text("note").orElse(""),
                body.texts("filter"),
                body.text("secret"),
                body.text("after"));
        refusePrivate(request.url());
        SubscriptionRequest.Opened opened =
                request.open(readers.changes(), readers.clock().instant());
        if (!subscriptions.add(opened.subscription(), opened.secret())) {
            throw Problem.of(
                    409,
                    "Too many subscriptions",
                    "There are " + Subscriptions.MOST + " subscriptions already: remove one first.");
        }
        changed.run();
        context.status(201)
                .header("Location", PATH + "/" + opened.subscription().id());
        Json.answer(
                context,
                Shown.of(
                        opened.subscription(),
                        request.secret().isPresent() ? Optional.empty() : Optional.of(opened.secret())));
    }

    private void refusePrivate(String url) {
        if (!privateAllowed) {
            SubscriptionRequest.checkPublic(url);
        }
    }

    private void change(Context context) {
        new Parameters(context, Set.of());
        Body body = new Body(context, Set.of("url", "note", "paused"));
        Subscription row = row(context);
        String url = body.text("url").orElse(row.url());
        String note = body.text("note").orElse(row.note());
        SubscriptionRequest.checkUrl(url);
        SubscriptionRequest.checkNote(note);
        refusePrivate(url);
        Optional<Boolean> paused = body.flag("paused");
        subscriptions.change(row.id(), url, note);
        if (paused.isPresent() && paused.get()) {
            subscriptions.pause(row.id(), "");
        } else if (paused.isPresent()) {
            subscriptions.resume(row.id());
        }
        changed.run();
        show(context, row(context));
    }

    private void remove(Context context) {
        new Parameters(context, Set.of());
        if (!subscriptions.remove(context.pathParam("id"))) {
            throw absent(context);
        }
        changed.run();
        context.status(204);
    }

    private void changeSecret(Context context) {
        new Parameters(context, Set.of());
        Optional<String> given = new Body(context, Set.of("secret")).text("secret");
        given.ifPresent(SubscriptionRequest::checkSecret);
        String secret = given.orElseGet(SubscriptionRequest::newSecret);
        Instant oldEnds = readers.clock().instant().plus(SubscriptionRequest.OLD_SECRET);
        if (!subscriptions.changeSecret(context.pathParam("id"), secret, oldEnds)) {
            throw absent(context);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("oldSecretEnds", oldEnds);
        if (given.isEmpty()) {
            answer.put("secret", secret);
        }
        Json.answer(context, answer);
    }

    private void dead(Context context) {
        Parameters parameters = new Parameters(context, Set.of("limit", "cursor"));
        int limit = parameters.number("limit", 1, Lists.MAX_LIMIT, Lists.DEFAULT_LIMIT);
        long after = parameters.cursor().map(SubscriptionRoutes::position).orElse(0L);
        Page<DeadDelivery> page = subscriptions.dead(row(context).id(), after, limit);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", page.rows().stream().map(ShownDead::of).toList());
        page.next().map(Parameters::cursor).ifPresent(next -> answer.put("next", next));
        Json.answer(context, answer);
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Parameters.badCursor();
        }
    }

    private void resend(Context context, Optional<Long> delivery) {
        new Parameters(context, Set.of());
        int found = subscriptions.resend(row(context).id(), delivery);
        if (found == 0 && delivery.isPresent()) {
            throw noDelivery(context);
        }
        changed.run();
        context.status(202);
        Json.answer(context, Map.of("resending", found));
    }

    private void discard(Context context) {
        new Parameters(context, Set.of());
        if (subscriptions.discard(row(context).id(), Optional.of(delivery(context))) == 0) {
            throw noDelivery(context);
        }
        context.status(204);
    }

    private void one(Context context) {
        new Parameters(context, Set.of());
        show(context, row(context));
    }

    private static void show(Context context, Subscription row) {
        Json.answer(context, Shown.of(row, Optional.empty()));
    }

    private Subscription row(Context context) {
        return subscriptions.find(context.pathParam("id")).orElseThrow(() -> absent(context));
    }

    private static Problem absent(Context context) {
        return Problem.notFound("No subscription has the id '" + context.pathParam("id") + "'.");
    }

    private static long delivery(Context context) {
        try {
            return Long.parseLong(context.pathParam("delivery"));
        } catch (NumberFormatException e) {
            throw noDelivery(context);
        }
    }

    private static Problem noDelivery(Context context) {
        return Problem.notFound(
                "No dead delivery of this subscription has the id '" + context.pathParam("delivery") + "'.");
    }
}
