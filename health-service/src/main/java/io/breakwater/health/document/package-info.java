/**
 * Small things that operators decide, kept: on this disk at once, in PostgreSQL where there is one, and so by every
 * replica.
 */
@NullMarked
package io.breakwater.health.document;

import org.jspecify.annotations.NullMarked;
