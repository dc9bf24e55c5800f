package vn.solieu.platform.sql;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement that the database refused. */
public final class SqlFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SqlFailure(SQLException cause) {
    super(cause);
  }

  /**
   * Whether the database refused what it was given, whoever reports it: classes 22 (data), 23
   * (constraints) and 54 (limits, as a text too long for an index) of SQLSTATE. Trying again does
   * not help.
   *
   * <p>Of class 23 that holds as long as what violates a constraint lies in what was given. It does
   * for every consumer: a snapshot that is there already, or is taken by two copies at once, meets
   * {@code on conflict}, and no table of a consumer refers to one that another topic fills. A
   * constraint that waiting could satisfy must not come under it: ask for 23502 and 23514 alone
   * then, and refuse before the statement what is in one event twice.
   */
  public static boolean isOfData(Throwable failure) {
    return causes(failure)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .anyMatch(state -> state != null && state.matches("(22|23|54).*"));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
  }

  /** The name of the constraint that was violated, if that was the reason. */
  public Optional<String> constraint() {
    return getCause() instanceof PSQLException refused
        ? Optional.ofNullable(refused.getServerErrorMessage())
            .map(ServerErrorMessage::getConstraint)
        : Optional.empty();
  }
}
