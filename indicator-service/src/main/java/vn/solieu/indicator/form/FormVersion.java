package vn.solieu.indicator.form;

import java.time.OffsetDateTime;

/**
 * A version of a form as it is kept.
 *
 * @param recordedAt when it was recorded: of two forms that name different agencies, the later
 *     counts
 */
public record FormVersion(Form form, OffsetDateTime recordedAt) {}
