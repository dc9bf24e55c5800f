package vn.solieu.catalog.product;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.catalog.product.EditionReader.Reading;
import vn.solieu.platform.document.RegisterService;
import vn.solieu.platform.document.RegisterService.Written;
import vn.solieu.platform.http.Page;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.http.SearchText;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;

/** The products of the catalogue. */
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "catalogue", description = "Statistical products and their editions.")
public class ProductResource {

  private final EditionReader reader;
  private final RegisterService registers;
  private final ProductRegister register;
  private final CurrentCaller caller;

  ProductResource(
      EditionReader reader,
      RegisterService registers,
      ProductRegister register,
      CurrentCaller caller) {
    this.reader = reader;
    this.registers = registers;
    this.register = register;
    this.caller = caller;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "listProducts",
      summary = "Find products",
      description = "Products that fit all that is given, by id.")
  @APIResponse(
      responseCode = "200",
      description = "A page of products; a further page is in `Link`.",
      content = @Content(schema = @Schema(implementation = ProductPage.class)))
  @APIResponse(responseCode = "304", description = "The caller has this page.")
  public Response list(
      @Parameter(
              description =
                  "A part of its name. Words without marks fit every marking, words with marks only"
                      + " their own; hyphens and punctuation do not count, so there has to be a letter or a digit.",
              example = "kinh te xa hoi")
          @QueryParam("q")
          @Nullable String q,
      @Parameter(
              description = "How often it appears.",
              example = "month",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {
                        "month",
                        "quarter",
                        "half-year",
                        "nine-months",
                        "year",
                        "two-years",
                        "five-years",
                        "ten-years",
                        "non-periodic"
                      }))
          @QueryParam("cycle")
          @Nullable String cycle,
      @Parameter(
              description = "Who it is made for.",
              example = "leaders",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {
                        "leaders",
                        "business-and-investors",
                        "media-research-and-public"
                      }))
          @QueryParam("audience")
          @Nullable String audience,
      @Parameter(
              description = "Id of the responsible agency; nothing fits an unknown one.",
              example = "thong-ke-tinh")
          @QueryParam("agency")
          @Nullable String agency,
      @Parameter(
              description = "Id of an indicator in it; nothing fits an unknown one.",
              example = "rice-production")
          @QueryParam("indicator")
          @Nullable String indicator,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    EditionReader.Query query =
        new EditionReader.Query(SearchText.parse("q", q), cycle, audience, agency, indicator);
    Paging paging = Paging.parse(limit, cursor, "products", query);
    Reading<Page<ProductDocument>> page = reader.products(query, paging);
    return Responses.open(ifNoneMatch, paging.tag(page.touched()), page::content);
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(
      operationId = "getProduct",
      summary = "Read a product",
      description = "The fields of a product as the province's plan of dissemination has them.")
  @APIResponse(
      responseCode = "200",
      description = "The product.",
      content = @Content(schema = @Schema(implementation = ProductDocument.class)))
  @APIResponse(responseCode = "304", description = "The caller has this version.")
  public Response get(
      @Parameter(example = "state-budget-investment") @PathParam("id") String id,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    ProductDocument product = reader.product(id);
    return Responses.open(ifNoneMatch, register.tag(product), () -> product);
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "putProduct",
      summary = "Create or change a product",
      description =
          "By a statistician of a statistics office or an administrator, granted the product's"
              + " agency. The whole of it. Creating needs no precondition; changing needs"
              + " `If-Match` with the ETag that was read. Putting what is already there changes"
              + " nothing.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content = @Content(schema = @Schema(implementation = ProductDocument.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = ProductDocument.class)))
  public Response put(
      @Parameter(example = "state-budget-investment") @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      ProductDocument product,
      @Context UriInfo address) {
    Written<ProductDocument> written =
        registers.put(
            register, id, product, caller.require(), Preconditions.of(ifMatch, ifNoneMatch));
    return Responses.written(
        written.created(), address, register.tag(written.entry()), written.entry());
  }

  @Schema(name = "ProductPage")
  record ProductPage(List<ProductDocument> items) {}
}
