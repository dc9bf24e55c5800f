package vn.solieu.platform.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Bounds what the system holds for each reader. It grows to megabytes by itself, and tells of room
 * again only when a third of it is free: who reads near the minimum rate would seem to take nothing
 * for minutes.
 */
@Singleton
public class SendBuffer implements HttpServerOptionsCustomizer {

  /** Linux takes twice as much. */
  private static final int BYTES = 64 * 1024;

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setSendBufferSize(BYTES);
  }
}
