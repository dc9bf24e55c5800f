package vn.solieu.broken.reader;

import vn.solieu.broken.figure.Figure;

public class Reader {
  Figure figure;
}
