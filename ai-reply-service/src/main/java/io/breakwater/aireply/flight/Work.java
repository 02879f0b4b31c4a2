package io.breakwater.aireply.flight;

/** What a flight does. */
@FunctionalInterface
public interface Work<V> {

    V run(Aboard aboard) throws Exception;
}
