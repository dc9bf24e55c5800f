package vn.solieu.catalog.product;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.solieu.testing.EventContract;

class EventContractsTest {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  @Test
  void aProductIsToldAsItsContractSays() throws Exception {
    ProductDocument product =
        new ProductDocument(
            "yearbook",
            3L,
            "official",
            "Niên giám thống kê",
            "Statistical yearbook",
            "Số liệu chủ yếu của tỉnh",
            "Main figures of the province",
            List.of("rice-production"),
            List.of("survey"),
            List.of("official"),
            List.of("database"),
            List.of("vi", "en"),
            "year",
            List.of("website"),
            "thong-ke-tinh",
            new BigDecimal("150000"),
            "500 bản",
            "500 copies",
            List.of("leaders"));

    EventContract.of(CatalogTopics.PRODUCT_CHANGED).assertWritten(JSON.writeValueAsString(product));
  }

  @Test
  void anOpenedEditionIsToldAsItsContractSays() throws Exception {
    EditionOpened edition =
        new EditionOpened(
            UUID.fromString("0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11"),
            "yearbook",
            "Niên giám thống kê 2025",
            null,
            "2025",
            "NG-2025",
            7,
            OffsetDateTime.parse("2026-06-30T09:00:00+07:00"));

    EventContract.of(CatalogTopics.EDITION_OPENED).assertWritten(JSON.writeValueAsString(edition));
  }

  @Test
  void agenciesAreReadAsTheirContractSays() throws Exception {
    reads("vn.solieu.indicator.agency.changed.v1", AgencySnapshot.class);
  }

  @Test
  void releasesAreReadAsTheirContractSays() throws Exception {
    reads("vn.solieu.calendar.release.changed.v1", ReleaseSnapshot.class);
  }

  private static void reads(String type, Class<?> data) throws Exception {
    EventContract contract = EventContract.of(type);
    for (String sample : contract.samples()) {
      assertNotNull(JSON.readValue(sample, data));
    }
    for (String sample : contract.samplesOfTomorrow()) {
      assertNotNull(JSON.readValue(sample, data));
    }
  }
}
