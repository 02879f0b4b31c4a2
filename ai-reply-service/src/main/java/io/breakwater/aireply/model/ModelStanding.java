package io.breakwater.aireply.model;

import jakarta.inject.Singleton;

/** Whether the model, though it is there, will not have us: a wrong key or a wrong name of it, until it answers again. */
@Singleton
final class ModelStanding {

    private volatile boolean refusing;

    /** @param status a 4xx; those that are about one request alone say nothing of the next */
    void refused(int status) {
        switch (status) {
            case 401, 402, 403, 404, 405, 410 -> refusing = true;
            default -> {}
        }
    }

    void answered() {
        refusing = false;
    }

    boolean refusing() {
        return refusing;
    }
}
