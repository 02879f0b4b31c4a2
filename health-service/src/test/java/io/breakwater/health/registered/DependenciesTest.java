package io.breakwater.health.registered;

import com.sun.net.httpserver.HttpServer;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.testing.BlackHole;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.breakwater.health.SuiteStub.OPERATOR_PASSWORD;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class DependenciesTest extends SuiteTestBase {

    private static final String PATH = "/api/v1/resilience/dependencies";

    @AfterEach
    void forget() {
        // Twice: what others depend on stays until they are gone.
        for (var round = 0; round < 2; round++) {
            for (var name : registered()) {
                operator().delete(PATH + "/" + name);
            }
        }
        assertThat(registered()).isEmpty();
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", OPERATOR_PASSWORD).contentType("application/json");
    }

    private static List<String> registered() {
        return get(PATH).jsonPath().getList("dependencies.findAll { it.registered }.name");
    }

    private static Response register(String name, String url, String rest) {
        return operator()
                .body("""
                {"name": "%s", "type": "%s", "criticality": "optional", "url": "%s"%s}""".formatted(name, url.substring(0, url.indexOf(':')), url, rest))
                .post(PATH);
    }

    @Test
    void whatIsRegisteredIsCheckedAndIsAComponentLikeAllOthers() throws IOException {
        // Given
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.start();
        var url = "tcp://127.0.0.1:" + server.getAddress().getPort();
        // When
        var made = register("payments", url, ", \"dependsOn\": [\"database\"]");
        // Then
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.jsonPath().getString("url")).isEqualTo(url);
        await().atMost(PATIENCE).until(() -> status("payments").equals("healthy"));
        server.stop(0);
        assertThat(register("payments", url, ", \"interval\": \"5s\"").statusCode())
                .isEqualTo(200);
        await().atMost(PATIENCE).until(() -> status("payments").equals("unhealthy"));
        assertThat(get("/api/v1/resilience/cascade-risk").jsonPath().getList("rootCauses.component"))
                .contains("payments");
        assertThat(get("/api/v1/health/external").jsonPath().getList("components.name"))
                .contains("payments");
    }

    @Test
    void aCheckThatHangsDelaysNoOther() throws IOException {
        try (var hole = BlackHole.silent()) {
            // Given
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.start();
            for (var i = 0; i < 20; i++) {
                register("hangs-" + i, "http://127.0.0.1:" + hole.port(), ", \"timeout\": \"5s\"");
            }
            // When
            register("quick", "tcp://127.0.0.1:" + server.getAddress().getPort(), "");
            // Then
            await().atMost(Duration.ofSeconds(4)).until(() -> status("quick").equals("healthy"));
            server.stop(0);
        }
    }

    @Test
    void addressesAreForOperatorsAndPasswordsForNobody() {
        // Given
        register("secretive", "redis://:hunter2@127.0.0.1:1", "");
        // When
        var everybody = get(PATH);
        var operators = operator().get(PATH);
        // Then
        assertThat(everybody.asString()).doesNotContain("127.0.0.1", "hunter2");
        assertThat(operators.asString()).contains("redis://127.0.0.1:1").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                                          | name",
                "{'name':'Bad','type':'tcp','criticality':'optional','url':'tcp://a:1'}                      | name",
                "{'name':'a','type':'ftp','criticality':'optional','url':'ftp://a'}                          | type",
                "{'name':'a','type':'tcp','criticality':'high','url':'tcp://a:1'}                            | criticality",
                "{'name':'a','type':'tcp','criticality':'optional','url':'tcp://a'}                          | url",
                "{'name':'a','type':'http','criticality':'optional','url':'file:///etc/passwd'}              | url",
                "{'name':'a','type':'http','criticality':'optional','url':'http://a:70000/'}                 | url",
                "{'name':'a','type':'s3','criticality':'optional','url':'http://a/'}                         | url",
                "{'name':'a','type':'tcp','criticality':'optional','url':'tcp://a:1','interval':'1s'}        | interval",
                "{'name':'a','type':'tcp','criticality':'optional','url':'tcp://a:1','timeout':'5m'}         | timeout",
                "{'name':'a','type':'tcp','criticality':'optional','url':'tcp://a:1','interval':'5s','timeout':'6s'} | timeout",
                "{'name':'a','type':'tcp','criticality':'optional','url':'tcp://a:1','conditions':{'status':[200]}}  | conditions",
                "{'name':'a','type':'http','criticality':'optional','url':'http://a','conditions':{'status':[20]}}   | conditions.status",
                "{'name':'a','type':'http','criticality':'optional','url':'http://a','conditions':{'bodyPath':'x'}}  | conditions.bodyPath",
                "{'name':'a','type':'tcp','criticality':'optional','url':'tcp://a:1','dependsOn':['nobody']} | dependsOn",
                "{'name':'a','type':'tcp','criticality':'optional','url':'tcp://a:1','dependsOn':['A B']}    | dependsOn",
            })
    void whatIsWrongIsToldByField(String form, String field) {
        // When
        var answer = operator().body(form.strip().replace('\'', '"')).post(PATH);
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getMap("errors").keySet().stream().map(Object::toString))
                .contains(field);
    }

    @Test
    void circlesAndTheSuitesOwnNamesAreRefused() {
        // Given
        register("a", "tcp://127.0.0.1:1", "");
        register("b", "tcp://127.0.0.1:1", ", \"dependsOn\": [\"a\"]");
        // When
        var circle = register("a", "tcp://127.0.0.1:1", ", \"dependsOn\": [\"b\"]");
        // Then
        assertThat(circle.statusCode()).isEqualTo(400);
        assertThat(register("redis", "tcp://127.0.0.1:1", "").statusCode()).isEqualTo(409);
        assertThat(operator().delete(PATH + "/a").statusCode()).isEqualTo(409);
        assertThat(operator().delete(PATH + "/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyAnOperatorMayRegister() {
        assertThat(given().contentType("application/json").body("{}").post(PATH).statusCode())
                .isEqualTo(401);
        assertThat(given().delete(PATH + "/a").statusCode()).isEqualTo(401);
        assertThat(operator().body("{\"name\":").post(PATH).statusCode()).isEqualTo(400);
    }
}
