package io.breakwater.resilience.problem;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** The methods that a path does have: a 405 must name them, and Quarkus REST does not. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** The methods of the request at hand's path, empty outside of a resource's request. */
    static SortedSet<String> ofCurrentRequest() {
        var methods = new TreeSet<String>();
        var request = CurrentRequestManager.get();
        if (request == null) {
            return methods;
        }
        // Made anew each time: it is small, and a wrong method is rare.
        var classes = new RequestMapper<>(request.getDeployment().getClassMappers());
        var path = request.getPathWithoutPrefix();
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            for (var handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler routing) {
                    addMatching(routing, match.remaining.isEmpty() ? "/" : match.remaining, methods);
                }
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static void addMatching(ClassRoutingHandler routing, String remaining, SortedSet<String> methods) {
        routing.getMappers().forEach((method, paths) -> {
            if (method != null && paths.map(remaining) != null) {
                methods.add(method);
            }
        });
    }
}
