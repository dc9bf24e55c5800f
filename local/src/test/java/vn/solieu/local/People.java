package vn.solieu.local;

/** Who comes to an installation, wherever it runs. */
interface People {

  Api stranger();

  /** A person of an agency, who holds the roles. */
  Api person(String name, String agency, String... roles);
}
