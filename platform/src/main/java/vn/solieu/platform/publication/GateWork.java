package vn.solieu.platform.publication;

import java.sql.Connection;
import java.sql.SQLException;

/** A read through the {@link ReleaseGate}. The connection is good until it returns. */
@FunctionalInterface
public interface GateWork<T> {
  T read(Connection connection) throws SQLException;
}
