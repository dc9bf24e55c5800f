package vn.solieu.broken.reader;

import vn.solieu.broken.figure.FigureRepository;

class Borrower {
  FigureRepository figures;
}
