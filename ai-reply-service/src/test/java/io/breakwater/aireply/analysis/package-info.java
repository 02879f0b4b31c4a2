@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.analysis;
