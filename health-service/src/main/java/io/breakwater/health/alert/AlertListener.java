package io.breakwater.health.alert;

/** Is told of every change of an alert, told to receivers or not. Make each one a CDI bean. Must not wait. */
public interface AlertListener {

    void changed(Alert alert, Delivery.What what);
}
