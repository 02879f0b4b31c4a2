/** Tests of io.breakwater.aireply.http. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.http;
