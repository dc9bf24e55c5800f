package vn.solieu.indicator.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What others are told of a submission: never a figure.
 *
 * @param vintage none when refused
 * @param findings how many things were found
 * @param at when the state was reached
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubmissionEvent(
    UUID submission,
    UUID obligation,
    String form,
    String period,
    String agency,
    String state,
    @Nullable UUID vintage,
    int findings,
    OffsetDateTime at) {}
