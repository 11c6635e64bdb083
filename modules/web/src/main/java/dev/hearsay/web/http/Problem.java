package dev.hearsay.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An answer that is no success, as RFC 9457 describes it. The message is the problem's detail, one sentence. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient Optional<String> parameter;

    private Problem(int status, String title, String detail, Optional<String> parameter) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.parameter = parameter;
    }

    /** A parameter that cannot be used as it is. */
    public static Problem parameter(String name, String detail) {
        return new Problem(400, "Bad parameter", detail, Optional.of(name));
    }

    /** Nothing of this id is there. */
    public static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail, Optional.empty());
    }

    /** Any other. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Optional.empty());
    }

    /** The problem document. */
    public byte[] json() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", String.valueOf(getMessage()));
        parameter.filter(name -> !name.isEmpty()).ifPresent(name -> body.put("parameter", name));
        return Json.bytes(body);
    }

    /** HTTP status. */
    public int status() {
        return status;
    }
}
