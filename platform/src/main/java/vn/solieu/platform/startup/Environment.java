package vn.solieu.platform.startup;

/**
 * Where a service runs: the setting {@code solieu.environment}. What is not said to be development
 * is production.
 */
enum Environment {
  PRODUCTION,
  DEVELOPMENT
}
