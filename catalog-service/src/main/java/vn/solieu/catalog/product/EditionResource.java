package vn.solieu.catalog.product;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.catalog.product.EditionReader.Reading;
import vn.solieu.platform.http.Limit;
import vn.solieu.platform.http.Page;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.publication.Sequences;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.version.EntityTag;

/** The editions of a product. */
@Path("/v1/products/{product}/editions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "catalogue", description = "Statistical products and their editions.")
public class EditionResource {

  private final EditionReader reader;
  private final EditionService service;
  private final CurrentCaller caller;

  EditionResource(EditionReader reader, EditionService service, CurrentCaller caller) {
    this.reader = reader;
    this.service = service;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "addEdition",
      summary = "Add an edition",
      description =
          "By a statistician of a statistics office or an administrator, granted the"
              + " product's agency. It is held until a release that lists it is published. A"
              + " product has one edition of a period and title, so sending it again adds none.")
  @APIResponse(
      responseCode = "201",
      description = "Added.",
      content = @Content(schema = @Schema(implementation = EditionDocument.class)))
  public Response add(
      @Parameter(example = "state-budget-investment") @PathParam("product") String product,
      NewEdition edition) {
    EditionDocument added = service.add(product, edition, caller.require());
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, address(added))
        .entity(added)
        .build();
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "listEditions",
      summary = "Read the editions of a product",
      description =
          "The newest period first. Everyone sees what is opened; a statistician, appraiser,"
              + " release officer or calendar approver who is granted the product's agency also"
              + " what is held, which is recorded. A list that was begun stays at the publication"
              + " at which it was begun. Within a period what is held comes first, and then what"
              + " was published last.")
  @APIResponse(
      responseCode = "200",
      description = "A page of editions; a further page is in `Link`.",
      headers = @Header(name = Sequences.HEADER, ref = Sequences.HEADER),
      content = @Content(schema = @Schema(implementation = EditionPage.class)))
  @APIResponse(responseCode = "304", description = "The caller has this page.")
  public Response list(
      @Parameter(example = "state-budget-investment") @PathParam("product") String product,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    int most = Limit.parse(limit);
    Reading<Page<EditionDocument>> page = reader.list(product, cursor, most);
    return answer(
        page,
        EntityTag.of("editions", product, String.valueOf(cursor), most, page.content().toString()),
        ifNoneMatch);
  }

  @GET
  @Path("/{edition}")
  @PermitAll
  @Operation(
      operationId = "getEdition",
      summary = "Read an edition",
      description =
          "Everyone sees what is opened; a statistician, appraiser, release officer or calendar"
              + " approver who is granted the product's agency also what is held, which is"
              + " recorded.")
  @APIResponse(
      responseCode = "200",
      description = "The edition.",
      headers = @Header(name = Sequences.HEADER, ref = Sequences.HEADER),
      content = @Content(schema = @Schema(implementation = EditionDocument.class)))
  @APIResponse(responseCode = "304", description = "The caller has it.")
  public Response get(
      @Parameter(example = "state-budget-investment") @PathParam("product") String product,
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("edition")
          String edition,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    Reading<EditionDocument> found = reader.get(product, edition);
    return answer(found, EntityTag.of("edition", found.content().toString()), ifNoneMatch);
  }

  @GET
  @Path("/latest")
  @PermitAll
  @Operation(
      operationId = "getLatestEdition",
      summary = "Go to the newest edition",
      description =
          "Of the opened ones, the one of the newest period; of that, the one that the public saw"
              + " last.")
  @APIResponse(
      responseCode = "302",
      description = "Its address is in `Location`.",
      headers = @Header(name = Sequences.HEADER, ref = Sequences.HEADER))
  public Response latest(
      @Parameter(example = "state-budget-investment") @PathParam("product") String product) {
    Reading<EditionDocument> latest = reader.latest(product);
    return Response.status(Response.Status.FOUND)
        .header(HttpHeaders.LOCATION, address(latest.content()))
        .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
        .header(Sequences.HEADER, latest.sequence())
        .build();
  }

  private static Response answer(Reading<?> reading, EntityTag tag, @Nullable String ifNoneMatch) {
    Response answer =
        reading.open()
            ? Responses.open(ifNoneMatch, tag, reading::content)
            : Responses.closed(ifNoneMatch, tag, reading::content);
    return Response.fromResponse(answer)
        .header(Sequences.HEADER, reading.sequence())
        .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
        .build();
  }

  private static String address(EditionDocument edition) {
    return "/v1/products/" + edition.product() + "/editions/" + edition.id();
  }

  @Schema(name = "EditionPage")
  record EditionPage(List<EditionDocument> items) {}
}
