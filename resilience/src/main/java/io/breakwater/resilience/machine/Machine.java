package io.breakwater.resilience.machine;

import java.util.Optional;
import java.util.OptionalDouble;

/** Where the numbers come from. All in percent in use, 0 to 100. */
interface Machine {

    /**
     * Of the heap.
     *
     * @param percent of the largest heap that this process may have
     * @param garbageIncluded whether that counts what a collection would free, and so tells little by itself
     */
    record Heap(double percent, boolean garbageIncluded) {}

    Heap heap();

    /** Of the container where it has a limit, else of the machine; what can be reclaimed at once is not in use. */
    double memory();

    /** Of all processors that this process may use, all processes together; empty where the platform does not tell. */
    OptionalDouble cpu();

    /** Stands for the machine; empty where the memory is the container's own, or where the platform does not tell. */
    Optional<String> memoryOf();

    /** Stands for the machine; empty where the processors are the container's own, or where the platform does not tell. */
    Optional<String> cpuOf();
}
