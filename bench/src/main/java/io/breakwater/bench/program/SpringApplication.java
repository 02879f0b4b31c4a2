package io.breakwater.bench.program;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A Spring Boot application of one class, with libraries that this repository's Maven fetches. */
public final class SpringApplication implements AutoCloseable {

    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>bench</groupId>
              <artifactId>application</artifactId>
              <version>1</version>
              <dependencyManagement>
                <dependencies>
                  <dependency>
                    <groupId>org.springframework.boot</groupId>
                    <artifactId>spring-boot-dependencies</artifactId>
                    <version>%s</version>
                    <type>pom</type>
                    <scope>import</scope>
                  </dependency>
                </dependencies>
              </dependencyManagement>
              <dependencies>%s</dependencies>
            </project>
            """;
    private static final String DEPENDENCY = """
            <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>""";

    private final Scratch folder;
    private final String main;

    private SpringApplication(Scratch folder, String main) {
        this.folder = folder;
        this.main = main;
    }

    /**
     * One that is ready to be started.
     *
     * @param boot Spring Boot's version
     * @param libraries each {@code group:artifact:version}
     * @param main the class, in a package
     * @param source of that class
     * @return empty where its libraries could not be fetched, which it then says
     */
    public static Optional<SpringApplication> with(
            PrintStream out, String boot, List<String> libraries, String main, String source)
            throws IOException, InterruptedException {
        var folder = Scratch.of("spring");
        var pom = folder.write(
                "pom.xml",
                POM.formatted(
                        boot,
                        libraries.stream()
                                .map(library -> DEPENDENCY.formatted((Object[]) library.split(":")))
                                .collect(Collectors.joining())));
        var fetch = List.of(
                "./mvnw",
                "-B",
                "-q",
                "-f",
                pom.toString(),
                COPY,
                "-DincludeScope=runtime",
                "-DoutputDirectory=" + folder.directory().resolve("lib"));
        if (Program.runs(Path.of("").toAbsolutePath(), Map.of(), fetch) && compiles(folder, main, source)) {
            return Optional.of(new SpringApplication(folder, main));
        }
        folder.close();
        out.println("Maven could not fetch " + String.join(", ", libraries) + ": nothing to compare with.");
        return Optional.empty();
    }

    /** @param options of the virtual machine */
    public Process start(List<String> options, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", "classes:lib/*", main));
        command.addAll(arguments);
        return Program.start(folder.directory(), Map.of(), command);
    }

    @Override
    public void close() {
        folder.close();
    }

    private static boolean compiles(Scratch folder, String main, String source) throws IOException {
        var file = folder.write("src/" + main.replace('.', '/') + ".java", source);
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var jars = Files.list(folder.directory().resolve("lib"))) {
            var libraries = jars.map(Path::toString).collect(Collectors.joining(":"));
            var arguments = Stream.of(
                    "-cp",
                    libraries,
                    "-proc:none",
                    "-d",
                    folder.directory().resolve("classes").toString(),
                    file.toString());
            return javac.run(null, null, null, arguments.toArray(String[]::new)) == 0;
        }
    }
}
