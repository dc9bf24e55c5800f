package vn.solieu.platform.security;

import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;

/**
 * Tokens are checked on virtual threads. Who brings the first token waits for the issuer's keys,
 * and behind him everybody else with a token, for more than a minute where the issuer is silent. On
 * the framework's worker threads, of which there are two hundred, that many tokens, good or bad,
 * would hold up all that needs one: health checks first.
 */
class TokenThreads {

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  BlockingSecurityExecutor executor(@VirtualThreads ExecutorService threads) {
    return BlockingSecurityExecutor.createBlockingExecutor(() -> threads);
  }
}
