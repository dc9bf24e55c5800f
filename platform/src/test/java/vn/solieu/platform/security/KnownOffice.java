package vn.solieu.platform.security;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows one statistics office and one department. */
@Singleton
class KnownOffice implements AccessFacts {

  static final String OFFICE = "thong-ke-tinh";
  static final String DEPARTMENT = "so-nnmt";

  @Override
  public Optional<String> kindOf(String agency) {
    return switch (agency) {
      case OFFICE -> Optional.of("statistics-office");
      case DEPARTMENT -> Optional.of("department");
      default -> Optional.empty();
    };
  }
}
