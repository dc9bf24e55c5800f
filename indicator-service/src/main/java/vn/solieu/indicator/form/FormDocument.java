package vn.solieu.indicator.form;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.rule.FormRules;
import vn.solieu.indicator.observation.Level;
import vn.solieu.indicator.observation.Origin;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.text.TextNormalizer;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Deadline;
import vn.solieu.platform.time.Frequency;

/** A reporting form as the API reads and writes it. Nothing in it has been checked. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Form",
    description =
        "Which cells are reported by whom, how often and until when (Statistics Law art. 40).",
    requiredProperties = {
      "symbol",
      "nameVi",
      "publisher",
      "route",
      "appraisal",
      "frequency",
      "deadline",
      "agencies",
      "decimalSeparator",
      "defaultLevel",
      "blocks"
    })
public record FormDocument(
    @Schema(readOnly = true, examples = "EX-RICE") @Nullable String id,
    @Schema(readOnly = true, examples = "1") @Nullable Long version,
    @Schema(description = "As printed on the form.", examples = "EX-02.N/BCS-NNMT", maxLength = 100)
        String symbol,
    @Schema(examples = "Diện tích, năng suất, sản lượng lúa", maxLength = 500) String nameVi,
    @Schema(examples = "Rice: area, yield, output", maxLength = 500) @Nullable String nameEn,
    @Schema(description = "Made for trying out; absent: false.") @Nullable Boolean example,
    @Schema(
            description = "Id of the agency that publishes the figures.",
            examples = "thong-ke-tinh")
        String publisher,
    @Schema(enumeration = {"department", "office-survey", "inbound", "peoples-committee"})
        String route,
    @Schema(
            description =
                "What the statistics office does with the figures. Only acceptance is carried out"
                    + " so far; forms with another are refused.",
            enumeration = {"acceptance", "opinion", "none"})
        String appraisal,
    @Schema(
            description = "Length of the periods for which it is issued.",
            enumeration = {"month", "quarter", "half-year", "nine-months", "year"})
        String frequency,
    DeadlineDocument deadline,
    @Schema(description = "Ids of the agencies that owe it.", examples = "[\"so-nnmt\"]")
        List<String> agencies,
    @Schema(
            description = "How numbers are written in its files.",
            enumeration = {".", ","})
        String decimalSeparator,
    @Schema(
            description = "Level of figures for which neither block nor row says one.",
            enumeration = {"estimate", "preliminary", "official"})
        String defaultLevel,
    @Schema(
            description = "Where its figures come from; absent: reported.",
            enumeration = {"reported", "reconstructed", "example"})
        @Nullable String origin,
    @Schema(description = "The cells.") List<BlockDocument> blocks,
    @Schema(hidden = true)
        @JsonAnySetter
        @JsonDeserialize(using = FormRulesReader.class, contentUsing = FormRulesReader.class)
        Map<String, FormRules<?>> rules)
    implements Document<FormDocument> {

  public FormDocument {
    symbol = TextNormalizer.of(symbol);
    nameVi = TextNormalizer.of(nameVi);
    nameEn = TextNormalizer.of(nameEn);
    agencies = items(agencies);
    blocks = items(blocks);
    rules = FormRules.complete(rules);
  }

  /** When it is due. */
  @Schema(
      name = "DeadlineRule",
      description =
          "A day of the month that lies so many months after the last month of the period; due at"
              + " its end in Asia/Ho_Chi_Minh.",
      requiredProperties = {"monthOffset", "day"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DeadlineDocument(
      @Schema(examples = "1", minimum = "-36", maximum = "36") @Nullable Integer monthOffset,
      @Schema(description = "31: the last day of every month.", examples = "17")
          @Nullable Integer day,
      @Schema(
              description = "Where it goes when it is not worked; absent: next-working-day.",
              enumeration = {"none", "next-working-day", "previous-working-day"})
          @Nullable String shift) {}

  /** For the API document, where @Nullable of an element is not seen. */
  @Schema(
      name = "TakenCodes",
      type = SchemaType.ARRAY,
      implementation = String.class,
      nullable = true)
  interface TakenCodes {}

  @Schema(
      name = "TakenBreakdowns",
      type = SchemaType.OBJECT,
      additionalProperties = TakenCodes.class)
  interface TakenBreakdowns {}

  /** Cells that are alike but for area, codes and period. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "FormBlock",
      description = "Cells that are alike but for area, codes and period.",
      requiredProperties = {"measure", "frequency"})
  public record BlockDocument(
      @Schema(description = "Id of the measure.", examples = "rice-area") String measure,
      @Schema(
              description =
                  "Ids of areas; absent, and childrenOf too: any area. What holds its territory"
                      + " stands for an area that is gone at the end of the cell's period.")
          @Nullable List<String> areas,
      @Schema(
              description =
                  "Id of the area whose parts, at the end of the cell's period, are reported.")
          @Nullable String childrenOf,
      @Schema(
              description =
                  "The dimensions by which the figures are broken down, with the codes that are"
                      + " taken; null: any code of the dimension's codelist.",
              implementation = TakenBreakdowns.class)
          @Nullable Map<String, @Nullable List<String>> breakdowns,
      @Schema(
              description = "Absent: actual.",
              enumeration = {"actual", "plan", "target", "scenario", "forecast"})
          @Nullable String valueType,
      @Schema(description = "Which plan, scenario or model; absent for actual.")
          @Nullable String variant,
      @Schema(
              description = "Absent: period.",
              enumeration = {"period", "year-to-date", "season-to-date", "since-inception"})
          @Nullable String accumulation,
      @Schema(
              description = "Length of the cells' periods.",
              enumeration = {"month", "quarter", "half-year", "nine-months", "year"})
          String frequency,
      @Schema(
              description =
                  "0: the round's period, -1: the one before; absent: any period up to the"
                      + " round's.")
          @Nullable Integer periodOffset,
      @Schema(
              description = "Level of the figures; absent: as the row says.",
              enumeration = {"estimate", "preliminary", "official"})
          @Nullable String level,
      @Schema(description = "Absent: false.") @Nullable Boolean required,
      @Schema(
              description = "Absent: any.",
              enumeration = {"any", "non-negative"})
          @Nullable String sign) {}

  /** The rules by the member of their kind, each of which is a member of the form. */
  @Override
  @JsonAnyGetter
  public Map<String, FormRules<?>> rules() {
    return rules;
  }

  /** Whose data a change of the form touches: its publisher's and of all who owe it. */
  Scope scope(String form) {
    Set<String> touched = new HashSet<>(agencies);
    if (publisher != null) {
      touched.add(publisher);
    }
    return Scope.agencies(touched).form(form);
  }

  @Override
  public FormDocument as(String newId, long newVersion) {
    return new FormDocument(
        newId,
        newVersion,
        symbol,
        nameVi,
        nameEn,
        example,
        publisher,
        route,
        appraisal,
        frequency,
        deadline,
        agencies,
        decimalSeparator,
        defaultLevel,
        origin,
        blocks,
        rules);
  }

  /** The form, after its document was found right. */
  Form toForm() {
    return new Form(
        Objects.requireNonNull(id),
        Objects.requireNonNull(version),
        symbol,
        nameVi,
        nameEn,
        Boolean.TRUE.equals(example),
        publisher,
        word(Route.class, route),
        word(Appraisal.class, appraisal),
        Frequency.find(frequency).orElseThrow(),
        toDeadline(),
        agencies,
        DecimalSeparator.find(decimalSeparator).orElseThrow(),
        word(Level.class, defaultLevel),
        origin == null ? Origin.REPORTED : word(Origin.class, origin),
        blocks.stream().map(FormDocument::toBlock).toList(),
        List.copyOf(rules.values()));
  }

  private Deadline toDeadline() {
    return new Deadline(
        Objects.requireNonNull(deadline.monthOffset),
        Objects.requireNonNull(deadline.day),
        deadline.shift == null
            ? Deadline.Shift.NEXT_WORKING_DAY
            : Deadline.Shift.find(deadline.shift).orElseThrow());
  }

  private static Block toBlock(BlockDocument block) {
    Map<String, List<String>> breakdowns = new HashMap<>();
    if (block.breakdowns != null) {
      block.breakdowns.forEach(
          (dimension, codes) -> breakdowns.put(dimension, codes == null ? List.of() : codes));
    }
    return new Block(
        block.measure,
        block.areas,
        block.childrenOf,
        Map.copyOf(breakdowns),
        block.valueType == null ? ValueType.ACTUAL : word(ValueType.class, block.valueType),
        Objects.requireNonNullElse(block.variant, ""),
        block.accumulation == null
            ? Accumulation.PERIOD
            : Accumulation.find(block.accumulation).orElseThrow(),
        Frequency.find(block.frequency).orElseThrow(),
        block.periodOffset,
        block.level == null ? null : word(Level.class, block.level),
        Boolean.TRUE.equals(block.required),
        block.sign == null ? Sign.ANY : word(Sign.class, block.sign));
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word) {
    return EnumCodec.parse(type, word).orElseThrow();
  }

  private static <T> List<T> items(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }
}
