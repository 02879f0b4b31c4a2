package io.breakwater.health.control;

import java.net.URI;

/** Where an instance is, and what it is called. */
record Site(String service, String instance, URI address) {}
