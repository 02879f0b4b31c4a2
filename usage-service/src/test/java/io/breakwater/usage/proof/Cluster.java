package io.breakwater.usage.proof;

import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.ServiceProcess;
import java.util.List;

/** Two replicas of the packaged service on one PostgreSQL and one Redis, each behind a relay. */
record Cluster(EmbeddedPostgresServer postgres, Road database, Road redis, List<Replica> replicas)
        implements AutoCloseable {

    /** Starts in half the time; what is proved does not depend on how well it is compiled. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    static Cluster start() {
        var postgres = EmbeddedPostgresServer.started();
        var redis = EmbeddedRedisServer.started();
        var toPostgres = Road.to(postgres);
        var toRedis = Road.to(redis);
        var cluster = ServiceProcess.ofThisModule()
                .env("JAVA_TOOL_OPTIONS", QUICK_START)
                .env("OPERATOR_PASSWORD", "proof")
                .env("DATABASE_URL", postgres.databaseUrl(toPostgres.relay().port()))
                .env("REDIS_URL", redis.redisUrl(toRedis.relay().port()));
        return new Cluster(
                postgres,
                toPostgres,
                toRedis,
                List.of(new Replica(0, cluster.start()), new Replica(1, cluster.start())));
    }

    /** What the packaged service runs into is over; replicas that are dead live again. */
    void heal() {
        database.heal();
        redis.heal();
        replicas.stream().filter(replica -> !replica.alive()).forEach(Replica::revive);
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        redis.close();
        database.close();
    }
}
