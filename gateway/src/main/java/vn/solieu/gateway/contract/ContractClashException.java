package vn.solieu.gateway.contract;

import java.util.List;

/**
 * Two services claim one name or path. Stops the build: a published document must mean one thing.
 */
public final class ContractClashException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ContractClashException(List<String> clashes) {
    super("The contracts of the services clash:\n  " + String.join("\n  ", clashes));
  }
}
