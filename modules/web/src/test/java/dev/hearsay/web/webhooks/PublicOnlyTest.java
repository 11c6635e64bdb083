package dev.hearsay.web.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;

class PublicOnlyTest {
    private static List<InetSocketAddress> resolved(boolean privateAllowed, String host) {
        Promise.Completable<List<InetSocketAddress>> promise = new Promise.Completable<>();
        new PublicOnly(privateAllowed, Runnable::run).resolve(host, 443, Map.of(), promise);
        return promise.join();
    }

    @Test
    void aPublicAddressIsTheOneToConnectTo() {
        assertThat(resolved(false, "8.8.8.8")).containsExactly(new InetSocketAddress("8.8.8.8", 443));
    }

    @Test
    void aPrivateAddressIsRefusedUnlessItIsAllowed() {
        for (String host : List.of("localhost", "127.0.0.1", "10.1.2.3", "[::1]", "169.254.169.254")) {
            assertThatThrownBy(() -> resolved(false, host))
                    .as(host)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(PublicOnly.PrivateAddressException.class);
            assertThat(resolved(true, host)).as(host).isNotEmpty();
        }
    }
}
