package vn.solieu.indicator.submission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.Columns;
import vn.solieu.indicator.form.DecimalSeparator;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.LocalizedText;

/** Rows of {@code {"rows": [{"measure": …, "value": …}, …]}}. */
final class JsonRows {

  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(Bounds.json()).build();

  private static final String TWICE_VI = "Có hai lần.";
  private static final String TWICE_EN = "It is there twice.";

  private final Columns columns;
  private final DecimalSeparator format;
  private final Findings findings;
  private final RowSink sink;

  JsonRows(Columns columns, DecimalSeparator format, Findings findings, RowSink sink) {
    this.columns = columns;
    this.format = format;
    this.findings = findings;
    this.sink = sink;
  }

  /**
   * @throws Unreadable when it is no JSON
   */
  void read(Reader body) throws IOException, SQLException, Unreadable {
    try (JsonParser json = JSON.createParser(body)) {
      body(json);
    } catch (JsonProcessingException e) {
      String line =
          e.getLocation() == null
              ? ""
              : "%d:%d".formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new Unreadable(
          LocalizedText.of(
              "Không đọc được JSON tại %s.".formatted(line),
              "The JSON cannot be read at %s.".formatted(line)),
          e);
    }
  }

  private void body(JsonParser json) throws IOException, SQLException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      if (json.currentToken() == null) {
        throw new JsonEOFException(json, JsonToken.NOT_AVAILABLE, "There is no body");
      }
      layout(null, null, "Nội dung phải là {\"rows\": […]}.", "The body must be {\"rows\": […]}.");
      return;
    }
    boolean rows = false;
    boolean more = true;
    int members = 0;
    while (more && json.nextToken() == JsonToken.FIELD_NAME) {
      if (++members > Bounds.OBJECT_MEMBERS) {
        throw tooWide();
      }
      String member = json.currentName();
      JsonToken value = json.nextToken();
      if (member.equals("rows") && value == JsonToken.START_ARRAY) {
        if (rows) {
          layout(null, "rows", TWICE_VI, TWICE_EN);
          return;
        }
        rows = true;
        more = rows(json);
      } else {
        layout(
            null,
            CellText.shown(member),
            "Chỉ nhận thành phần \"rows\", là một mảng.",
            "Only the member \"rows\" is taken, which is an array.");
        skip(json);
      }
    }
    if (more && json.nextToken() != null) {
      throw new JsonParseException(json, "Something follows the end");
    }
    if (!rows) {
      layout(null, "rows", "Thiếu thành phần \"rows\".", "The member \"rows\" is missing.");
    }
  }

  private boolean rows(JsonParser json) throws IOException, SQLException {
    sink.begin();
    @Nullable String[] text = new String[columns.count()];
    BitSet unreadable = new BitSet();
    int row = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      row++;
      if (json.currentToken() != JsonToken.START_OBJECT) {
        layout(row, null, "Mỗi dòng phải là một đối tượng.", "Each row must be an object.");
        skip(json);
        if (!sink.skip(row)) {
          return false;
        }
        continue;
      }
      Arrays.fill(text, null);
      unreadable.clear();
      DecimalSeparator ofRow = members(json, row, text, unreadable);
      if (!sink.row(row, text, unreadable, ofRow)) {
        return false;
      }
    }
    return true;
  }

  /** Reads a row; a number of JSON has a decimal point whatever the form says. */
  private DecimalSeparator members(
      JsonParser json, int row, @Nullable String[] text, BitSet unreadable) throws IOException {
    DecimalSeparator ofRow = format;
    BitSet seen = new BitSet();
    int members = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (++members > Bounds.OBJECT_MEMBERS) {
        throw tooWide();
      }
      String member = json.currentName();
      JsonToken token = json.nextToken();
      Integer place = columns.place(member);
      if (place == null) {
        layout(
            row,
            CellText.shown(member),
            "Biểu không có cột này. Các cột: %s.".formatted(String.join(", ", columns.names())),
            "The form has no such column. Its columns: %s."
                .formatted(String.join(", ", columns.names())));
        skip(json);
        continue;
      }
      if (seen.get(place)) {
        layout(row, member, TWICE_VI, TWICE_EN);
        skip(json);
        continue;
      }
      seen.set(place);
      switch (token) {
        case VALUE_NULL -> {}
        case VALUE_STRING -> text[place] = json.getText();
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          text[place] = plain(json.getText());
          if (place == Columns.VALUE) {
            ofRow = DecimalSeparator.POINT;
          }
        }
        default -> {
          layout(
              row,
              member,
              "Phải là chuỗi, số hoặc null.",
              "It must be a string, a number or null.");
          unreadable.set(place);
          skip(json);
        }
      }
    }
    return ofRow;
  }

  /** Over what is not taken, which is no larger than other objects and arrays. */
  private static void skip(JsonParser json) throws IOException {
    int open = json.currentToken().isStructStart() ? 1 : 0;
    for (int tokens = 0; open > 0; tokens++) {
      JsonToken token = json.nextToken();
      if (token == null || tokens > Bounds.ARRAY_ITEMS) {
        throw tooWide();
      }
      open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  private static JsonProcessingException tooWide() {
    return new StreamConstraintsException("An object or array is too wide");
  }

  /** Without an exponent where that stays a figure; others are left as they are, to be refused. */
  private static String plain(String number) {
    return number.indexOf('e') < 0 && number.indexOf('E') < 0
        ? number
        : Bounds.number(number).map(BigDecimal::toPlainString).orElse(number);
  }

  private void layout(@Nullable Integer row, @Nullable String column, String vi, String en) {
    findings.add(Rule.LAYOUT, row, column, vi, en);
  }
}
