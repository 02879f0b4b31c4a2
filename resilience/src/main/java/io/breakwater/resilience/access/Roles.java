package io.breakwater.resilience.access;

/** The two roles of the suite, as {@code @RolesAllowed} and tokens name them. */
public final class Roles {

    /** May act on a service: everything under {@code /admin}, and what an API keeps for operators. */
    public static final String OPERATOR = "operator";

    /** May call the API. */
    public static final String CALLER = "caller";

    private Roles() {}
}
