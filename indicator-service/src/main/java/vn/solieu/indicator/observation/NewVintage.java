package vn.solieu.indicator.observation;

import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a push says of all its figures.
 *
 * @param submission id of the submission
 * @param obligation id of the obligation that it answers
 * @param agency id of the sender
 * @param form id of the form for which they were sent
 * @param areas ids of the areas of which they are
 * @param route by which figures of the form come
 * @param formRecordedAt since when the form has named the sender
 * @param reason null: {@link Reason#FIRST} where no figure of the cell is published, or accepted of
 *     the same sender, else {@link Reason#SCHEDULED}
 * @param notice what readers are told with a correction or a change of method
 * @param noticeEn the same in English; none without the Vietnamese one
 * @param inOrder whether the figures are staged series by series, each from its first period to its
 *     last
 */
public record NewVintage(
    UUID submission,
    UUID obligation,
    String agency,
    String form,
    Set<String> areas,
    Origin origin,
    String route,
    OffsetDateTime formRecordedAt,
    @Nullable Reason reason,
    @Nullable String notice,
    @Nullable String noticeEn,
    boolean inOrder) {}
