@NullMarked
package io.breakwater.usage.retention;

import org.jspecify.annotations.NullMarked;
