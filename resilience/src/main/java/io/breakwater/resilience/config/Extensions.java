package io.breakwater.resilience.config;

/**
 * Which optional Quarkus extensions this service has. A key for one that is missing would be warned of at each start.
 * Found out when the class is loaded: at build time for a native image, which could not ask later.
 */
record Extensions(boolean datasource, boolean hibernate, boolean flyway) {

    static final Extensions PRESENT = new Extensions(
            has("io.quarkus.agroal.runtime.AgroalRecorder"),
            has("io.quarkus.hibernate.orm.runtime.HibernateOrmRecorder"),
            has("io.quarkus.flyway.runtime.FlywayRecorder"));

    private static boolean has(String className) {
        try {
            Class.forName(className, false, Extensions.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
