package io.breakwater.resilience.problem;

/** Is told of every problem that a caller gets, once, on the thread that answers: it must not block. */
@FunctionalInterface
public interface ProblemListener {

    /**
     * @param method the HTTP method
     * @param route the template of the path ({@code /api/usage/{platform}/{user}}), or {@code unmatched}: of bounded
     *     number, fit for a label
     */
    void onProblem(ProblemException problem, String method, String route);
}
