package vn.solieu.platform.trace;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} of what is going on. It travels whether or not spans are recorded here: a
 * caller who traces finds the events of the request under the caller's own trace.
 */
public final class TraceParent {

  public static final String HEADER = "traceparent";

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private TraceParent() {}

  /** Of the span at hand, or of the caller where none is recorded; null without a trace. */
  public static @Nullable String current() {
    Map<String, String> headers = new HashMap<>();
    W3C.inject(Context.current(), headers, Map::put);
    return headers.get(HEADER);
  }

  /**
   * Works as a part of the trace.
   *
   * @param traceParent as it was received; what is not well formed counts as none
   */
  public static <T> T within(@Nullable String traceParent, Supplier<T> work) {
    try (Scope trace = received(traceParent).makeCurrent()) {
      return work.get();
    }
  }

  static Context received(@Nullable String traceParent) {
    return traceParent == null
        ? Context.root()
        : W3C.extract(Context.root(), traceParent, new Single());
  }

  private static final class Single implements TextMapGetter<String> {
    @Override
    public Iterable<String> keys(String traceParent) {
      return List.of(HEADER);
    }

    @Override
    public @Nullable String get(@Nullable String traceParent, String key) {
      return key.equals(HEADER) ? traceParent : null;
    }
  }
}
