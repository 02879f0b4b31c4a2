package io.breakwater.resilience.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PackagingTest {

    @TempDir
    Path target;

    @Test
    void aBinaryOfAnEarlierBuildIsNotStartedInPlaceOfTheJar() throws IOException {
        // Given
        var jar = file("quarkus-app/quarkus-run.jar");
        runner();

        // When
        var command = Packaging.JVM.command(target, List.of("-Xmx64m"));

        // Then
        assertThat(command).endsWith("-Xmx64m", "-jar", jar.toString());
    }

    @Test
    void aNativeBinaryIsStartedByItselfWithTheOptions() throws IOException {
        // Given
        file("quarkus-app/quarkus-run.jar");
        var runner = runner();

        // When
        var command = Packaging.NATIVE.command(target, List.of("-Xmx64m"));

        // Then
        assertThat(command).containsExactly(runner.toString(), "-Xmx64m");
    }

    @Test
    void aCacheIsUsedWhereItIsAskedFor() throws IOException {
        // Given
        var jar = file("quarkus-app/quarkus-run.jar");
        var cache = file("quarkus-app/app.aot");

        // When
        var command = Packaging.JVM_AOT.command(target, List.of());

        // Then
        assertThat(command).contains("-XX:AOTCache=" + cache).endsWith("-jar", jar.toString());
    }

    @Test
    void whatIsNotPackagedIsNotReplacedBySomethingElse() throws IOException {
        // Given
        file("quarkus-app/quarkus-run.jar");

        // When
        var there = Packaging.NATIVE.isIn(target);

        // Then
        assertThat(there).isFalse();
        assertThatThrownBy(() -> Packaging.NATIVE.command(target, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-Dnative");
    }

    private Path runner() throws IOException {
        var runner = file("usage-service-1-runner");
        assertThat(runner.toFile().setExecutable(true)).isTrue();
        return runner;
    }

    private Path file(String name) throws IOException {
        var file = target.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
