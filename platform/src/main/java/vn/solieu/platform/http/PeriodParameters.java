package vn.solieu.platform.http;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.time.Period;

/** Reads parameters of type {@link Period}, which {@link QueryParameters} has let pass. */
@Provider
public class PeriodParameters implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    return type == Period.class ? (ParamConverter<T>) new Converter() : null;
  }

  private static final class Converter implements ParamConverter<Period> {

    @Override
    public @Nullable Period fromString(@Nullable String text) {
      return text == null ? null : Period.parse(text);
    }

    @Override
    public String toString(Period period) {
      return period.format();
    }
  }
}
