package dev.hearsay.feeds.yaml;

/** A YAML file that is not what it should be; the message says where and why, without the file's name. */
public final class YamlFault extends Exception {
    YamlFault(String message, Throwable cause) {
        super(message, cause);
    }

    /** The sentence. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
