package vn.solieu.broken.figure;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import vn.solieu.broken.reader.Reader;

@Entity
public class Figure {
  @Id long id;
  double value;
  Reader reader;
}
