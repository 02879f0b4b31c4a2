package io.breakwater.imageproxy.origin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The hostile origin and a name server that leads to it, and the configuration that lets this service go there. */
public final class HostileWorld implements QuarkusTestResourceLifecycleManager {

    public static final String PASSWORD = "an operator's password";

    private final TestCertificates certificates = new TestCertificates();
    private final HostileOrigin origin = new HostileOrigin(certificates);
    private final TestDns dns = new TestDns();
    private final Path data = emptyDirectory();

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("breakwater.image.guard.ports", origin.ports() + ",80,443"),
                Map.entry("breakwater.image.guard.allowed-ranges", "127.0.0.0/8"),
                Map.entry("breakwater.image.guard.name-servers", dns.server()),
                Map.entry("breakwater.image.guard.lookup-limit", "600ms"),
                Map.entry("breakwater.image.fetch.time-limit", "3s"),
                Map.entry("breakwater.image.tiers.cdn.test.hosts", "*.mirrored.origin.example,*.both.origin.example"),
                Map.entry(
                        "breakwater.image.tiers.cdn.test.alternates",
                        "one.mirror.origin.example,two.mirror.origin.example"),
                Map.entry("breakwater.image.tiers.proxy.test.hosts", "*.proxied.origin.example,*.both.origin.example"),
                Map.entry("breakwater.image.tiers.proxy.test.url", origin.url("proxy", "/viaproxy?u={url}")),
                Map.entry(
                        "quarkus.tls.images.trust-store.pem.certs",
                        certificates.authority().toString()),
                Map.entry("breakwater.data-dir", data.toString()),
                Map.entry("breakwater.operator.password", PASSWORD));
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "data-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(origin, new TestInjector.MatchesType(HostileOrigin.class));
        injector.injectIntoFields(dns, new TestInjector.MatchesType(TestDns.class));
    }

    @Override
    public void stop() {
        origin.close();
        dns.close();
        certificates.close();
    }
}
