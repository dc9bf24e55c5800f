package vn.solieu.platform.http;

import java.io.IOException;

/** Nobody takes the rest of an answer: its reader has left, or was cut off. No fault of ours. */
final class ReaderLeft extends IOException {

  ReaderLeft(Throwable cause) {
    super("The reader has left", cause);
  }
}
