package vn.solieu.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The key of the development issuer; kept in a file, so that tokens outlive a restart. */
public final class SigningKey {

  private static final String FILE = "signing-key.json";

  private final RsaJsonWebKey key;

  private SigningKey(RsaJsonWebKey key) {
    this.key = key;
  }

  public static SigningKey generate() throws JoseException {
    RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId("development-" + Long.toHexString(System.nanoTime()));
    key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
    key.setUse("sig");
    return new SigningKey(key);
  }

  static SigningKey loadOrGenerate(Path directory) throws IOException, JoseException {
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      return new SigningKey(
          (RsaJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file)));
    }
    SigningKey generated = generate();
    Files.createDirectories(directory);
    Path draft =
        Files.createTempFile(
            directory,
            FILE,
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, generated.key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return generated;
  }

  /** The public half, as a JSON Web Key Set. */
  public String publicKeys() {
    return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  public String sign(JwtClaims claims) throws JoseException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(key.getPrivateKey());
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setHeader("typ", "JWT");
    return signature.getCompactSerialization();
  }
}
