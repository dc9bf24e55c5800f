package vn.solieu.platform.sql;

import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement that the database refused. */
public final class SqlFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SqlFailure(SQLException cause) {
    super(cause);
  }

  /** The name of the constraint that was violated, if that was the reason. */
  public Optional<String> constraint() {
    return getCause() instanceof PSQLException refused
        ? Optional.ofNullable(refused.getServerErrorMessage())
            .map(ServerErrorMessage::getConstraint)
        : Optional.empty();
  }
}
