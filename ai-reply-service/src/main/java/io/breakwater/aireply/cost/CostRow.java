package io.breakwater.aireply.cost;

/**
 * What one user's answers on one platform by one model cost on one day.
 *
 * @param units in {@link Money}'s units
 */
record CostRow(String user, String platform, String model, long units, long prompt, long completion, long calls) {

    CostRow plus(CostRow other) {
        return new CostRow(
                user,
                platform,
                model,
                units + other.units,
                prompt + other.prompt,
                completion + other.completion,
                calls + other.calls);
    }
}
