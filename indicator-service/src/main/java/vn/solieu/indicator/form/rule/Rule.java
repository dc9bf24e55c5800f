package vn.solieu.indicator.form.rule;

import static vn.solieu.indicator.form.rule.Severity.HARD;
import static vn.solieu.indicator.form.rule.Severity.INFO;
import static vn.solieu.indicator.form.rule.Severity.SOFT;

import vn.solieu.platform.problem.LocalizedText;

/** The rules that every push is checked by, whatever its form. */
public enum Rule implements ValidationRule {
  NOT_A_NUMBER(
      "V01",
      HARD,
      Source.FORM_CONTENT,
      "\"%1$s\" không phải số theo định dạng của biểu (dấu thập phân \"%2$s\")%3$s",
      "\"%1$s\" is not a number in the format of the form (decimal separator \"%2$s\")%3$s"),
  NEGATIVE(
      "V02",
      HARD,
      Source.FORM_CONTENT,
      "Giá trị %1$s là số âm; ô này không nhận số âm.",
      "The value %1$s is negative; this cell takes no negative figure."),
  UNIT(
      "V10",
      HARD,
      Source.FORM_CONTENT,
      "Đơn vị tính \"%1$s\" khác đơn vị của đại lượng: %2$s.",
      "The unit \"%1$s\" is not the unit of the measure: %2$s."),
  NOTICE(
      "V17",
      HARD,
      Source.EXPLANATION,
      "Đính chính hoặc đổi phương pháp phải kèm thông báo cho người đọc (tham số notice).",
      "A correction or a change of method needs a notice to the readers (parameter notice)."),
  MISSING_CELL(
      "V18",
      HARD,
      Source.FORM_CONTENT,
      "Thiếu ô bắt buộc: %1$s. Ghi giá trị, hoặc ký hiệu \"-\", \"...\", \"x\".",
      "Required and missing: %1$s. Give a value, or one of the symbols \"-\", \"...\", \"x\"."),
  AREA_NOT_IN_PERIOD(
      "V19",
      HARD,
      Source.UNITS_OF_TERRITORY,
      "Đơn vị hành chính %1$s không có hiệu lực vào cuối kỳ %2$s%3$s.",
      "The area %1$s is not in force at the end of the period %2$s%3$s."),
  OWNER(
      "V21",
      HARD,
      Source.FORM_CONTENT,
      "Số liệu đã công bố của ô này thuộc cơ quan %1$s%2$s.",
      "The published figure of this cell belongs to the agency %1$s%2$s."),
  LAYOUT("V33", HARD, Source.FORM_CONTENT, "%1$s", "%2$s"), // a text for each language
  DUPLICATE(
      "V34", HARD, Source.FORM_CONTENT, "Trùng ô với dòng %1$s.", "The same cell as in row %1$s."),
  ENCODING("V35", HARD, Source.ENCODING, "%1$s", "%1$s"), // a text for each cause
  PERIOD(
      "V38",
      HARD,
      Source.PERIODS,
      "\"%1$s\" không phải kỳ báo cáo. Viết như 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M, 2026.",
      "\"%1$s\" is not a period. Write it as in 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M, 2026."),
  UNKNOWN_CODE(
      "V39",
      HARD,
      Source.FORM_CONTENT,
      "Không có mã \"%1$s\" trong: %2$s.",
      "There is no code \"%1$s\" in: %2$s."),
  NOT_IN_FORM(
      "V40",
      HARD,
      Source.FORM_CONTENT,
      "Ô này không thuộc biểu %1$s trong kỳ %2$s: %3$s.",
      "This cell is not part of the form %1$s for the period %2$s: %3$s."),
  LEVEL(
      "V41",
      HARD,
      Source.LEVELS,
      "Mức độ hoàn chỉnh %1$s khác mức mà biểu yêu cầu cho ô này: %2$s.",
      "The level %1$s is not the one that the form asks for in this cell: %2$s."),
  VALUE_AND_STATE(
      "V42",
      HARD,
      Source.FORM_CONTENT,
      "Giá trị và trạng thái giá trị %1$s mâu thuẫn.",
      "The value and the value state %1$s contradict each other."),
  ALIAS(
      "V43",
      HARD,
      Source.PERIODS,
      "Cùng một số liệu với dòng %1$s (lũy kế đến cuối quý là số của quý, 6 tháng, 9 tháng, năm)"
          + " nhưng khác giá trị.",
      "The same fact as in row %1$s (the year to date at a quarter's end is the quarter, the six or"
          + " nine months, the year) with another value."),
  TEXT_TOO_LONG(
      "V45",
      HARD,
      Source.FORM_CONTENT,
      "Nội dung dài quá %1$s ký tự.",
      "The text is longer than %1$s characters."),
  BLANK(
      "V47",
      HARD,
      Source.FORM_CONTENT,
      "Cột này không được để trống.",
      "This column must not be left blank."),
  TOO_MANY_ROWS(
      "V46",
      HARD,
      Source.FORM_CONTENT,
      "Có hơn %1$s dòng; hãy chia thành nhiều lần gửi.",
      "There are more than %1$s rows; divide them over several submissions."),
  ROUNDED(
      "V48",
      INFO,
      Source.FORM_CONTENT,
      "%1$s giá trị có nhiều chữ số thập phân hơn đại lượng: lưu như đã gửi, công bố số làm tròn. Dòng"
          + " đầu tiên: %2$s.",
      "Values with more decimals than their measure: %1$s. They are kept as sent, and published"
          + " rounded. First rows: %2$s."),
  ROUNDED_TO_ZERO(
      "V49",
      INFO,
      Source.FORM_CONTENT,
      "%1$s giá trị khác 0 nhưng làm tròn thành 0: được ghi là nhỏ hơn đơn vị (below-unit). Dòng đầu"
          + " tiên: %2$s.",
      "Values that are not 0 and round to 0: %1$s. Their state is below-unit. First rows: %2$s."),
  NOTHING_CORRECTED(
      "V50",
      INFO,
      Source.EXPLANATION,
      "Đính chính này không khác gì số liệu đã công bố.",
      "Nothing in this correction differs from what is published."),
  LOWER_LEVEL(
      "V51",
      INFO,
      Source.LEVELS,
      "Đã công bố số liệu %2$s của ô này, số liệu %1$s không được thay. Bỏ dòng này: ô giữ nguyên số đã"
          + " công bố.",
      "The published figure of this cell is %2$s, which none that is %1$s may replace. Leave the row out:"
          + " the cell keeps its published figure."),
  LEVEL_LOWERED(
      "V60",
      SOFT,
      Source.LEVELS,
      "Đã công bố số liệu %2$s của ô này; dòng này sẽ thay bằng số liệu %1$s. Bỏ dòng này để giữ nguyên số"
          + " đã công bố; nếu đúng là phải thay thì giải trình.",
      "The published figure of this cell is %2$s; this row would replace it by one that is %1$s. Leave the"
          + " row out to keep what is published; a justification is needed if it is to be replaced."),
  NOTHING_TO_CORRECT(
      "V56",
      HARD,
      Source.EXPLANATION,
      "Chưa công bố số liệu nào của biểu, cơ quan và kỳ này: không có gì để đính chính hoặc đổi phương"
          + " pháp. Hãy gửi không kèm reason; nếu đã có số liệu được chấp nhận thì dùng"
          + " reason=scheduled.",
      "Nothing of this form, agency and period is published: there is nothing to correct or to change"
          + " the method of. Send it without reason; with reason=scheduled where figures have been"
          + " accepted."),
  NEW_CELLS(
      "V57",
      INFO,
      Source.EXPLANATION,
      "%1$s ô của đính chính hoặc đổi phương pháp này chưa từng được công bố; người đọc sẽ thấy các ô"
          + " này, kể cả ô không có giá trị, kèm lý do và thông báo đó. Dòng đầu tiên: %2$s.",
      "Cells of this correction or change of method that were never published: %1$s. Readers will see"
          + " them, also where there is no value, with that reason and notice. First rows: %2$s."),
  NOTICE_OF_NO_CHANGE(
      "V58",
      HARD,
      Source.EXPLANATION,
      "Thông báo (notice, noticeEn) chỉ đi cùng đính chính hoặc đổi phương pháp (reason=correction hoặc"
          + " method); với lần gửi này người đọc sẽ không thấy nó.",
      "A notice (notice, noticeEn) belongs to a correction or a change of method (reason=correction or"
          + " method); readers would not see it with this push."),
  NOTICE_IN_ENGLISH(
      "V59",
      INFO,
      Source.EXPLANATION,
      "Thông báo chưa có bản tiếng Anh (tham số noticeEn); người đọc tiếng Anh sẽ chỉ thấy bản tiếng"
          + " Việt.",
      "The notice has no English text (parameter noticeEn); readers in English will see the Vietnamese"
          + " text alone."),
  FORMULA(
      "V52",
      HARD,
      Source.FORM_CONTENT,
      "Nội dung không được bắt đầu bằng =, +, -, @, dấu tab hoặc xuống dòng: bảng tính sẽ hiểu là công thức.",
      "A text does not begin with =, +, -, @, a tab or a line break: a spreadsheet would take it for a"
          + " formula."),
  SPLIT_NUMBER(
      "V53",
      HARD,
      Source.FORM_CONTENT,
      "Tệp ngăn cột bằng dấu phẩy và ô ngay sau giá trị cũng là số: có phải là \"%1$s\"? Đặt số trong"
          + " dấu ngoặc kép, hoặc ngăn cột bằng dấu chấm phẩy (;).",
      "The file separates columns by commas, and the cell right after the value is a number too: did"
          + " you mean \"%1$s\"? Quote it, or separate the columns by semicolons (;)."),
  VALUE_WITHDRAWN(
      "V54",
      SOFT,
      Source.EXPLANATION,
      "Giá trị đã công bố của ô này là %1$s; trạng thái %2$s sẽ thay giá trị đó, người đọc không còn"
          + " thấy số liệu; cần giải trình.",
      "The published value of this cell is %1$s; the state %2$s would replace it, and readers would"
          + " see no figure; a justification is needed."),
  CELLS_LEFT_OUT(
      "V55",
      INFO,
      Source.EXPLANATION,
      "Lần gửi này thiếu %1$s ô đã công bố của biểu trong kỳ này: các ô đó giữ nguyên số đã công bố."
          + " Các ô đầu tiên: %2$s.",
      "Published cells of this form and period that are left out: %1$s. They keep their published"
          + " figure. First cells: %2$s."),
  OFFICIAL_CHANGED(
      "V61",
      HARD,
      Source.EXPLANATION,
      "Số liệu chính thức đã công bố của ô này là %1$s; chỉ đính chính hoặc đổi phương pháp mới được thay:"
          + " ghi lý do (reason) correction hoặc method kèm thông báo (notice), hoặc bỏ dòng này.",
      "The published official figure of this cell is %1$s, which a correction or a change of method alone"
          + " may replace: give the reason correction or method with a notice, or leave the row out."),
  PUBLISHED_CHANGED(
      "V62",
      INFO,
      Source.EXPLANATION,
      "%1$s ô đã công bố ở cùng mức sẽ có giá trị khác mà người đọc không được biết lý do. Dòng đầu tiên:"
          + " %2$s.",
      "Published figures of the same level that would change without a reason that readers are told:"
          + " %1$s. First rows: %2$s.");

  private final String id;
  private final Severity severity;
  private final Source source;
  private final String vi;
  private final String en;

  Rule(String id, Severity severity, Source source, String vi, String en) {
    this.id = id;
    this.severity = severity;
    this.source = source;
    this.vi = vi;
    this.en = en;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public String vi() {
    return vi;
  }

  @Override
  public String en() {
    return en;
  }

  @Override
  public LocalizedText meaning() {
    return switch (this) {
      case LAYOUT ->
          LocalizedText.of(
              "Tệp hoặc dòng không đọc được thành bảng: thiếu, thừa hoặc lặp cột, sai số ô.",
              "The file or a row does not read as a table: a column is missing, unknown or there"
                  + " twice, or a row has a wrong number of cells.");
      case ENCODING ->
          LocalizedText.of(
              "Nội dung không phải UTF-8, có ký tự không đọc được, hoặc không phải tệp văn bản.",
              "The content is not UTF-8, has characters that cannot be read, or is no text file.");
      default -> ValidationRule.super.meaning();
    };
  }
}
