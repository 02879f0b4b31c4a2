package io.breakwater.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The commands in the {@code sh} blocks of a Markdown page, comments left out and continued lines joined. */
final class ShellBlocks {

    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private ShellBlocks() {}

    static List<String> commands(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1).replaceAll("\\\\\\n\\s*", " "))
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("(^|\\s+)#\\s.*", "").strip())
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }
}
