package vn.solieu.catalog.product;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Optional;
import vn.solieu.platform.document.Register;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.sql.Jsonb;

/** The products of the catalogue. */
@ApplicationScoped
class ProductRegister implements Register<ProductDocument> {

  private final ProductRepository products;
  private final AgencyRepository agencies;
  private final Jsonb json;

  ProductRegister(ProductRepository products, AgencyRepository agencies, Jsonb json) {
    this.products = products;
    this.agencies = agencies;
    this.json = json;
  }

  @Override
  public String kind() {
    return "product";
  }

  @Override
  public Scope scope(String id, ProductDocument document) {
    return document.agency() == null ? Scope.everywhere() : Scope.agency(document.agency());
  }

  @Override
  public void lock(String id) {
    products.lock(id);
  }

  @Override
  public Optional<ProductDocument> find(String id) {
    return products.find(id).map(Product::document);
  }

  @Override
  public Optional<ProductDocument> find(Connection connection, String id) {
    return new PublishedProductRepository(connection, json).find(id);
  }

  @Override
  public void check(
      ProductDocument entry, Optional<ProductDocument> before, Violations violations) {
    FieldValidator fields = new FieldValidator(violations);
    ProductRules.check(entry, fields);
    if (entry.agency() != null && !agencies.isKnown(entry.agency())) {
      fields.refuse(
          "agency",
          "unknown",
          LocalizedText.of("Không có cơ quan này.", "There is no such agency."));
    }
  }

  @Override
  public void save(ProductDocument entry, Caller caller) {
    products.save(entry);
  }

  @Override
  public Optional<DomainEvent> toEvent(ProductDocument entry) {
    return Optional.of(
        new DomainEvent(
            CatalogTopics.PRODUCT_CHANGED,
            CatalogTopics.PRODUCTS,
            String.valueOf(entry.id()),
            requireNonNull(entry.version()),
            Visibility.PUBLIC,
            entry));
  }
}
