/**
 * Webhooks: the changes of the claim stream, sent to addresses that subscribed, signed after the Standard Webhooks
 * specification 1.0.0.
 */
@NullMarked
package dev.hearsay.web.webhooks;

import org.jspecify.annotations.NullMarked;
