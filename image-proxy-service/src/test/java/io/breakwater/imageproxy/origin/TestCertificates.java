package io.breakwater.imageproxy.origin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority of our own, a certificate that it vouches for, and one that nobody does; made by the JDK's keytool. */
public final class TestCertificates implements AutoCloseable {

    /** The one name that the certificates are for. */
    public static final String NAME = "good.tls.origin.example";

    static final String PASSWORD = "changeit";

    private final Path directory;

    TestCertificates() {
        try {
            directory = Files.createTempDirectory("image-proxy-tls");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keytool("-genkeypair -alias ca -dname CN=Authority -ext bc:c=ca:true", "ca.p12");
        keytool("-exportcert -rfc -alias ca -file ca.pem", "ca.p12");
        keytool("-genkeypair -alias origin -dname CN=origin", "trusted.p12");
        keytool("-certreq -alias origin -file origin.csr", "trusted.p12");
        keytool("-gencert -rfc -alias ca -infile origin.csr -outfile origin.pem -ext san=dns:" + NAME, "ca.p12");
        keytool("-importcert -noprompt -alias ca -file ca.pem", "trusted.p12");
        keytool("-importcert -noprompt -alias origin -file origin.pem", "trusted.p12");
        keytool("-genkeypair -alias origin -dname CN=origin -ext san=dns:" + NAME, "untrusted.p12");
    }

    Path authority() {
        return directory.resolve("ca.pem");
    }

    Path trusted() {
        return directory.resolve("trusted.p12");
    }

    Path untrusted() {
        return directory.resolve("untrusted.p12");
    }

    private void keytool(String arguments, String keyStore) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        if (arguments.startsWith("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        }
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", keyStore, "-storepass", PASSWORD));
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(new File(directory.toFile(), "keytool.log"))
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve("keytool.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
