/** What the tests of this service share. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.testing;
