/** Tests of io.breakwater.aireply.platform. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.platform;
