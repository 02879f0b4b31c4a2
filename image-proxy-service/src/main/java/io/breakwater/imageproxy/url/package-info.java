/** What the caller wants: a URL of an image, read strictly, and what can be told from it without asking anyone. */
@NullMarked
package io.breakwater.imageproxy.url;

import org.jspecify.annotations.NullMarked;
