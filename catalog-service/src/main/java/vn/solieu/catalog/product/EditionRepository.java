package vn.solieu.catalog.product;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Editions as the office adds them. */
@ApplicationScoped
class EditionRepository implements PanacheRepositoryBase<Edition, Integer> {

  /** Whether the product has an edition of that period and title. */
  boolean exists(Product product, NewEdition edition) {
    return count(
            "product = ?1 and period = ?2 and titleVi = ?3",
            product.key,
            edition.period(),
            edition.titleVi())
        > 0;
  }
}
