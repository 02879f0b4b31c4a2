/** What a reply must look like on its platform. */
@NullMarked
package io.breakwater.aireply.platform;

import org.jspecify.annotations.NullMarked;
