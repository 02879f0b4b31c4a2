/** The one way out of this process over HTTP: bounded answers, no redirects, aborted when nobody waits. */
@NullMarked
package io.breakwater.aireply.http;

import org.jspecify.annotations.NullMarked;
