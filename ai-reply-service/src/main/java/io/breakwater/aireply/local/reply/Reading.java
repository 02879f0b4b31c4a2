package io.breakwater.aireply.local.reply;

/** What the engine made of a message. */
record Reading(Language language, Intent intent, Mood mood) {}
