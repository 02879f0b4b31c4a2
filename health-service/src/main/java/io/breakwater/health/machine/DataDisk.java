package io.breakwater.health.machine;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** As the file system tells. */
@Singleton
final class DataDisk implements Disk {

    private final Path dataDir;

    DataDisk(@ConfigProperty(name = "breakwater.data-dir", defaultValue = "./data") String dataDir) {
        this.dataDir = Path.of(dataDir).toAbsolutePath();
    }

    @Override
    public double used() throws IOException {
        var existing = dataDir;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        var store = Files.getFileStore(existing);
        var total = store.getTotalSpace();
        return total <= 0 ? 0 : Math.clamp(100.0 * (total - store.getUsableSpace()) / total, 0, 100);
    }
}
