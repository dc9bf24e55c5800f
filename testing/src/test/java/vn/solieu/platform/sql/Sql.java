package vn.solieu.platform.sql;

import java.sql.Connection;

/** Stands for the one of the platform, which builds on this module. */
public class Sql {

  public static Sql on(Connection connection) {
    return new Sql();
  }

  public void update(String sql) {}
}
