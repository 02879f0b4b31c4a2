/** Tests of io.breakwater.aireply.model. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.model;
