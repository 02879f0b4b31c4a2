/** What an image is: told by its first bytes, never by what a server says of it; and the images of our own. */
@NullMarked
package io.breakwater.imageproxy.image;

import org.jspecify.annotations.NullMarked;
