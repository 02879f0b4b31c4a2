package io.breakwater.aireply.local.analysis;

import io.breakwater.aireply.analysis.RiskLevel;

/** A part of a scale: from this value, inclusive, to where the next part begins. */
record Band(double from, RiskLevel level, Grade grade) {}
