/** Analyses of health records: POST /api/health-records/{id}/analyze. */
@NullMarked
package io.breakwater.aireply.analysis;

import org.jspecify.annotations.NullMarked;
