package io.breakwater.imageproxy.outcome;

/** Who else may have an image that the URL itself did not give. */
public enum Next {
    /** Nobody: it may not be had, or this service cannot ask. */
    NOWHERE,
    /** Another host of the same CDN; a proxy would ask the very host that just said no, or find no more than we did. */
    SAME_CDN,
    /** A proxy, which can make another image of it; the CDN's other hosts have the same bytes. */
    PROXIES,
    /** Whoever there is. */
    ANYWHERE
}
