package io.breakwater.bench;

import java.io.PrintStream;

/** Something that is measured. A new one is added to {@link Main}'s list. */
public interface Benchmark {

    /** What it is called on the command line. */
    String name();

    /** Its name, its options with their defaults, and what they mean. */
    String help();

    /** Measures and prints tables in Markdown as it goes. Leaves no process behind. */
    void run(Options options, PrintStream out) throws Exception;
}
