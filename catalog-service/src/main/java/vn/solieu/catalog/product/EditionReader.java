package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Cursor;
import vn.solieu.platform.http.Page;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.identity.Uuids;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.publication.Sequences;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;

/**
 * Reads products and editions: through the gate for everyone, and held editions for those who are
 * granted the agency of their product.
 */
@ApplicationScoped
class EditionReader {

  private final ReleaseGate gate;
  private final CurrentCaller caller;
  private final Jsonb json;

  EditionReader(ReleaseGate gate, CurrentCaller caller, Jsonb json) {
    this.gate = gate;
    this.caller = caller;
    this.json = json;
  }

  /**
   * What was read, in one snapshot.
   *
   * @param sequence the last publication that it takes into account
   * @param touched the last publication that changed it
   * @param open whether it is the same for everyone
   */
  record Reading<T>(T content, long sequence, long touched, boolean open) {}

  /** The tables of one snapshot, as the caller may see them. */
  private record View(
      PublishedProductRepository products,
      EditionViewRepository editions,
      long sequence,
      boolean open) {}

  /** Which products are asked for; null: any. */
  record Query(
      @Nullable String q,
      @Nullable String cycle,
      @Nullable String audience,
      @Nullable String agency,
      @Nullable String indicator) {}

  /** The products that fit, by id: a page of them. */
  Reading<Page<ProductDocument>> products(Query query, Paging paging) {
    return products(
        products ->
            paging.page(products.list(query, paging.after(), paging.limit()), ProductDocument::id));
  }

  /**
   * @throws ProblemException 404
   */
  ProductDocument product(String id) {
    return products(published -> published.find(id))
        .content()
        .orElseThrow(EditionService::notFound);
  }

  private PublishedProductRepository products(Connection connection) {
    return new PublishedProductRepository(connection, json);
  }

  private <T> Reading<T> products(Function<PublishedProductRepository, T> read) {
    return gate.published(
        connection -> {
          PublishedProductRepository products = products(connection);
          return new Reading<>(
              read.apply(products), Sequences.lastApplied(connection), products.revision(), true);
        });
  }

  /**
   * A page of a product's editions, the newest period first. Its cursor stays at the publication at
   * which the first page was read.
   *
   * @throws ProblemException 400 for a cursor of another list, 404 for an unknown product
   */
  Reading<Page<EditionDocument>> list(String product, @Nullable String cursor, int limit) {
    Optional<Cursor> at = Cursor.parse(cursor, query(product), 1);
    return read(
        product,
        "editions of " + product,
        view -> {
          require(view, product);
          long upTo = at.map(Cursor::sequence).orElse(view.sequence());
          Rows<EditionDocument> found =
              view.editions().list(product, upTo, at.map(EditionReader::after).orElse(null), limit);
          return reading(view, product, page(product, upTo, found));
        });
  }

  /**
   * @throws ProblemException 404 for what the caller may not see, as for what there is not
   */
  Reading<EditionDocument> get(String product, String id) {
    return read(
        product,
        "edition " + id,
        view ->
            reading(
                view,
                product,
                Uuids.parse(id)
                    .flatMap(edition -> view.editions().find(product, edition))
                    .orElseThrow(EditionService::notFound)));
  }

  /**
   * The newest edition that is public, for the office too.
   *
   * @throws ProblemException 404 while there is none
   */
  Reading<EditionDocument> latest(String product) {
    return gate.published(
        connection -> {
          View view = published(connection);
          return reading(
              view, product, view.editions().latest(product).orElseThrow(EditionService::notFound));
        });
  }

  /**
   * An edition by its id, for who may check it.
   *
   * @throws ProblemException 404 also for the edition of another agency
   */
  EditionDocument require(Caller who, String id) {
    return gate.embargoed(
        who,
        "release check of edition " + id,
        connection ->
            Uuids.parse(id)
                .flatMap(edition -> EditionViewRepository.all(connection, json).find(edition))
                .filter(
                    edition ->
                        isGranted(
                            who, Act.CHECK_FOR_RELEASE, products(connection), edition.product()))
                .orElseThrow(EditionService::notFound));
  }

  private static boolean isGranted(
      Caller who, Act act, PublishedProductRepository products, String product) {
    return products
        .find(product)
        .map(ProductDocument::agency)
        .filter(agency -> who.may(act, Scope.agency(agency)))
        .isPresent();
  }

  /** All editions of a product for who is granted its agency, the opened ones for the others. */
  private <T> Reading<T> read(String product, String purpose, Function<View, Reading<T>> read) {
    Optional<Caller> granted =
        caller
            .find()
            .filter(who -> who.may(Act.READ_UNRELEASED))
            .filter(
                who ->
                    gate.published(
                        connection ->
                            isGranted(who, Act.READ_UNRELEASED, products(connection), product)));
    if (granted.isEmpty()) {
      return gate.published(connection -> read.apply(published(connection)));
    }
    return gate.embargoed(
        granted.get(),
        purpose,
        connection ->
            read.apply(
                new View(
                    products(connection),
                    EditionViewRepository.all(connection, json),
                    Sequences.lastApplied(connection),
                    false)));
  }

  private View published(Connection connection) {
    return new View(
        products(connection),
        EditionViewRepository.published(connection, json),
        Sequences.lastApplied(connection),
        true);
  }

  private static void require(View view, String product) {
    if (view.products().find(product).isEmpty()) {
      throw EditionService.notFound();
    }
  }

  private static <T> Reading<T> reading(View view, String product, T content) {
    return new Reading<>(
        content, view.sequence(), view.editions().lastOpened(product), view.open());
  }

  private static Page<EditionDocument> page(
      String product, long upTo, Rows<EditionDocument> found) {
    List<EditionDocument> items = found.items();
    return new Page<>(
        items,
        found.more()
            ? Cursor.of(upTo, query(product), items.getLast().id().toString()).encode()
            : null);
  }

  private static String query(String product) {
    return "editions " + product;
  }

  /** A made-up cursor names no edition, and after none comes nothing. */
  private static UUID after(Cursor cursor) {
    return Uuids.parse(cursor.last().getFirst()).orElse(new UUID(0, 0));
  }
}
