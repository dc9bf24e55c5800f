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
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.Columns;
import vn.solieu.indicator.form.DecimalSeparator;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.text.TextNormalizer;

/**
 * Rows of a CSV file (RFC 4180) with a heading. The heading's separator is the file's: spreadsheets
 * set to Vietnamese write semicolons.
 */
final class CsvRows {

  private static final int LONGEST_HEADING = 16 * 1024;
  private static final int LONGEST_FIELD = 64 * 1024;
  private static final int MOST_FIELDS = 256;

  /**
   * A number that is split at its comma moves each cell behind it by one column. Where that column
   * takes what then stands in it, a digit or any text, nothing else tells. Other columns take codes
   * of the form, or each row has to fill them, so that it has a cell too many.
   */
  private static final Set<Integer> TAKE_DECIMALS = Set.of(Columns.ROUND, Columns.JUSTIFICATION);

  private final Columns columns;
  private final DecimalSeparator format;
  private final Findings findings;
  private final RowSink sink;

  /** Stays empty: all that stands in a file is text. */
  private final BitSet unreadable = new BitSet();

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
    char separator = separator(reader);
    int row = 0; // as a spreadsheet numbers them: a cell may hold line breaks
    try (CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
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
      CsvRecord first = null;
      while (first == null && records.hasNext()) {
        CsvRecord record = records.next();
        row++;
        first = isBlank(record, 0) ? null : record;
      }
      if (first == null) {
        findings.add(Rule.LAYOUT, null, null, "Tệp trống.", "The file is empty.");
        return;
      }
      int[] places = heading(row, first);
      if (places.length == 0) {
        return; // no row can be understood
      }
      sink.begin();
      int value = separator == ',' ? placeOfValue(places) : -1;
      @Nullable String[] text = new String[columns.count()];
      boolean more = true;
      while (more && records.hasNext()) {
        CsvRecord record = records.next();
        row++;
        more = isBlank(record, 0) || row(row, record, places, value, text);
      }
    } catch (CsvParseException e) {
      throw new Unreadable(
          LocalizedText.of(
              "Không đọc được tệp CSV sau dòng %d: dấu ngoặc kép không khớp hoặc ô quá dài."
                  .formatted(row),
              "The CSV file cannot be read after row %d: quotes do not match, or a field is too long."
                  .formatted(row)),
          e);
    }
  }

  /** In a file that commas separate; -1 in others, whose numbers no comma splits. */
  private static int placeOfValue(int[] places) {
    for (int i = 0; i < places.length; i++) {
      if (places[i] == Columns.VALUE) {
        return i;
      }
    }
    return -1;
  }

  private boolean row(int row, CsvRecord record, int[] places, int value, @Nullable String[] text)
      throws SQLException {
    boolean surplus = !isBlank(record, places.length);
    int behind = value >= 0 && value + 1 < places.length ? places[value + 1] : -1;
    // Before a round the surplus may as well be a comma further on.
    String split =
        value >= 0
                && (surplus
                    ? behind != Columns.ROUND && isBlank(record, places.length + 1)
                    : TAKE_DECIMALS.contains(behind))
            ? splitNumber(record, value, behind)
            : null;
    if (split != null) {
      findings.add(Rule.SPLIT_NUMBER, row, "value", CellText.shown(split));
    } else if (surplus || record.getFieldCount() < places.length) {
      tellWidth(row, record, places, surplus && value >= 0);
      return sink.skip(row);
    }
    Arrays.fill(text, null);
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        text[places[i]] = record.getField(surplus && i > value ? i + 1 : i);
      }
    }
    if (surplus) {
      text[Columns.VALUE] = split;
    }
    return sink.row(row, text, unreadable, format);
  }

  private void tellWidth(int row, CsvRecord record, int[] places, boolean unquoted) {
    findings.add(
        Rule.LAYOUT,
        row,
        null,
        "Dòng có %d ô, dòng tiêu đề có %d%s."
            .formatted(
                record.getFieldCount(),
                places.length,
                unquoted
                    ? "; ô có dấu phẩy phải đặt trong dấu ngoặc kép, hoặc ngăn cột bằng dấu chấm phẩy (;)"
                    : ""),
        "Cells of the row: %d; of the heading: %d%s."
            .formatted(
                record.getFieldCount(),
                places.length,
                unquoted
                    ? "; quote a cell that holds a comma, or separate the columns by semicolons (;)"
                    : ""));
  }

  /**
   * The number that value and the cell right after it read as; null where they do not.
   *
   * @param behind the column after that of the value; -1 for none
   */
  private @Nullable String splitNumber(CsvRecord record, int place, int behind) {
    String value = CellText.clean(record.getField(place));
    if (value.indexOf(',') >= 0) {
      return null; // it was quoted
    }
    String number = value + "," + CellText.clean(record.getField(place + 1));
    // A number is no justification, in whichever format; but a digit is a round.
    boolean split =
        behind == Columns.ROUND
            ? isNumber(number, format)
            : Arrays.stream(DecimalSeparator.values()).anyMatch(any -> isNumber(number, any));
    return split ? number : null;
  }

  private static boolean isNumber(String text, DecimalSeparator format) {
    return format.read(text) != null || format.ambiguity(text).isPresent();
  }

  /** Whether nothing is in the fields from a place on. */
  private static boolean isBlank(CsvRecord record, int from) {
    for (int i = from; i < record.getFieldCount(); i++) {
      if (!TextNormalizer.isBlank(record.getField(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The place of each field among the form's columns, -1 for none; empty if it cannot be used.
   * Blank fields at the end, which spreadsheets add, are no columns.
   */
  private int[] heading(int row, CsvRecord record) {
    int width = record.getFieldCount();
    while (isBlank(record, width - 1)) {
      width--;
    }
    if (record.getFields().stream()
        .map(CellText::clean)
        .allMatch(name -> columns.placeOfHeading(name) == null)) {
      noHeading(row, record);
      return new int[0];
    }
    int[] places = new int[width];
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < places.length; i++) {
      String name = CellText.clean(record.getField(i));
      Integer place = columns.placeOfHeading(name);
      places[i] = place == null ? -1 : place;
      if (!CellText.isReadable(name, false)) {
        findings.add(Rule.ENCODING, row, null, CellText.unreadable(name, false));
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
      } else if (!seen.add(place)) {
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
      if (!seen.contains(columns.place(required))) {
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

  /** A title, figures without a heading, or a heading in other words: one thing to tell. */
  private void noHeading(int row, CsvRecord record) {
    Optional<String> unreadable =
        record.getFields().stream().filter(name -> !CellText.isReadable(name, true)).findFirst();
    if (unreadable.isPresent()) {
      findings.add(Rule.ENCODING, row, null, CellText.unreadable(unreadable.get(), true));
      return;
    }
    String names = String.join(", ", columns.names());
    findings.add(
        Rule.LAYOUT,
        row,
        null,
        "Dòng này không có tên cột nào của biểu. Dòng đầu tiên của tệp phải là dòng tiêu đề, gồm các"
            + " cột: %s.".formatted(names),
        "No column of the form is named in this row. The first row of the file must be the heading;"
            + " the columns: %s.".formatted(names));
  }

  /** Column names hold none of these, so whichever comes first separates them. */
  private static char separator(BufferedReader reader) throws IOException {
    reader.mark(LONGEST_HEADING);
    char separator = ',';
    boolean begun = false;
    for (int i = 0; i < LONGEST_HEADING - 1; i++) {
      int c = reader.read();
      if (c == ',' || c == ';' || c == '\t') {
        separator = (char) c;
        break;
      }
      if (c < 0 || (begun && (c == '\n' || c == '\r'))) {
        break;
      }
      begun |= !Character.isWhitespace(c); // blank lines may be before the heading
    }
    reader.reset();
    return separator;
  }
}
