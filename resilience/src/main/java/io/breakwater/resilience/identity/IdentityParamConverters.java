package io.breakwater.resilience.identity;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets resources take {@link Platform} and {@link UserId} as path and query parameters. */
@Provider
public final class IdentityParamConverters implements ParamConverterProvider {

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> rawType, Type genericType, Annotation @Nullable [] annotations) {
        if (rawType == Platform.class) {
            return converter(rawType, Platform::parse);
        }
        if (rawType == UserId.class) {
            return converter(rawType, UserId::parse);
        }
        return null;
    }

    private static <T> ParamConverter<T> converter(Class<T> type, Function<String, Object> parse) {
        return new ParamConverter<>() {
            @Override
            public T fromString(String value) {
                return type.cast(parse.apply(value));
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }
}
