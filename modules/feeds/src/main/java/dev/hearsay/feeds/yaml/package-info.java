/** YAML files that people write, with faults said in their words. */
@NullMarked
package dev.hearsay.feeds.yaml;

import org.jspecify.annotations.NullMarked;
