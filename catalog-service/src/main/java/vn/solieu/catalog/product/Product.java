package vn.solieu.catalog.product;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A product of the catalogue. Its document is replaced whole, and each time its version rises. */
@Entity
@Table(name = "product")
class Product {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Integer key;

  @Column(updatable = false)
  String id;

  @Version long version;

  /** Without id and version, which stand beside it. */
  @JdbcTypeCode(SqlTypes.JSON)
  ProductDocument document;

  protected Product() {}

  static Product first(String id) {
    Product product = new Product();
    product.id = id;
    product.version = 1;
    return product;
  }

  ProductDocument document() {
    return document.as(id, version);
  }
}
