package io.breakwater.imageproxy.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is kept of what was fetched. The numbers are ours, chosen for a container of 512 MiB and a disk of 2 GiB. */
@ConfigMapping(prefix = "breakwater.image.cache")
public interface ImageCacheSettings {

    /** The bytes of all images in memory together. */
    @WithDefault("67108864")
    long maxBytes();

    /**
     * The largest image kept in memory, in bytes. A larger one is sent from its file by the kernel, which costs no heap
     * however slowly it is taken; where the disk can't be written it is not kept.
     */
    @WithDefault("131072")
    int largestInMemory();

    /** The bytes of all images on disk together; 0 for none. */
    @WithDefault("1073741824")
    long maxDiskBytes();

    /** How many URLs are known on disk: what bounds the table of them, which takes about 0.5 KB for each. */
    @WithDefault("100000")
    int maxDiskEntries();

    /** The bytes of images that may wait to be written to disk; past that an image is kept in memory alone. */
    @WithDefault("33554432")
    long maxPendingBytes();

    /** How long past its life an image may stand in for one that can't be had, where its origin does not say. */
    @WithDefault("7d")
    Duration staleFor();

    /** How long past its life an image is served while a new one is fetched, at most, where its origin does not say. */
    @WithDefault("60s")
    Duration revalidateFor();

    /** The part of the heap, kept after a collection, past which the images in memory are halved; 0 to 1. */
    @WithDefault("0.7")
    double memoryLimit();

    /** How many refusals are remembered in memory. */
    @WithDefault("10000")
    int maxRefusals();
}
