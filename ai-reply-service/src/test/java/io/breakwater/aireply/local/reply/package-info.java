/** The rules of the local engine, tested against messages and records. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply.local.reply;
