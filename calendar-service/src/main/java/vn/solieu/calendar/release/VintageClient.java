package vn.solieu.calendar.release;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import vn.solieu.platform.security.ServiceKey;

/** The indicator service, which keeps the vintages. */
@Path("/v1/vintages")
@RegisterRestClient(configKey = "indicator-service")
interface VintageClient {

  @POST
  @Path("/{id}/release-check")
  @Consumes(MediaType.APPLICATION_JSON)
  ReleaseCheck check(
      @PathParam("id") String id,
      ContentKeepers.Question question,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam(ServiceKey.HEADER) String key);

  /** Reads the members that it knows: the keeper may tell more one day. */
  @ClientObjectMapper
  static ObjectMapper tolerant(ObjectMapper common) {
    return common.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
