package io.breakwater.resilience.cache;

/** A cache that operators can see and clear. Make each one a CDI bean. */
public interface ManagedCache {

    CacheSnapshot snapshot();

    /** Forgets everything; answers how many entries this instance held in memory. */
    long clear();
}
