package vn.solieu.platform.sql;

import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/**
 * Documents of entities are stored as {@link Jsonb} writes them, so that SQL text and Hibernate
 * read the same. Without it an application with such a document does not start.
 */
@JsonFormat
@PersistenceUnitExtension
class JsonbFormat implements FormatMapper {

  private final Jsonb json;

  JsonbFormat(Jsonb json) {
    this.json = json;
  }

  @Override
  public <T> T fromString(CharSequence stored, JavaType<T> type, WrapperOptions options) {
    return json.read(stored.toString(), type.getJavaType());
  }

  @Override
  public <T> String toString(T document, JavaType<T> type, WrapperOptions options) {
    return json.write(document);
  }
}
