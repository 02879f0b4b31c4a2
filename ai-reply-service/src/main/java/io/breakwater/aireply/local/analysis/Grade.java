package io.breakwater.aireply.local.analysis;

import java.util.Locale;

/** What a part of a scale is called. Never the name of an illness. */
enum Grade {
    VERY_LOW,
    LOW,
    SLIGHTLY_LOW,
    NORMAL,
    SLIGHTLY_HIGH,
    HIGH,
    VERY_HIGH,
    /** As ACC/AHA 2017 calls it. */
    STAGE_1,
    STAGE_2,
    FEVER,
    HIGH_FEVER;

    String key() {
        return "grade." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
