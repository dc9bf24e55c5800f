package vn.solieu.broken.figure;

import vn.solieu.platform.sql.Sql;

class FigureRules {
  Sql sql;
}
