package vn.solieu.broken.figure;

import vn.solieu.platform.sql.Sql;

class RowResource {
  FigureRepository.Row nested;
  Sql sql;
}
