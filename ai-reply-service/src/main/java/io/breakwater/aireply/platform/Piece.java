package io.breakwater.aireply.platform;

/**
 * A part of a text that is never cut in two: a link, or what a reader sees as one character.
 *
 * @param length what it counts on the platform
 */
record Piece(String text, int length) {

    boolean space() {
        return text.isBlank();
    }
}
