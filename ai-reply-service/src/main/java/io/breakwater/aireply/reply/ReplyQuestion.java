package io.breakwater.aireply.reply;

import io.breakwater.aireply.answer.AnswerKey;
import io.breakwater.aireply.answer.Question;
import io.breakwater.aireply.call.Priority;
import io.breakwater.aireply.cost.Payer;
import io.breakwater.aireply.local.reply.LocalReplies;
import io.breakwater.aireply.model.ChatRequest;
import io.breakwater.aireply.model.ExcusedModelFailure;
import io.breakwater.aireply.platform.PlatformRules;
import io.breakwater.aireply.safety.Fences;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a reply is wanted for, and the two ways to make one. */
final class ReplyQuestion implements Question<ReplyContent> {

    /** Changes with the prompt or the local phrasings, so that no cache mixes answers of two of them. */
    private static final String VERSION = "2";

    /** Room for 280 characters in any language, with as much again to spare. */
    private static final int MAX_TOKENS = 400;

    private final ReplyOrder order;
    private final String model;
    private final LocalReplies engine;
    private final Fences fences;
    private final String key;

    /** Made when it is first asked for: answers from the cache need none. */
    private volatile @Nullable ReplyPrompt prompt;

    /** @param model who answers: part of the key, so that another model answers anew */
    ReplyQuestion(ReplyOrder order, String model, LocalReplies engine, Fences fences) {
        this.order = order;
        this.model = model;
        this.engine = engine;
        this.fences = fences;
        this.key = AnswerKey.of(
                "reply",
                order.platform().slug(),
                order.user().value(),
                order.text(),
                this.model,
                VERSION,
                order.sender().orElse(""),
                order.tone().orElse(""),
                order.language().map(Locale::toLanguageTag).orElse(""));
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String user() {
        return order.user().value();
    }

    @Override
    public Payer payer() {
        return new Payer(order.user().value(), order.platform().slug());
    }

    @Override
    public Priority priority() {
        return order.priority();
    }

    /** What is longer than the platform allows is cut, and that is not known before the end. */
    @Override
    public int mostTold() {
        return PlatformRules.of(order.platform()).maxLength();
    }

    @Override
    public boolean mayBegin(String text) {
        return asked().mayBegin(text);
    }

    @Override
    public ChatRequest prompt() {
        return asked().request(MAX_TOKENS);
    }

    @Override
    public ReplyContent read(String text, String answeredBy) {
        asked().check(text);
        var reply = fitted(text);
        if (reply.isBlank()) {
            throw ExcusedModelFailure.unusable();
        }
        return new ReplyContent(reply, answeredBy);
    }

    @Override
    public ReplyContent local() {
        return new ReplyContent(
                fitted(engine.reply(order.platform(), order.text(), order.tone(), order.language())), null);
    }

    private ReplyPrompt asked() {
        var made = prompt;
        if (made == null) {
            made = ReplyPrompt.of(order, fences);
            prompt = made;
        }
        return made;
    }

    /** Whoever wrote it, the platform's rules are the same. */
    private String fitted(String text) {
        return PlatformRules.of(order.platform()).fit(text, order.sender());
    }
}
