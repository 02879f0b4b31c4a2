/** What must hold of the rendered manifests, and the proof that breaking it is noticed. */
@NullMarked
package io.breakwater.deploy.manifest;

import org.jspecify.annotations.NullMarked;
