package io.breakwater.resilience.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Takes no number for another: 1.5 is not 1, and "3" is not 3. What was meant is not ours to guess. */
@Singleton
final class StrictNumbers implements ObjectMapperCustomizer {

    @Override
    // Quarkus hands in a mapper that is built already, and offers no other place for this feature.
    @SuppressWarnings("deprecation")
    public void customize(ObjectMapper mapper) {
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
    }
}
