package io.breakwater.resilience.database;

/** What a service needs to be done to a database before it can use it. A service with tables of its own makes one bean. */
public interface DatabaseSchema {

    /** Brings the schema up to date; called again until it succeeds, and each time the database has come back. */
    void migrate();
}
