@NullMarked
package io.breakwater.usage.counting;

import org.jspecify.annotations.NullMarked;
