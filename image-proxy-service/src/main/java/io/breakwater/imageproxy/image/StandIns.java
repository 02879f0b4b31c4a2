package io.breakwater.imageproxy.image;

import java.util.Base64;

/** The images that stand in where there is none: made here, so that nothing can keep them away. */
public final class StandIns {

    private static final int SIDE = 160;
    private static final int PAPER = 0xec;
    private static final int FRAME = 0xcf;
    private static final int SHAPE = 0xb8;

    /** One transparent pixel. */
    public static final RasterImage PIXEL = RasterImage.of(
            ImageType.GIF, Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

    /** A grey picture of a picture, {@value #SIDE} pixels each way. */
    public static final RasterImage PLACEHOLDER =
            RasterImage.of(ImageType.PNG, GreyPng.encode(SIDE, SIDE, StandIns::shade));

    private StandIns() {}

    /** A frame, a sun, two mountains. */
    private static int shade(int x, int y) {
        if (x < 2 || y < 2 || x >= SIDE - 2 || y >= SIDE - 2) {
            return FRAME;
        }
        var sun = Math.hypot(x - 108, y - 56) < 12;
        var mountain = y < 118 && (y - 62 > Math.abs(x - 64) || y - 84 > Math.abs(x - 106));
        return sun || mountain ? SHAPE : PAPER;
    }
}
