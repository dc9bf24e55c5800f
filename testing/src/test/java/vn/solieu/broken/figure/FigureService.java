package vn.solieu.broken.figure;

import vn.solieu.platform.http.Responses;
import vn.solieu.platform.sql.Sql;

class FigureService {
  Sql sql;

  Responses answer() {
    return new Responses();
  }
}
