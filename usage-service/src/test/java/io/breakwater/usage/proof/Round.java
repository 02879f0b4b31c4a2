package io.breakwater.usage.proof;

import java.util.Set;

/**
 * What goes wrong in one round.
 *
 * @param replicas how many of the replicas the client speaks to, 1 or 2
 * @param killed the replicas that are killed
 * @param seed of all that is random in it
 */
record Round(int number, int replicas, Set<Integer> killed, ServerFault database, ServerFault redis, long seed) {

    Round {
        if (replicas < 1 || replicas > 2 || !Set.of(0, 1).containsAll(killed)) {
            throw new IllegalArgumentException("There are two replicas, 0 and 1");
        }
    }
}
