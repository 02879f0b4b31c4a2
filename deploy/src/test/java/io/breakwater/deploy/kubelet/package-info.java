/** The packaged services under the probes of their manifests, as a node's kubelet asks them. */
@NullMarked
package io.breakwater.deploy.kubelet;

import org.jspecify.annotations.NullMarked;
