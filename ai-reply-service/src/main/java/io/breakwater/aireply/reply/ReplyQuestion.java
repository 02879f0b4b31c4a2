package io.breakwater.aireply.reply;

import io.breakwater.aireply.answer.AnswerKey;
import io.breakwater.aireply.answer.Question;
import io.breakwater.aireply.call.Priority;
import io.breakwater.aireply.cost.Payer;
import io.breakwater.aireply.local.reply.LocalReplies;
import io.breakwater.aireply.model.ChatRequest;
import io.breakwater.aireply.model.ExcusedModelFailure;
import io.breakwater.aireply.platform.PlatformRules;
import java.util.Locale;

/** What a reply is wanted for, and the two ways to make one. */
final class ReplyQuestion implements Question<ReplyContent> {

    /** Changes with the prompt or the local phrasings, so that no cache mixes answers of two of them. */
    private static final String VERSION = "1";

    /** Room for 280 characters in any language, with as much again to spare. */
    private static final int MAX_TOKENS = 400;

    private final ReplyOrder order;
    private final String model;
    private final LocalReplies engine;
    private final String key;

    /** @param model who answers: part of the key, so that another model answers anew */
    ReplyQuestion(ReplyOrder order, String model, LocalReplies engine) {
        this.order = order;
        this.model = model;
        this.engine = engine;
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
    public ChatRequest prompt() {
        return ReplyPrompt.of(order, MAX_TOKENS);
    }

    @Override
    public ReplyContent read(String text, String answeredBy) {
        var reply = PlatformRules.of(order.platform()).fit(text);
        if (reply.isBlank()) {
            throw ExcusedModelFailure.unusable();
        }
        return new ReplyContent(reply, answeredBy);
    }

    @Override
    public ReplyContent local() {
        return new ReplyContent(engine.reply(order.platform(), order.text(), order.tone(), order.language()), null);
    }
}
