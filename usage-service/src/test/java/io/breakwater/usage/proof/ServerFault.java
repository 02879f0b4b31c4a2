package io.breakwater.usage.proof;

/** What happens to PostgreSQL or Redis in a round; {@link Road#heal()} undoes each of them. */
enum ServerFault {
    NONE {
        @Override
        void strike(Road road) {}
    },
    STOPPED {
        @Override
        void strike(Road road) {
            road.server().stop();
        }
    },
    KILLED {
        @Override
        void strike(Road road) {
            road.server().kill();
        }
    },
    HUNG {
        @Override
        void strike(Road road) {
            road.server().suspend();
        }
    },
    BLACK_HOLE {
        @Override
        void strike(Road road) {
            road.relay().blackHole();
        }
    },
    CUT {
        @Override
        void strike(Road road) {
            road.relay().cut();
        }
    },
    RESTARTED {
        @Override
        void strike(Road road) {
            road.server().restart();
        }
    };

    abstract void strike(Road road);
}
