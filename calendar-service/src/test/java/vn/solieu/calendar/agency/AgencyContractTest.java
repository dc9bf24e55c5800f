package vn.solieu.calendar.agency;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.EventContract;

class AgencyContractTest {

  @Test
  void whatTheIndicatorServiceTellsOfAgenciesIsReadAlsoWhenItGrows() throws Exception {
    EventContract contract = EventContract.of("vn.solieu.indicator.agency.changed.v1");
    JsonMapper json =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    for (String sample :
        Stream.concat(contract.samples().stream(), contract.samplesOfTomorrow().stream())
            .toList()) {
      assertNotNull(json.readValue(sample, AgencySnapshot.class).nameVi());
    }
  }
}
