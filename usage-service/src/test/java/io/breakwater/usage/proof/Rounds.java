package io.breakwater.usage.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rounds out of a seed. They come in decks of seven in which each fault of PostgreSQL and each of Redis is there once, so
 * that few rounds see all faults. The service is killed in every third: its start takes longer than anything else. 147
 * rounds see each pair of faults three times, once with a kill.
 */
final class Rounds {

    private static final int FAULTS = ServerFault.values().length;

    private final Random random;

    private Rounds(Random random) {
        this.random = random;
    }

    static List<Round> of(long seed, int count) {
        var rounds = new Rounds(new Random(seed));
        var plan = new ArrayList<Round>();
        while (plan.size() < count) {
            rounds.allCombinations(plan);
        }
        return List.copyOf(plan.subList(0, count));
    }

    private void allCombinations(List<Round> plan) {
        var database = shuffled(Arrays.asList(ServerFault.values()));
        var redis = shuffled(Arrays.asList(ServerFault.values()));
        var shifts = shuffled(IntStream.range(0, FAULTS).boxed().toList());
        for (var third : List.of(0, 1, 2)) {
            for (var shift : shifts) {
                for (var i : shuffled(IntStream.range(0, FAULTS).boxed().toList())) {
                    var kills = (i + third) % 3 == 0;
                    plan.add(round(plan.size() + 1, kills, database.get(i), redis.get((i + shift) % FAULTS)));
                }
            }
        }
    }

    private Round round(int number, boolean kills, ServerFault database, ServerFault redis) {
        var replicas = random.nextInt(1, 3);
        return new Round(number, replicas, kills ? killed(replicas) : Set.of(), database, redis, random.nextLong());
    }

    private Set<Integer> killed(int replicas) {
        if (replicas == 1) {
            return Set.of(0);
        }
        return switch (random.nextInt(5)) {
            case 0 -> Set.of(0, 1);
            case 1, 2 -> Set.of(0);
            default -> Set.of(1);
        };
    }

    private <T> List<T> shuffled(List<T> values) {
        var copy = new ArrayList<>(values);
        Collections.shuffle(copy, random);
        return copy;
    }
}
