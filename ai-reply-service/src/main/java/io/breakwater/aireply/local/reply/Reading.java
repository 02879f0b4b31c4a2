package io.breakwater.aireply.local.reply;

import io.breakwater.aireply.local.Language;

/** What the engine made of a message. */
record Reading(Language language, Intent intent, Mood mood) {}
