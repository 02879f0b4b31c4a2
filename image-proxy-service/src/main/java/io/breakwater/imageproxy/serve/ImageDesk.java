package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.image.StandIns;
import io.breakwater.imageproxy.load.ImageLoader;
import io.breakwater.imageproxy.load.Load;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.signing.Signatures;
import io.breakwater.imageproxy.signing.Signed;
import io.breakwater.imageproxy.stats.ImageStatistics;
import io.breakwater.imageproxy.tier.TierName;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.request.Deadline;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** From what is asked to what is answered, whichever way it came in: every rule is asked here, every answer counted. */
@Singleton
final class ImageDesk {

    /** A little more than a fetch may take: whoever waits for one sees its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** What is left of a caller's deadline for the answer itself. */
    private static final Duration HEADROOM = Duration.ofMillis(20);

    private final ImageLoader loader;
    private final FallbackPolicy policy;
    private final Signatures signatures;
    private final ImageStatistics statistics;
    private final InstantSource clock;

    /** @param took from the question to the answer */
    record Answered(ImageAnswer answer, Duration took) {}

    ImageDesk(
            ImageLoader loader,
            FallbackPolicy policy,
            Signatures signatures,
            ImageStatistics statistics,
            InstantSource clock) {
        this.loader = loader;
        this.policy = policy;
        this.signatures = signatures;
        this.statistics = statistics;
        this.clock = clock;
    }

    /**
     * Blocks until there is an answer.
     *
     * @param whole whether the image is of use only when all of it is there
     * @throws ProblemException where the question is none, or there is no image and no stand-in is wanted
     */
    Answered answer(Asked asked, boolean whole) throws InterruptedException {
        var started = clock.instant();
        var wanted = policy.effective(Fallback.parse(asked.fallback()));
        var url = asked.address().orElseThrow(() -> ProblemException.invalid("url", "must be the address of an image"));
        var signed = signed(url, asked);
        var load =
                switch (signed) {
                    case Signed.Refused _ -> new Load.Missing(Reason.NOT_SIGNED, false);
                    case Signed.Until _, Signed.Unneeded _ -> loader.load(url, whole, patience());
                };
        return answered(load, wanted, signed, started);
    }

    /**
     * The answer where it is a good image that memory has: what {@link #answer} would answer, counted as it would count
     * it. Empty, and nothing counted, for everything else, whether it is to be waited for or refused. Never blocks.
     */
    Optional<Answered> atHand(Asked asked) {
        var started = clock.instant();
        var wanted = Fallback.find(asked.fallback());
        var url = asked.address();
        if (wanted.isEmpty() || url.isEmpty()) {
            return Optional.empty();
        }
        var signed = signed(url.get(), asked);
        return switch (signed) {
            case Signed.Refused _ -> Optional.empty();
            case Signed.Until _, Signed.Unneeded _ ->
                loader.atHand(url.get()).map(hit -> answered(hit, wanted.get(), signed, started));
        };
    }

    private Signed signed(String url, Asked asked) {
        return signatures.check(url, asked.expires(), asked.keyId(), asked.signature());
    }

    private Answered answered(Load load, Fallback wanted, Signed signed, Instant started) {
        load.whyLeft().ifPresent(statistics::left);
        var answer = answer(load, wanted).within(signed, clock.instant());
        var took = Duration.between(started, clock.instant());
        statistics.served(answer.tier(), took);
        return new Answered(answer, took);
    }

    /** Whoever stops waiting earlier gets a stand-in while there is time; the fetch goes on for the next one. */
    private Duration patience() {
        return Deadline.current()
                .map(deadline -> deadline.remaining(clock).minus(HEADROOM))
                .filter(left -> left.compareTo(PATIENCE) < 0)
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .orElse(PATIENCE);
    }

    private ImageAnswer answer(Load load, Fallback wanted) {
        return switch (load) {
            case Load.Hit(var image) -> ImageAnswer.hit(image, clock.instant());
            case Load.Miss miss -> ImageAnswer.miss(miss, clock.instant());
            case Load.Streamed streamed -> ImageAnswer.streamed(streamed);
            case Load.Revalidating(var image) -> ImageAnswer.stale(image, null, clock.instant());
            case Load.Stale(var image, var reason) -> ImageAnswer.stale(image, reason, clock.instant());
            case Load.Missing missing ->
                switch (wanted) {
                    case PLACEHOLDER -> ImageAnswer.standIn(StandIns.PLACEHOLDER, TierName.PLACEHOLDER, missing);
                    case PIXEL -> ImageAnswer.standIn(StandIns.PIXEL, TierName.PIXEL, missing);
                    case NONE -> throw missing.reason().problem();
                };
        };
    }
}
