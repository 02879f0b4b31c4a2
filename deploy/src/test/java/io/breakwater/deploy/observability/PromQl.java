package io.breakwater.deploy.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads PromQL as far as our rules and dashboards go, strictly: what it does not know is an error. It is no replacement
 * for promtool, which the tests also ask where it is installed, but it is always there.
 */
public final class PromQl {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<number>[0-9]+(?:\\.[0-9]+)?)(?![0-9a-z])"
            + "|(?<duration>[0-9]+(?:ms|[smhdwy]))"
            + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
            + "|(?<string>\"[^\"]*\")"
            + "|(?<symbol>=~|!~|!=|==|<=|>=|[-+*/%^(){}\\[\\],=<>]))");

    private static final Set<String> AGGREGATIONS =
            Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile");
    private static final Map<String, Integer> FUNCTIONS = Map.of(
            "rate", 1,
            "increase", 1,
            "avg_over_time", 1,
            "max_over_time", 1,
            "absent", 1,
            "vector", 1,
            "histogram_quantile", 2,
            "predict_linear", 2);
    private static final Set<String> OF_RANGES =
            Set.of("rate", "increase", "avg_over_time", "max_over_time", "predict_linear");

    private static final List<Set<String>> BINARY = List.of(
            Set.of("or"),
            Set.of("and", "unless"),
            Set.of("==", "!=", "<", ">", "<=", ">="),
            Set.of("+", "-"),
            Set.of("*", "/", "%"));

    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private int at;

    private PromQl(List<String> tokens) {
        this.tokens = tokens;
    }

    /** @throws IllegalArgumentException where it cannot be read */
    public static PromQl parse(String expression) {
        var query = new PromQl(tokens(expression));
        query.binary(0);
        if (query.at < query.tokens.size()) {
            throw query.unexpected();
        }
        return query;
    }

    /** The series that it reads. */
    public List<Selector> selectors() {
        return List.copyOf(selectors);
    }

    private static List<String> tokens(String expression) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(expression);
        var end = expression.stripTrailing().length();
        for (var from = 0; from < end; from = matcher.end()) {
            if (!matcher.find(from) || matcher.start() != from) {
                throw new IllegalArgumentException("cannot read: " + expression.substring(from));
            }
            tokens.add(matcher.group().strip());
        }
        return tokens;
    }

    private void binary(int level) {
        if (level == BINARY.size()) {
            primary();
            return;
        }
        binary(level + 1);
        while (BINARY.get(level).contains(peek())) {
            at++;
            if (peek().equals("on") || peek().equals("ignoring")) {
                at++;
                names();
            }
            binary(level + 1);
        }
    }

    private void primary() {
        var token = next();
        if (token.equals("(")) {
            binary(0);
            expect(")");
        } else if (AGGREGATIONS.contains(token)) {
            aggregation();
        } else if (FUNCTIONS.containsKey(token) && peek().equals("(")) {
            function(token);
        } else if (token.matches("[a-zA-Z_:].*")) {
            selector(token);
        } else if (!token.matches("[0-9.]+")) {
            at--;
            throw unexpected();
        }
    }

    private void aggregation() {
        grouping();
        expect("(");
        binary(0);
        if (peek().equals(",")) {
            at++;
            binary(0);
        }
        expect(")");
        grouping();
    }

    private void grouping() {
        if (peek().equals("by") || peek().equals("without")) {
            at++;
            names();
        }
    }

    private void names() {
        expect("(");
        while (!peek().equals(")")) {
            next();
            if (peek().equals(",")) {
                at++;
            }
        }
        expect(")");
    }

    private void function(String name) {
        expect("(");
        var before = selectors.size();
        binary(0);
        for (var argument = 1; argument < FUNCTIONS.get(name); argument++) {
            expect(",");
            binary(0);
        }
        expect(")");
        if (OF_RANGES.contains(name)
                && (selectors.size() != before + 1 || !selectors.getLast().range())) {
            throw new IllegalArgumentException(name + " wants a range of one series");
        }
        if (!OF_RANGES.contains(name)
                && selectors.size() > before
                && selectors.get(before).range()
                && name.equals("absent")) {
            throw new IllegalArgumentException(name + " wants no range");
        }
    }

    private void selector(String name) {
        var labels = new TreeMap<String, String>();
        if (peek().equals("{")) {
            at++;
            while (!peek().equals("}")) {
                var label = next();
                var operator = next();
                if (!Set.of("=", "!=", "=~", "!~").contains(operator)) {
                    at--;
                    throw unexpected();
                }
                var value = next();
                Pattern.compile(value);
                labels.put(label, operator + value.substring(1, value.length() - 1));
                if (peek().equals(",")) {
                    at++;
                }
            }
            expect("}");
        }
        var range = peek().equals("[");
        if (range) {
            at++;
            if (!next().matches("[0-9]+(ms|[smhdwy])")) {
                at--;
                throw unexpected();
            }
            expect("]");
        }
        selectors.add(new Selector(name, labels, range));
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        if (at >= tokens.size()) {
            throw unexpected();
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!peek().equals(token)) {
            throw unexpected();
        }
        at++;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                "unexpected " + (peek().isEmpty() ? "end" : "'" + peek() + "'") + " after " + tokens.subList(0, at));
    }
}
