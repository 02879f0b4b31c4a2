package io.breakwater.health.registered;

import io.breakwater.health.alert.AlertTurn;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Whether this replica of health-service is the one that checks: the one that raises alerts of what it sees. */
@Singleton
final class CheckTurn {

    private final AlertTurn turn;

    CheckTurn(AlertTurn turn) {
        this.turn = turn;
    }

    boolean mine() {
        return turn.mine(Duration.ZERO);
    }
}
