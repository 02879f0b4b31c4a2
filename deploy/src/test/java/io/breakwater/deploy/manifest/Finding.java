package io.breakwater.deploy.manifest;

/**
 * Something that is wrong with a rendered manifest.
 *
 * @param resource kind and name
 */
record Finding(String resource, String what) {

    @Override
    public String toString() {
        return resource + ": " + what;
    }
}
