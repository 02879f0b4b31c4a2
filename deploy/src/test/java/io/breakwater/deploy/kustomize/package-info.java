/** The part of kustomize that the manifests use, so that they are checked on machines without it. */
@NullMarked
package io.breakwater.deploy.kustomize;

import org.jspecify.annotations.NullMarked;
