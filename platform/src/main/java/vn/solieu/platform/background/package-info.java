/** Work that nobody asks for: it goes on as long as the service runs. */
@NullMarked
package vn.solieu.platform.background;

import org.jspecify.annotations.NullMarked;
