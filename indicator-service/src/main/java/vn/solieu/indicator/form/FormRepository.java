package vn.solieu.indicator.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

@ApplicationScoped
class FormRepository {

  private final Sql sql;
  private final ObjectMapper json;

  FormRepository(Sql sql, ObjectMapper json) {
    this.sql = sql;
    this.json = json;
  }

  /** Nobody else changes it until the transaction ends. */
  void lock(String id) {
    sql.exists("select from form where id = ? for update", id);
  }

  Optional<FormDocument> find(String id) {
    return find(sql, id);
  }

  Optional<FormDocument> find(Connection connection, String id) {
    return find(Sql.on(connection), id);
  }

  private Optional<FormDocument> find(Sql from, String id) {
    return from.first("select content from published_form where id = ?", this::document, id);
  }

  Optional<FormDocument> find(String id, long version) {
    return find(sql, id, version);
  }

  Optional<FormDocument> find(Connection connection, String id, long version) {
    return find(Sql.on(connection), id, version);
  }

  private Optional<FormDocument> find(Sql from, String id, long version) {
    return from.first(
        """
        select v.content from published_form_version v join published_form f on f.key = v.form
        where f.id = ? and v.version = ?
        """,
        this::document,
        id,
        version);
  }

  Optional<FormVersion> version(String id, long version) {
    return sql.first(
        """
        select v.content, v.recorded_at from form_version v join form f on f.key = v.form
        where f.id = ? and v.version = ?
        """,
        row -> new FormVersion(document(row).toForm(), row.getObject(2, OffsetDateTime.class)),
        id,
        version);
  }

  Rows<FormDocument> list(Connection connection, String after, int limit) {
    return Sql.on(connection)
        .page(
            limit,
            "select content from published_form where id > ? order by id",
            this::document,
            after);
  }

  /** Keeps the form and its version; returns whether the version before it was the one there. */
  boolean save(FormDocument form, OffsetDateTime recordedAt) {
    return sql.update(
            """
            with kept as (
              insert into form (id, version, content) values (?, ?, ?::jsonb)
              on conflict (id) do update set version = excluded.version, content = excluded.content
                where form.version = excluded.version - 1
              returning key, version, content)
            insert into form_version (form, version, recorded_at, content)
            select key, version, ?, content from kept
            """,
            form.id(),
            form.version(),
            write(form),
            recordedAt)
        > 0;
  }

  private String write(FormDocument form) {
    try {
      return json.writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a form is plain data", e);
    }
  }

  private FormDocument document(ResultSet row) throws SQLException {
    try {
      return json.readValue(row.getString(1), FormDocument.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A form in the database cannot be read", e);
    }
  }
}
