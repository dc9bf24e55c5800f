package vn.solieu.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs whatever it is asked for; its tokens are good for twelve hours. */
record DevelopmentIssuer(Api issuer) implements Tokens {

  @Override
  public String of(String subject, @Nullable String agency, List<String> roles) {
    ObjectNode claims = Api.JSON.createObjectNode().put("sub", subject);
    if (agency != null) {
      claims.put("agency", agency);
    }
    ArrayNode groups = claims.putArray("groups");
    ArrayNode grants = claims.putArray("grants");
    for (String role : roles) {
      groups.add(role);
      grants.add(Tokens.grant(role, agency));
    }
    return issuer.post("/token", claims).expect(200).json().get("access_token").asText();
  }
}
