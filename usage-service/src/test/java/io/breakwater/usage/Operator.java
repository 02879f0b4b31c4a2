package io.breakwater.usage;

import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Whoever may set limits and erase people. */
public final class Operator {

    public static final String PASSWORD = "an operator's password";

    private Operator() {}

    public static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", PASSWORD).contentType("application/json");
    }
}
