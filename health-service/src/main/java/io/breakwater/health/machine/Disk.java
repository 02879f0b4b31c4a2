package io.breakwater.health.machine;

import java.io.IOException;

/** The disk that has the data directory. */
interface Disk {

    /** In use, in percent, 0 to 100. */
    double used() throws IOException;
}
