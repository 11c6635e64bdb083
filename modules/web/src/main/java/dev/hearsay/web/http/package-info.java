/** What every answer has in common: parameters, problems, lists and exports, caching, headers, tokens. */
@NullMarked
package dev.hearsay.web.http;

import org.jspecify.annotations.NullMarked;
