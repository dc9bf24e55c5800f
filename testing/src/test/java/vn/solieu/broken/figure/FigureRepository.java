package vn.solieu.broken.figure;

class FigureRepository {}
