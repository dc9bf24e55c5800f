package vn.solieu.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;

/**
 * Goes once over the text of a body before anything is made of it, and finds what no member of any
 * document may be: numbers that would take minutes to write out, characters that cannot be kept,
 * items that are null, members that are there twice. What is too deep or too wide ends it.
 */
final class BodyScan {

  private final JsonParser json;
  private final Violations found = new Violations();

  /** Items or members so far of what is open at each depth; 0 is the body itself. */
  private final int[] count = new int[Bounds.DEPTH + 1];

  /** The members so far of what is open at each depth. */
  private final List<Set<String>> names =
      Stream.<Set<String>>generate(HashSet::new).limit(Bounds.DEPTH + 1).toList();

  private BodyScan(JsonParser json) {
    // The reader's own look ends at the first, without its place.
    this.json = json.disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
  }

  /**
   * @throws com.fasterxml.jackson.core.JsonProcessingException when it is no JSON
   */
  static Violations of(JsonParser json) throws IOException {
    return new BodyScan(json).scan();
  }

  private Violations scan() throws IOException {
    try {
      int tokens = 0;
      while (json.nextToken() != null) {
        if (++tokens > Bounds.TOKENS) {
          return beyond(
              "", "size", "giá trị, tên và ngoặc", "values, names and brackets", Bounds.TOKENS);
        }
        if (isTooWide()) {
          return found;
        }
        look();
      }
    } catch (StreamConstraintsException beyond) {
      found.add(
          Violation.at(
              "",
              "bounds",
              LocalizedText.of(
                  "Vượt giới hạn: sâu nhất %d cấp, số dài nhất %d ký tự, chuỗi %d, tên %d."
                      .formatted(
                          Bounds.DEPTH,
                          Bounds.NUMBER_CHARACTERS,
                          Bounds.TEXT_CHARACTERS,
                          Bounds.NAME_CHARACTERS),
                  "Beyond the bounds: at most %d levels deep, numbers of %d characters, texts of %d, names of %d."
                      .formatted(
                          Bounds.DEPTH,
                          Bounds.NUMBER_CHARACTERS,
                          Bounds.TEXT_CHARACTERS,
                          Bounds.NAME_CHARACTERS))));
    }
    return found;
  }

  private boolean isTooWide() {
    var around = json.getParsingContext();
    JsonToken token = json.currentToken();
    if (token.isStructStart()) {
      count[around.getNestingDepth()] = 0;
      names.get(around.getNestingDepth()).clear();
      around = around.getParent();
    }
    if (token.isStructEnd()) {
      return false;
    }
    int depth = around.getNestingDepth();
    if (around.inArray() && ++count[depth] > Bounds.ARRAY_ITEMS) {
      beyond(place().head().toString(), "size", "phần tử", "items", Bounds.ARRAY_ITEMS);
      return true;
    }
    if (token == JsonToken.FIELD_NAME && ++count[depth] > Bounds.OBJECT_MEMBERS) {
      beyond(place().head().toString(), "size", "trường", "members", Bounds.OBJECT_MEMBERS);
      return true;
    }
    return false;
  }

  private void look() throws IOException {
    switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (Bounds.number(json.getText()).isEmpty()) {
          refuse(
              "number",
              "Viết đầy đủ, một số có nhiều nhất %d chữ số.".formatted(Bounds.DIGITS),
              "Written out in full, a number has at most %d digits.".formatted(Bounds.DIGITS));
        }
      }
      case FIELD_NAME -> {
        lookAtText();
        var around = json.getParsingContext();
        if (!names.get(around.getNestingDepth()).add(json.currentName())) {
          refuse("twice", "Trường này có hai lần.", "This member is there twice.");
        }
      }
      case VALUE_STRING -> lookAtText();
      case VALUE_NULL -> {
        if (json.getParsingContext().inArray()) {
          refuse("null", "Phần tử không được là null.", "An item must not be null.");
        }
      }
      default -> {}
    }
  }

  private void lookAtText() throws IOException {
    if (!Bounds.isText(json.getText())) {
      refuse(
          "character",
          "Có ký tự U+0000 hoặc nửa cặp surrogate.",
          "It holds U+0000 or half of a surrogate pair.");
    }
  }

  private void refuse(String rule, String vi, String en) {
    found.add(Violation.at(place().toString(), rule, LocalizedText.of(vi, en)));
  }

  private Violations beyond(String place, String rule, String whatVi, String whatEn, int most) {
    return found.add(
        Violation.at(
            place,
            rule,
            LocalizedText.of(
                "Nhiều nhất %d %s.".formatted(most, whatVi),
                "At most %d %s.".formatted(most, whatEn))));
  }

  private JsonPointer place() {
    return json.getParsingContext().pathAsPointer();
  }
}
