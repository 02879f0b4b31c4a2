package io.breakwater.resilience.database;

/** Something done on the database. It may be carried out twice, so doing it again must change nothing more. */
@FunctionalInterface
public interface DatabaseWork<T> {

    T run() throws Exception;
}
