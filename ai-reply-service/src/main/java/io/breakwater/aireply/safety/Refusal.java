package io.breakwater.aireply.safety;

/** Why a model's words are not passed on. */
public enum Refusal {
    /** It tells what it was told: the instructions, or the mark of the fence. */
    LEAK,
    /** It speaks as something else than the one who replies. */
    ROLE,
    /** It does what the text told it to do. */
    OBEYED,
    /** It diagnoses, or tells somebody what to take. */
    DIAGNOSIS
}
