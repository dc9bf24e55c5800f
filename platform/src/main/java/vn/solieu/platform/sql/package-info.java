/** Plain SQL for what is read and written in bulk or as whole documents. */
@NullMarked
package vn.solieu.platform.sql;

import org.jspecify.annotations.NullMarked;
