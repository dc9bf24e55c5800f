package vn.solieu.local;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the packaged services refuse to be in production. */
@ExtendWith(EndToEndEnvironment.Provider.class)
class ProductionIT {

  @Test
  void aServiceThatTrustsTheDevelopmentIssuerEndsAndSaysWhy(EndToEndEnvironment province) {
    IOException ended =
        assertThrows(
            IOException.class,
            () ->
                province.startCopy(Service.INDICATOR, Map.of("solieu.environment", "production")));

    assertTrue(ended.getMessage().contains("ended while it started"), ended::getMessage);
    assertTrue(
        ended
            .getMessage()
            .contains(
                "mp.jwt.verify.issuer is urn:solieu:development, which signs for whoever asks"),
        ended::getMessage);
  }
}
