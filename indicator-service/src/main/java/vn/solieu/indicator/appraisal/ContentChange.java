package vn.solieu.indicator.appraisal;

/**
 * What this service needs of {@code vn.solieu.calendar.content.attached.v1} and {@code
 * …detached.v1}.
 */
record ContentChange(String contentType, String contentId, String releaseId) {}
