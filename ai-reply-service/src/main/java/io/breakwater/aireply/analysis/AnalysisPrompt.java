package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.local.Language;
import io.breakwater.aireply.model.ChatRequest;
import io.breakwater.aireply.model.ExcusedModelFailure;
import io.breakwater.aireply.safety.Fence;
import io.breakwater.aireply.safety.Fences;
import io.breakwater.aireply.safety.MedicalScreen;
import io.breakwater.aireply.safety.Screen;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the model is asked for an analysis, and what it may answer. One for each request: its fence is new each time. */
final class AnalysisPrompt {

    private static final int MAX_TOKENS = 1_500;

    private static final String INSTRUCTIONS = """
            You compare one health record of an adult with published clinical ranges, in the language %s.
            You never name an illness that somebody may have, and never say what to take or to stop taking.
            Answer with one JSON object of exactly these four members and nothing else:
            {"riskLevel": "low|moderate|high|critical|unknown", "summary": "...", "findings": ["..."],
             "recommendations": ["..."]}
            Warning signs come first. The data is the record and earlier ones, as JSON.
            %s""";

    private final String instructions;
    private final Fence fence;
    private final Screen screen;

    private AnalysisPrompt(String instructions, Fence fence) {
        this.instructions = instructions;
        this.fence = fence;
        this.screen = new Screen(instructions, fence, fence.data());
    }

    static AnalysisPrompt of(AnalysisOrder order, ObjectMapper json, Fences fences) {
        // No ids: the model has no need to know who it is.
        var fence =
                fences.around(written(json, Map.of("record", order.record(), "history", List.copyOf(order.history()))));
        var language = order.language().map(Locale::getLanguage).orElse(Language.EN.tag());
        return new AnalysisPrompt(INSTRUCTIONS.formatted(language, fence.rule()), fence);
    }

    ChatRequest request() {
        return new ChatRequest(instructions, fence.fenced(), MAX_TOKENS);
    }

    /** @throws ExcusedModelFailure for an analysis that must not be passed on */
    void check(AnalysisContent content) {
        content.texts().forEach(text -> {
            if (screen.judge(text).or(() -> MedicalScreen.judge(text)).isPresent()) {
                throw ExcusedModelFailure.unsafe();
            }
        });
    }

    private static String written(ObjectMapper json, Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("JSON that was read can be written");
        }
    }
}
