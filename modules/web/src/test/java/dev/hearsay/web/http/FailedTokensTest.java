package dev.hearsay.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedTokensTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final FailedTokens failed = new FailedTokens(nanos::get);

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            failed.failed(address);
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void anAddressIsClosedAfterSoManyAndOpenAMinuteAfterTheFirst() {
        fail("192.0.2.1", FailedTokens.MOST - 1);
        assertThat(failed.closedFor("192.0.2.1")).isEmpty();
        pass(Duration.ofSeconds(20));
        fail("192.0.2.1", 1);
        assertThat(failed.closedFor("192.0.2.1")).contains(Duration.ofSeconds(40));
        assertThat(failed.closedFor("192.0.2.2")).isEmpty();
        pass(Duration.ofSeconds(40));
        assertThat(failed.closedFor("192.0.2.1")).isEmpty();
        assertThat(failed.size()).isZero();
        fail("192.0.2.1", FailedTokens.MOST - 1);
        assertThat(failed.closedFor("192.0.2.1")).as("the count began anew").isEmpty();
    }

    @Test
    void anIpv6AddressCountsAsItsNetwork() {
        for (int i = 0; i < FailedTokens.MOST; i++) {
            fail("[2001:db8:0:1::" + i + "]", 1);
        }
        assertThat(failed.closedFor("2001:db8:0:1:ffff::1")).isPresent();
        assertThat(failed.closedFor("2001:db8:0:2::1")).isEmpty();
    }

    @Test
    void moreAddressesThanAreRememberedForgetTheOldest() {
        fail("192.0.2.1", FailedTokens.MOST);
        for (int i = 0; i < FailedTokens.ADDRESSES - 1; i++) {
            fail("10.1." + i / 256 + "." + i % 256, 1);
        }
        assertThat(failed.closedFor("192.0.2.1")).isPresent();
        fail("10.2.0.0", 1);
        assertThat(failed.closedFor("192.0.2.1")).isEmpty();
        assertThat(failed.size()).isEqualTo(FailedTokens.ADDRESSES);
    }
}
