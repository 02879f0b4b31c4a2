package io.breakwater.deploy.observability;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PromQlTest {

    @Test
    void findsTheSeriesOfAQuery() {
        // When
        var query = PromQl.parse("sum by (job) (rate(a_total{job=~\"x|y\", code!=\"1\"}[5m])) / 2 > 0.1 unless b == 2");

        // Then
        assertThat(query.selectors()).extracting(Selector::metric).containsExactly("a_total", "b");
        assertThat(query.selectors().getFirst().labels())
                .containsEntry("job", "=~x|y")
                .containsEntry("code", "!=1");
        assertThat(query.selectors().getFirst().range()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(rate(a[5m])",
                "rate(a)",
                "rate(a[5])",
                "absent(a[5m])",
                "a{b=c}",
                "a{b~\"c\"}",
                "a >",
                "a b",
                "histogram_quantile(0.95)",
                "rat(a[5m])",
                "a ? b"
            })
    void refusesWhatPrometheusWould(String expression) {
        // When
        assertThatThrownBy(() -> PromQl.parse(expression))

                // Then
                .isInstanceOf(RuntimeException.class);
    }
}
