package io.breakwater.health.home;

import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteStub;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.testing.TcpRelay;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The dashboard as somebody sees and uses it, in a real browser; skipped where there is none. */
@QuarkusTest
class DashboardInBrowserTest extends SuiteTestBase {

    private static final String TILE = ".tile[data-service=usage-service][data-breaker=database]";
    private static final String BREAKERS = "/api/v1/resilience/circuit-breakers/";
    private static final String ARROW_RIGHT = "\uE014";
    private static final String TAB = "\uE004";
    /** The page calls a connection lost after 15 s of silence. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static Browser browser;

    @TestHTTPResource
    URI service;

    private TcpRelay road;

    @BeforeAll
    static void startBrowser() {
        var started = Browser.start();
        Assumptions.assumeTrue(started.isPresent(), Browser.MISSING);
        browser = started.orElseThrow();
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() {
        usage(BreakerState.CLOSED);
        road = TcpRelay.to(service.getPort());
        browser.size(1280, 800);
        browser.open("http://127.0.0.1:" + road.port() + "/");
        tileIs("CLOSED");
    }

    @AfterEach
    void leavePage() {
        browser.script("localStorage.clear()");
        browser.open("about:blank");
        road.close();
        browser.complaints();
    }

    @Test
    void aBreakerThatOpensTurnsItsTile() {
        // Given
        assertThat(browser.text(TILE)).contains("Closed");
        // When
        usage(BreakerState.OPEN);
        // Then
        tileIs("OPEN");
        assertThat(browser.text(TILE)).contains("Open", "database", "10 calls", "50 % failed", "13 ms P95");
        assertThat(browser.text("#problems")).contains("database breaker", "Open", "usage-service");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.text("#events"))
                .contains("database breaker of usage-service: open"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        browser.script("return said.textContent").asText())
                .isNotBlank());
    }

    @Test
    void anOperatorResetsABreakerAndItsTileTurnsBack() {
        // Given
        var asked = new AtomicReference<URI>();
        usage(BreakerState.OPEN, asked);
        tileIs("OPEN");
        signIn(SuiteStub.OPERATOR_PASSWORD);
        await().atMost(PATIENCE).until(() -> !browser.shown("#sign-dialog"));
        // When
        browser.click(TILE);
        browser.type("#action-who", "Ann");
        browser.type("#action-why", "it is mended");
        browser.click("#action-sure");
        browser.click("#action-send");
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.text("#action-results")).contains("usage-service-1: done"));
        assertThat(asked.get().getPath()).isEqualTo("/admin/circuit-breakers/database/reset");
        assertThat(asked.get().getQuery()).contains("Ann: it is mended");
        tileIs("CLOSED");
    }

    @Test
    void anOperatorHoldsABreakerOpenForAWhile() {
        // Given
        var asked = new AtomicReference<URI>();
        usage(BreakerState.CLOSED, asked);
        signIn(SuiteStub.OPERATOR_PASSWORD);
        await().atMost(PATIENCE).until(() -> !browser.shown("#sign-dialog"));
        browser.click(TILE);
        browser.click("input[name=action][value=reset]");
        assertThat(browser.shown("#until-field")).as("only what is opened ends").isFalse();
        // When
        browser.click("input[name=action][value=open]");
        browser.click("#action-until option[value='15']");
        browser.type("#action-who", "Ann");
        browser.type("#action-why", "the disk is changed");
        browser.click("#action-sure");
        browser.click("#action-send");
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.text("#action-results")).contains("usage-service-1: done"));
        assertThat(asked.get().getPath()).isEqualTo("/admin/circuit-breakers/database/open");
        var trail = operator().get(BREAKERS + "audit").jsonPath();
        assertThat(Instant.parse(trail.getString("entries[0].order.until")))
                .isBetween(Instant.now().plusSeconds(14 * 60), Instant.now().plusSeconds(15 * 60));
        operator().body("{\"action\":\"close\"}").post(BREAKERS + "database/action");
    }

    @Test
    void anOperatorMutesAnAlertAndEndsThat() {
        // Given
        var mute = "#alerts [aria-label='Mute usage-service/database']";
        usage(BreakerState.OPEN);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.text("#alerts")).contains("usage-service/database"));
        assertThat(browser.shown(mute)).as("for operators").isFalse();
        signIn(SuiteStub.OPERATOR_PASSWORD);
        await().atMost(PATIENCE).until(() -> browser.shown(mute));
        // When
        browser.click(mute);
        browser.click("#mute-span option[value='8h']");
        browser.type("#mute-who", "Ann");
        browser.type("#mute-why", "the disk is changed");
        browser.click("#mute-send");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.text("#silences"))
                .contains("breaker-opened of database", "mute", "Ann: the disk is changed", "until"));
        assertThat(browser.text("#alerts")).contains("silenced");
        assertThat(browser.shown(mute)).isFalse();
        assertThat(get("/api/health/alerts").jsonPath().getList("silences.active"))
                .containsExactly(true);
        // And it ends as soon as somebody says so.
        browser.click("#silences button");
        await().atMost(PATIENCE).until(() -> !browser.shown("#silences-part"));
        assertThat(get("/api/health/alerts").jsonPath().getList("silences")).isEmpty();
        assertThat(browser.shown(mute)).isTrue();
    }

    @Test
    void nothingIsDoneBeforeItIsConfirmed() {
        // Given
        var asked = new AtomicReference<URI>();
        usage(BreakerState.OPEN, asked);
        tileIs("OPEN");
        signIn(SuiteStub.OPERATOR_PASSWORD);
        await().atMost(PATIENCE).until(() -> !browser.shown("#sign-dialog"));
        browser.click(TILE);
        browser.type("#action-who", "Ann");
        browser.type("#action-why", "it is mended");
        browser.click("#action-sure");
        // When
        browser.click("input[name=scope][value=all]");
        // Then
        assertThat(browser.script("return document.getElementById('action-sure').checked")
                        .asBoolean())
                .as("what is confirmed is this one choice")
                .isFalse();
        browser.click("#action-send");
        assertThat(browser.script("return document.getElementById('breaker-form').checkValidity()")
                        .asBoolean())
                .isFalse();
        assertThat(asked.get()).isNull();
    }

    @Test
    void aWrongPasswordIsTold() {
        // Given
        // When
        signIn("guessed");
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.text("#sign-problem")).isEqualTo("Wrong user or password."));
        assertThat(browser.shown("#who")).isFalse();
        assertThat(browser.text("#sign")).isEqualTo("Sign in");
    }

    @Test
    void aPasswordIsNowhereButInMemory() {
        // Given
        // When
        signIn(SuiteStub.OPERATOR_PASSWORD);
        // Then
        await().atMost(PATIENCE).until(() -> browser.shown("#who"));
        assertThat(browser.script("return document.getElementById('sign-password').value")
                        .asText())
                .isEmpty();
        assertThat(browser.script("return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
                        .asText())
                .isEqualTo("[{},{},\"\"]");
        browser.click("#sign");
        assertThat(browser.shown("#who")).isFalse();
    }

    @Test
    void aLostConnectionIsToldAndSoIsItsReturn() {
        // Given
        assertThat(browser.shown("#banner")).isFalse();
        // When
        road.refuse();
        // Then
        await().atMost(PATIENCE).until(() -> browser.shown("#banner"));
        assertThat(browser.text("#banner")).contains("Connection lost", "What you see is from");
        assertThat(browser.text("#live")).isEqualTo("not live");
        // And what happened meanwhile is there when it is back.
        usage(BreakerState.OPEN);
        road.forward();
        await().atMost(SILENCE).until(() -> !browser.shown("#banner"));
        assertThat(browser.text("#live")).isEqualTo("live");
        tileIs("OPEN");
    }

    @Test
    void aConnectionOnWhichNothingComesIsLost() {
        // Given
        // When
        road.blackHole();
        // Then
        await().atMost(SILENCE).until(() -> browser.shown("#banner"));
        assertThat(browser.text("#banner")).contains("What you see is from");
        road.forward();
        await().atMost(SILENCE).until(() -> !browser.shown("#banner"));
    }

    @Test
    void tilesAreReachedByKeyboardAlone() {
        // Given
        browser.press(TAB);
        assertThat(focused()).contains("Skip to");
        browser.script("document.querySelector('.tile[tabindex=\"0\"]').focus()");
        var first = focused();
        // When
        browser.press(ARROW_RIGHT);
        // Then
        assertThat(focused()).isNotEqualTo(first);
        assertThat(browser.script("return document.querySelectorAll('.tile[tabindex=\"0\"]').length")
                        .asInt())
                .as("tab stops among all tiles")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1280, 3840})
    void nothingIsWiderThanTheScreen(int width) {
        // Given
        usage(BreakerState.OPEN);
        tileIs("OPEN");
        // When
        browser.size(width, 900);
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.script("return document.documentElement.scrollWidth")
                                .asInt())
                        .isLessThanOrEqualTo(width));
    }

    @ParameterizedTest
    @CsvSource({"light, auto", "dark, auto", "dark, light", "light, dark"})
    void everyTextCanBeReadAndEveryControlHasAName(String system, String chosen) {
        // Given
        browser.prefer(system);
        browser.script("document.querySelector(`#theme input[value=${arguments[0]}]`).click()", chosen);
        usage(BreakerState.OPEN);
        answer("ai-reply-service", Snapshots.text(500, "no"));
        tileIs("OPEN");
        signIn("guessed");
        await().atMost(PATIENCE).until(() -> !browser.text("#sign-problem").isEmpty());
        // When
        var inSignIn = audit();
        browser.type("#sign-password", SuiteStub.OPERATOR_PASSWORD);
        browser.click("#sign-send");
        await().atMost(PATIENCE).until(() -> browser.shown("#who"));
        var onPage = audit();
        var unnamedOnPage = browser.nameless("button, input, select, a, [role=img], [role=group]");
        browser.click(TILE);
        var inControl = audit();
        // What lies behind an open dialog has no name for anybody.
        var unnamedInControl = browser.nameless("dialog[open], dialog[open] :is(button, input, select)");
        // Then
        assertThat(inSignIn).as("signing in").isEmpty();
        assertThat(onPage).as("the page").isEmpty();
        assertThat(inControl).as("the control").isEmpty();
        assertThat(unnamedOnPage).as("without a name on the page").isEmpty();
        assertThat(unnamedInControl).as("without a name in the control").isEmpty();
    }

    @Test
    void theBrowserComplainsOfNothing() {
        // Given
        usage(BreakerState.OPEN);
        tileIs("OPEN");
        // When
        var complaints = browser.complaints();
        // Then
        assertThat(complaints).isEmpty();
    }

    @Test
    void theStreamIsReadHoweverItIsCut() {
        // Given
        var sent =
                ": here\r\n\r\nretry: 1000\n\nid: a-1\nevent: change\ndata: {\"to\":\ndata: \"OPEN\"}\n\nevent: overview\ndata: {}\n\nevent: cut";
        // When
        var read = browser.script("""
                return import('/dashboard/stream.js').then(({ Events }) => {
                  const read = [];
                  const events = new Events((event) => read.push(`${event.id} ${event.name} ${event.data}`));
                  [...arguments[0]].forEach((character) => events.add(character));
                  return read.join('|');
                })""", sent).asText();
        // Then
        assertThat(read).isEqualTo("a-1 change {\"to\":\n\"OPEN\"}|undefined overview {}");
    }

    @Test
    void aPictureIsMadeOfTheOneBeforeAndWhatIsAnother() {
        // Given
        var before = """
                {"timestamp": "2026-11-22T12:00:00Z", "version": "1", "status": "degraded", "score": 70,
                 "scoring": {"value": 70, "formula": "f", "costs": [{"component": "a", "points": 20}, {"component": "b", "points": 10}]},
                 "cascadeRisk": {"level": "low", "points": 1, "rootCauses": [], "paths": [], "next": []},
                 "components": [{"name": "a", "status": "unhealthy"}, {"name": "b", "status": "unhealthy"}, {"name": "c", "status": "healthy"}],
                 "services": [{"id": "x", "service": "s", "reachable": true}, {"id": "y", "service": "s", "reachable": true}]}""";
        var difference = """
                {"timestamp": "2026-11-22T12:00:02Z", "status": "unhealthy", "score": 55, "spared": ["b"],
                 "costs": [{"component": "c", "points": 25}],
                 "components": [{"name": "b", "status": "healthy"}, {"name": "c", "status": "unhealthy"}],
                 "services": [{"id": "y", "service": "s", "reachable": false}]}""";
        // When
        var made = browser.script("""
                return import('/dashboard/model.js').then(({ Model }) => {
                  const model = new Model();
                  const none = model.after(JSON.parse(arguments[1]));
                  model.take(JSON.parse(arguments[0]));
                  const { status, score, version, scoring, cascadeRisk, components, services } = model.after(JSON.parse(arguments[1]));
                  return [none, status, score, version, scoring.value, scoring.formula, cascadeRisk.level,
                    ...scoring.costs.map((each) => each.component + each.points),
                    ...components.map((each) => each.name + ' ' + each.status),
                    ...services.map((each) => each.id + ' ' + each.reachable)].join('|');
                })""", before, difference).asText();
        // Then
        assertThat(made).isEqualTo("|unhealthy|55|1|55|f|low|c25|a20|a unhealthy|b healthy|c unhealthy|x true|y false");
    }

    @Test
    void aGraphIsLaidOutEvenWhereItGoesRound() {
        // Given
        var layout = "return import('/dashboard/layout.js').then(({ layered }) => { const { layers, alone } ="
                + " layered(arguments[0], arguments[1]); return [...layers.map((layer) =>"
                + " layer.map((place) => place.name ?? place.edge).sort().join()), 'alone ' + alone].join('|'); })";
        // When
        var straight = browser.script(
                        layout,
                        List.of("a", "b", "c", "d"),
                        List.of(List.of("a", "b"), List.of("b", "c"), List.of("a", "c"), List.of("a", "nobody")))
                .asText();
        var round = browser.script(
                        layout, List.of("a", "b"), List.of(List.of("a", "b"), List.of("b", "a"), List.of("a", "a")))
                .asText();
        // Then
        assertThat(straight).isEqualTo("a|a>c,b|c|alone d");
        assertThat(round.split("[|,]")).contains("a", "b");
    }

    private void usage(BreakerState database) {
        usage(database, new AtomicReference<>());
    }

    /** What an operator has it do closes it. */
    private void usage(BreakerState database, AtomicReference<URI> asked) {
        var now = Snapshots.of("usage-service").breaker("database", database).answering(json);
        answer("usage-service", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                asked.set(exchange.getRequestURI());
                usage(BreakerState.CLOSED, asked);
                Snapshots.send(exchange, 200, "{\"state\":\"CLOSED\"}".getBytes(StandardCharsets.UTF_8));
            } else {
                now.handle(exchange);
            }
        });
    }

    private static RequestSpecification operator() {
        return given().auth()
                .preemptive()
                .basic("operator", SuiteStub.OPERATOR_PASSWORD)
                .contentType("application/json");
    }

    private void tileIs(String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.attribute(TILE, "data-state"))
                .isEqualTo(state));
    }

    private void signIn(String password) {
        browser.click("#sign");
        browser.type("#sign-password", password);
        browser.click("#sign-send");
    }

    private String focused() {
        return browser.script("return document.activeElement.ariaLabel ?? document.activeElement.textContent")
                .asText();
    }

    /** What is wrong with what is on the screen, as audit.js finds it. */
    private String audit() {
        try {
            return browser.script(Files.readString(Path.of("src/test/resources/dashboard/audit.js")))
                    .asText();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
