package vn.solieu.gateway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request is counted for. */
class ClientAddressesTest {

  private static final String CALLER = "203.0.113.9";

  private final ClientAddresses behind =
      new ClientAddresses(List.of("172.18.0.1", " 10.0.0.0/24", "fd00::/8", "2001:db8:f::1"));

  @Test
  void withoutATrustedProxyItIsWhoOpenedTheConnection() {
    ClientAddresses nobodyTrusted = new ClientAddresses(List.of());

    assertEquals("172.18.0.1", nobodyTrusted.of("172.18.0.1", List.of(CALLER)));
    assertEquals(CALLER, behind.of(CALLER, List.of("198.51.100.1")));
  }

  @Test
  void aTrustedProxyNamesItsCaller() {
    assertEquals(CALLER, behind.of("172.18.0.1", List.of(CALLER)));
    assertEquals(CALLER, behind.of("10.0.0.77", List.of(CALLER + ":4711")));
    assertEquals(CALLER, behind.of("fd00:0:0:1::2", List.of(CALLER)));
    assertEquals("172.18.0.1", behind.of("172.18.0.1", List.of()));
  }

  /** An address is that address alone, and a network ends where it says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "172.18.0.2",
        "172.18.1.1",
        "10.0.1.1",
        "9.255.255.255",
        "2001:db8:f::2",
        "fe00::1"
      })
  void whoIsBesideATrustedProxyIsNotTrusted(String connected) {
    assertNotEquals(CALLER, behind.of(connected, List.of(CALLER)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001:db8:f::1", "fdff:ffff::1", "10.0.0.255", "::ffff:10.0.0.7"})
  void aProxyIsTrustedInWhateverNotation(String connected) {
    assertEquals(CALLER, behind.of(connected, List.of(CALLER)));
  }

  @Test
  void anAddressOfIpv4IsTheSameInTheNotationOfIpv6() {
    assertEquals(CALLER, behind.of("172.18.0.1", List.of("::ffff:" + CALLER)));
    assertEquals(CALLER, behind.of("172.18.0.1", List.of("[::ffff:" + CALLER + "]:4711")));
    assertEquals(CALLER, behind.of("::ffff:" + CALLER, List.of()));
  }

  @Test
  void whatTheCallerWroteBeforeIsNotBelieved() {
    assertEquals(CALLER, behind.of("172.18.0.1", List.of("198.51.100.1, 10.0.0.3, " + CALLER)));
    assertEquals(CALLER, behind.of("172.18.0.1", List.of("198.51.100.1", CALLER)));
  }

  @Test
  void aChainOfTrustedProxiesIsFollowed() {
    assertEquals(
        CALLER, behind.of("172.18.0.1", List.of("198.51.100.1, " + CALLER + ", 10.0.0.3")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "_hidden", "example.org", "1.2.3", ",", "[", "::::"})
  void whatIsNoAddressNamesNobody(String named) {
    assertEquals("172.18.0.1", behind.of("172.18.0.1", List.of(named)));
  }

  @Test
  void anySubscriberOfIpv6IsOne() {
    assertEquals(
        behind.of("2001:db8:1:2::1", List.of()), behind.of("2001:db8:1:2:ffff::9", List.of()));
    assertEquals(
        behind.of("2001:db8:1:2::1", List.of()),
        behind.of("172.18.0.1", List.of("[2001:db8:1:2::7]:4711")));
  }

  @Test
  void subscribersOfIpv6AreAsManyAsTheirNetworks() {
    String one = behind.of("2001:db8:1:2::1", List.of());

    assertNotEquals(one, behind.of("2001:db8:1:3::1", List.of()));
    assertNotEquals(one, behind.of("172.18.0.1", List.of("2001:db8:1:3::1")));
    assertNotEquals(one, behind.of("2001:db8:2:2::1", List.of()));
  }

  @Test
  void whereOnlyProxiesAreNamedTheFirstOfThemCounts() {
    assertEquals("10.0.0.9", behind.of("172.18.0.1", List.of("10.0.0.9, 10.0.0.3")));
    assertEquals("10.0.0.3", behind.of("172.18.0.1", List.of("10.0.0.9, unknown, 10.0.0.3")));
  }

  @Test
  void aConnectionWithoutAnAddressIsNobodys() {
    assertEquals("unknown", behind.of(null, List.of(CALLER)));
  }

  @Test
  void aNetworkThatIsNoneStopsTheStart() {
    assertThrows(RuntimeException.class, () -> new ClientAddresses(List.of("example.org")));
  }
}
