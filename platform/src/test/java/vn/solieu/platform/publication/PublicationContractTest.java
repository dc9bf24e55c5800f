package vn.solieu.platform.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class PublicationContractTest {

  private final EventContract contract = EventContract.of(Publication.EVENT_TYPE);

  @Inject ObjectMapper json;

  @Test
  void whatIsPublishedFitsTheContract() throws IOException {
    for (String sample : contract.samples()) {
      Publication publication = json.readValue(sample, Publication.class);

      contract.assertWritten(json.writeValueAsString(publication));
    }
  }

  @Test
  void aFollowerReadsWhatWillBeAdded() throws IOException {
    List<Long> sequences = new ArrayList<>();
    try (var log = new CalendarLog(URI.create("http://calendar.invalid"), json)) {
      for (String sample : contract.samplesOfTomorrow()) {
        sequences.add(log.read(json.readTree(sample)).sequence());
      }
    }

    assertEquals(List.of(41L, 3L), sequences);
  }
}
