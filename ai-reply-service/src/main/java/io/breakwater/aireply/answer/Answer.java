package io.breakwater.aireply.answer;

/** An answer and where it came from. */
public record Answer<C>(C content, Provenance provenance) {

    Answer<C> shared() {
        return new Answer<>(content, provenance.shared());
    }
}
