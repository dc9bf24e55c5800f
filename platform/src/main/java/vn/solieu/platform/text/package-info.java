/** How words that people wrote are kept and searched. */
@NullMarked
package vn.solieu.platform.text;

import org.jspecify.annotations.NullMarked;
