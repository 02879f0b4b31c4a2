package io.breakwater.resilience.config;

/** Keeps a value whole on its way through the configuration, which would expand <code>${...}</code> inside it. */
final class ExpressionText {

    /** The key that stands for a backslash: a bare one before a dollar sign would be taken for an escape. */
    static final String BACKSLASH_KEY = "breakwater.config.backslash";

    private ExpressionText() {}

    /** The text that the configuration turns back into exactly this value. */
    static String literal(String value) {
        var escaped = value.replace("$", "$$");
        return escaped.contains("\\$") ? escaped.replace("\\$", "${" + BACKSLASH_KEY + "}$") : escaped;
    }
}
