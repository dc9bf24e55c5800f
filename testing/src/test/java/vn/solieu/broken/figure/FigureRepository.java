package vn.solieu.broken.figure;

public class FigureRepository {
  public static class Row {}
}
