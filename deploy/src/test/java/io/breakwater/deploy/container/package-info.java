/** The images, and the suite under compose. */
@NullMarked
package io.breakwater.deploy.container;

import org.jspecify.annotations.NullMarked;
