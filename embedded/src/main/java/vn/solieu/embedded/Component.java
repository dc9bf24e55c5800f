package vn.solieu.embedded;

import java.util.Locale;

/**
 * What an environment can hold. A fault test gives a component a process of its own, to kill it
 * alone.
 */
public enum Component {
  DATABASE,
  BROKER,
  ISSUER;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Component of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
