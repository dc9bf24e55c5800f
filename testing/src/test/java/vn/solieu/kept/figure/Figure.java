package vn.solieu.kept.figure;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;

@Entity
class Figure {
  @Id long id;
  BigDecimal value;
}
