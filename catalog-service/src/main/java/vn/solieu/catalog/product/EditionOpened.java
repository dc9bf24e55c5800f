package vn.solieu.catalog.product;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Body of {@code vn.solieu.catalog.edition.opened.v1}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EditionOpened(
    UUID id,
    String product,
    String titleVi,
    @Nullable String titleEn,
    String period,
    String release,
    long sequence,
    OffsetDateTime publishedAt) {}
