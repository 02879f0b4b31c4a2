package io.breakwater.health.registered.check;

import io.vertx.core.Future;

/** Asks endpoints of one type. Never blocks; ends within the endpoint's timeout, which its caller enforces as well. */
interface Check {

    /** A future that fails means that the endpoint could not be reached. */
    Future<Verdict> of(Endpoint endpoint);
}
