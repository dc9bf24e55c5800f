/** What every HTTP resource needs: request id, preconditions, paging, checked query parameters. */
@NullMarked
package vn.solieu.platform.http;

import org.jspecify.annotations.NullMarked;
