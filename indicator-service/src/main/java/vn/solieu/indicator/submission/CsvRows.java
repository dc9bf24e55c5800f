package vn.solieu.indicator.submission;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.Columns;
import vn.solieu.indicator.form.DecimalSeparator;
import vn.solieu.platform.problem.Text;

/**
 * Rows of a CSV file (RFC 4180) with a heading. The heading's separator is the file's: spreadsheets
 * set to Vietnamese write semicolons.
 */
final class CsvRows {

  private static final int LONGEST_HEADING = 16 * 1024;
  private static final int LONGEST_FIELD = 64 * 1024;
  private static final int MOST_FIELDS = 256;

  private final Columns columns;
  private final DecimalSeparator format;
  private final Findings findings;
  private final RowSink sink;

  CsvRows(Columns columns, DecimalSeparator format, Findings findings, RowSink sink) {
    this.columns = columns;
    this.format = format;
    this.findings = findings;
    this.sink = sink;
  }

  /**
   * @throws Unreadable when quotes do not match, or a field has no end
   */
  void read(Reader body) throws IOException, SQLException, Unreadable {
    BufferedReader reader = new BufferedReader(body, LONGEST_HEADING);
    long line = 0;
    try (CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .fieldSeparator(separator(reader))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MOST_FIELDS * LONGEST_FIELD)
                .build(
                    CsvRecordHandler.builder()
                        .maxFields(MOST_FIELDS)
                        .maxFieldSize(LONGEST_FIELD)
                        .maxRecordSize(4 * LONGEST_FIELD)
                        .build(),
                    reader);
        CloseableIterator<CsvRecord> records = csv.iterator()) {
      if (!records.hasNext()) {
        findings.add(Rule.LAYOUT, null, null, "Tệp trống.", "The file is empty.");
        return;
      }
      CsvRecord first = records.next();
      line = first.getStartingLineNumber();
      int[] places = heading(first);
      if (places.length == 0) {
        return; // no row can be understood
      }
      sink.begin();
      @Nullable String[] text = new String[columns.count()];
      boolean more = true;
      while (more && records.hasNext()) {
        CsvRecord record = records.next();
        line = record.getStartingLineNumber();
        more = isBlank(record) || row(record, places, text);
      }
    } catch (CsvParseException e) {
      throw new Unreadable(
          Text.of(
              "Không đọc được tệp CSV sau dòng %d: dấu ngoặc kép không khớp hoặc ô quá dài."
                  .formatted(line),
              "The CSV file cannot be read after row %d: quotes do not match, or a field is too long."
                  .formatted(line)),
          e);
    }
  }

  private boolean row(CsvRecord record, int[] places, @Nullable String[] text) throws SQLException {
    int row = (int) record.getStartingLineNumber();
    if (record.getFieldCount() != places.length) {
      findings.add(
          Rule.LAYOUT,
          row,
          null,
          "Dòng có %d ô, dòng tiêu đề có %d.".formatted(record.getFieldCount(), places.length),
          "Cells of the row: %d; of the heading: %d."
              .formatted(record.getFieldCount(), places.length));
      return sink.skip(row);
    }
    Arrays.fill(text, null);
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        text[places[i]] = record.getField(i);
      }
    }
    return sink.row(row, text, format);
  }

  private static boolean isBlank(CsvRecord record) {
    for (int i = 0; i < record.getFieldCount(); i++) {
      if (!record.getField(i).isBlank()) {
        return false;
      }
    }
    return true;
  }

  /** The place of each field among the form's columns, -1 for none; empty if it cannot be used. */
  private int[] heading(CsvRecord record) {
    int row = (int) record.getStartingLineNumber();
    int[] places = new int[record.getFieldCount()];
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < places.length; i++) {
      String name = CellText.clean(record.getField(i));
      Integer place = columns.place(name);
      places[i] = place == null ? -1 : place;
      if (!CellText.isReadable(name, false)) {
        findings.add(Rule.ENCODING, row, null, CellText.OTHER_ENCODING);
      } else if (place == null) {
        String shown = CellText.shown(name);
        findings.add(
            Rule.LAYOUT,
            row,
            shown,
            "Biểu không có cột \"%s\". Các cột: %s."
                .formatted(shown, String.join(", ", columns.names())),
            "The form has no column \"%s\". Its columns: %s."
                .formatted(shown, String.join(", ", columns.names())));
      } else if (!seen.add(name)) {
        findings.add(
            Rule.LAYOUT,
            row,
            name,
            "Cột \"%s\" có hai lần.".formatted(name),
            "The column \"%s\" is there twice.".formatted(name));
        places[i] = -1;
      }
    }
    boolean complete = true;
    for (String required : Columns.REQUIRED) {
      if (!seen.contains(required)) {
        complete = false;
        findings.add(
            Rule.LAYOUT,
            row,
            required,
            "Thiếu cột \"%s\".".formatted(required),
            "The column \"%s\" is missing.".formatted(required));
      }
    }
    return complete ? places : new int[0];
  }

  /** Column names hold none of these, so whichever comes first separates them. */
  private static char separator(BufferedReader reader) throws IOException {
    reader.mark(LONGEST_HEADING);
    char separator = ',';
    for (int i = 0; i < LONGEST_HEADING - 1; i++) {
      int c = reader.read();
      if (c == ',' || c == ';' || c == '\t') {
        separator = (char) c;
        break;
      }
      if (c < 0 || (i > 0 && (c == '\n' || c == '\r'))) {
        break;
      }
    }
    reader.reset();
    return separator;
  }
}
