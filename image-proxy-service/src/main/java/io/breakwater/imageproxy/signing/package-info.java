/** URLs that were signed by somebody who may: where keys are configured, no other image is fetched. */
@NullMarked
package io.breakwater.imageproxy.signing;

import org.jspecify.annotations.NullMarked;
