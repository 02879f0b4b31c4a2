/** Tests of io.breakwater.aireply.dispatch. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.dispatch;
