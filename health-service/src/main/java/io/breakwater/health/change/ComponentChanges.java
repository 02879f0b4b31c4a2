package io.breakwater.health.change;

import io.breakwater.health.change.Change.Kind;
import io.breakwater.health.component.ComponentListener;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.ComponentStatus;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the feed of components. As bounded as the board is. */
@Singleton
final class ComponentChanges implements ComponentListener {

    private final ChangeFeed feed;
    private final Map<String, ComponentStatus> before = new ConcurrentHashMap<>();

    ComponentChanges(ChangeFeed feed) {
        this.feed = feed;
    }

    @Override
    public void checked(ComponentReport report, boolean changed) {
        var was = before.put(report.name(), report.status());
        if (changed) {
            feed.publish(Change.of(
                    report.since(),
                    Kind.COMPONENT,
                    report.name(),
                    was == null ? ComponentStatus.UNKNOWN.slug() : was.slug(),
                    report.status().slug(),
                    report.detail()));
        }
    }
}
