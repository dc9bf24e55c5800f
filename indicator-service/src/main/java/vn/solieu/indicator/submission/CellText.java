package vn.solieu.indicator.submission;

import java.text.Normalizer;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.Columns;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.text.Formula;
import vn.solieu.platform.text.TextNormalizer;

/**
 * The text of cells: composed Unicode (NFC, TCVN 6909:2001) without space around it, bounded, and
 * without characters that no one types.
 */
final class CellText {

  /** What a decoder puts where bytes were no UTF-8; a noncharacter that no text holds. */
  static final char UNREADABLE = '\uFFFF';

  static final int LONGEST = 200;
  static final int LONGEST_JUSTIFICATION = 2_000;

  /** Below it every character is composed already. */
  private static final char FIRST_COMBINING = '\u0300';

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F]");

  /** What text that is no UTF-8 mostly is. */
  private static final LocalizedText OTHER_ENCODING =
      notUtf8(
          "có thể là TCVN3, VNI, Windows-1258 hoặc tệp hỏng; hãy chuyển sang Unicode rồi lưu lại bằng"
              + " UTF-8, như \"CSV UTF-8\" của bảng tính",
          "it may be TCVN3, VNI, Windows-1258 or a damaged file: convert it to Unicode and save it"
              + " again in UTF-8, such as \"CSV UTF-8\" of a spreadsheet");

  static final LocalizedText UTF_16 =
      notUtf8(
          "tệp ghi bằng UTF-16; hãy lưu lại bằng UTF-8, như \"CSV UTF-8\" của bảng tính",
          "the file is UTF-16: save it again in UTF-8, such as \"CSV UTF-8\" of a spreadsheet");

  static final LocalizedText WORKBOOK =
      notUtf8(
          "tệp là sổ bảng tính XLSX hoặc XLS; hãy lưu lại thành CSV bằng UTF-8, như \"CSV UTF-8\" của"
              + " bảng tính",
          "the file is a workbook, XLSX or XLS: save it again as CSV in UTF-8, such as \"CSV UTF-8\" of"
              + " a spreadsheet");

  private CellText() {}

  private static LocalizedText notUtf8(String vi, String en) {
    return LocalizedText.of(
        "Không phải chữ Unicode UTF-8 hợp lệ (%s).".formatted(vi),
        "This is not valid Unicode text in UTF-8 (%s).".formatted(en));
  }

  /** Of a file that is a document, and no table. */
  static LocalizedText document(String kind) {
    return LocalizedText.of(
        "Tệp là %s, không phải CSV; hãy lưu bảng số liệu thành CSV bằng UTF-8, như \"CSV UTF-8\" của bảng tính."
            .formatted(kind),
        "The file is %s, which is no CSV: save the table as CSV in UTF-8, such as \"CSV UTF-8\" of a spreadsheet."
            .formatted(kind));
  }

  /** Whether a spreadsheet would compute what was sent, or what is left of it when it is clean. */
  static boolean beginsFormula(String sent, String clean) {
    return Formula.begins(sent) || Formula.begins(clean);
  }

  /**
   * Cleans a row in its place; blank becomes null.
   *
   * @param unreadable gets, beside those that it has, the columns that could not be read, and are
   *     null though something was there
   */
  static void clean(
      int row, @Nullable String[] text, Columns columns, Findings findings, BitSet unreadable) {
    for (int i = 0; i < text.length; i++) {
      String raw = text[i];
      if (raw == null) {
        continue;
      }
      int longest = i == Columns.JUSTIFICATION ? LONGEST_JUSTIFICATION : LONGEST;
      String clean = clean(raw);
      if (clean.length() > longest) {
        findings.add(Rule.TEXT_TOO_LONG, row, columns.name(i), longest);
        clean = "";
        unreadable.set(i);
      } else if (!isReadable(clean, i == Columns.JUSTIFICATION)) {
        findings.add(
            Rule.ENCODING, row, columns.name(i), unreadable(clean, i == Columns.JUSTIFICATION));
        clean = "";
        unreadable.set(i);
      } else if (i == Columns.JUSTIFICATION && beginsFormula(raw, clean)) {
        findings.add(Rule.FORMULA, row, columns.name(i));
      }
      text[i] = clean.isEmpty() ? null : clean;
    }
  }

  /**
   * Composed and stripped, of the spaces that spreadsheets leave too; empty when a reader sees
   * nothing of it.
   */
  static String clean(String raw) {
    int start = 0;
    int end = raw.length();
    while (start < end && isSpace(raw.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(raw.charAt(end - 1))) {
      end--;
    }
    String text = raw.substring(start, end);
    if (!beginsPlain(text) && TextNormalizer.isBlank(text)) {
      return "";
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  /** As nearly every cell of millions does, which needs no further look. */
  private static boolean beginsPlain(String text) {
    return !text.isEmpty() && text.charAt(0) > ' ' && text.charAt(0) < 0x7F;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00A0' || c == '\uFEFF';
  }

  static boolean isReadable(String text, boolean lines) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c, lines) || (c > 0x7F && c < 0xA0) || c >= 0xFFFE || c == '\uFFFD') {
        return false;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Why a text is not readable: a character that nobody sees, or else an encoding, as which such
   * characters come too.
   */
  static LocalizedText unreadable(String text, boolean lines) {
    OptionalInt control = text.chars().filter(c -> isControl((char) c, lines)).findFirst();
    if (control.isEmpty() || !isReadable(CONTROL.matcher(text).replaceAll(""), lines)) {
      return OTHER_ENCODING;
    }
    String character = "U+%04X".formatted(control.getAsInt());
    return LocalizedText.of(
        "Có ký tự điều khiển %s, người đọc không thấy được; hãy xóa ký tự đó.".formatted(character),
        "It holds the control character %s, which nobody sees: delete it.".formatted(character));
  }

  private static boolean isControl(char c, boolean lines) {
    return c < ' ' ? !(lines && (c == '\n' || c == '\t' || c == '\r')) : c == 0x7F;
  }

  /** What may be shown of a name that somebody sent. */
  static String shown(String name) {
    String cut = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    return isReadable(cut, false) ? cut : "?";
  }
}
