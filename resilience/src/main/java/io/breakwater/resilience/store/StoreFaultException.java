package io.breakwater.resilience.store;

/** The store can't be opened, and why. Never leaves this package. */
final class StoreFaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final StoreFault fault;

    StoreFaultException(StoreFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    StoreFaultException(StoreFault fault, Throwable cause) {
        super(cause.getMessage(), cause);
        this.fault = fault;
    }

    StoreFault fault() {
        return fault;
    }
}
