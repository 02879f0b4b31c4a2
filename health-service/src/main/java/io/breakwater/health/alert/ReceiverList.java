package io.breakwater.health.alert;

import java.util.List;

/** Who wants to be told. */
public interface ReceiverList {

    /** The names of the receivers that want messages of this kind. */
    List<String> wanting(Delivery.What what);
}
