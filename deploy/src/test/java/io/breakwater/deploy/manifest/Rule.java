package io.breakwater.deploy.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One thing that must hold of everything that is applied to a cluster together. */
@FunctionalInterface
interface Rule {

    /** In the order in which a reader would look for the cause. */
    List<Rule> ALL = List.of(
            new TypedModel(),
            new RequiredFields(),
            new Vocabulary(),
            new Quantities(),
            new References(),
            new Selectors(),
            new Ports(),
            new PodSecurity(),
            new Probes(),
            new Settings(),
            new Scaling(),
            new Traffic(),
            new Routes());

    void check(Cluster cluster, Consumer<Finding> found);

    /** What all rules find. */
    static List<Finding> findings(Cluster cluster) {
        var found = new ArrayList<Finding>();
        ALL.forEach(rule -> rule.check(cluster, found::add));
        return found;
    }
}
