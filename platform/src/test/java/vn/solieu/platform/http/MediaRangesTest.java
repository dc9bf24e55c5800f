package vn.solieu.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.MultiMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaRangesTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "application/json => application/json",
        "text/html, application/xhtml+xml;q=0.9, */*;q=0.8 => text/html, application/xhtml+xml;q=0.9, */*;q=0.8",
        "text/*;q=0.3,a/b;c=\"d,e\" => text/*;q=0.3,a/b;c=\"d,e\"",
        "/ => */*",
        "'' => */*",
        "*/ => */*",
        "/* => */*",
        "*/json => */*",
        "1E+5000000 => */*",
        ",,, => */*",
        "\"a => */*",
        "text/csv, rubbish => text/csv",
        "text/csv;q=x, application/json => ' application/json'",
        "text/csv;q=2 => */*",
        "application/json; => application/json;",
      })
  void whatIsNoMediaRangeIsPassedOver(String sent, String left) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Accept", sent);

    MediaRanges.mendAccept(headers);

    assertEquals(left, headers.get("Accept"));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, true",
    "application/json; charset=utf-8, true",
    "text/csv;header=absent, true",
    "'', false",
    "' ', false",
    "application, false",
    "application/, false",
    "*/*, false",
    "text/*, false",
    "application/json;, true",
    "application/json; charset=, false",
  })
  void aContentTypeIsAMediaType(String sent, boolean is) {
    assertEquals(is, MediaRanges.isType(sent));
  }
}
