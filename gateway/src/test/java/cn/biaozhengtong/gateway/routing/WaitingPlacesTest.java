package cn.biaozhengtong.gateway.routing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class WaitingPlacesTest {
    private final WaitingPlaces places = new WaitingPlaces(30, 3);

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest out = new MockHttpServletRequest();
        out.setRemoteAddr(address);
        return out;
    }

    private static void as(String claim, String value) {
        Jwt token = Jwt.withTokenValue("x").header("alg", "none").claim(claim, value).build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
    }

    private List<WaitingPlaces.Place> all(MockHttpServletRequest who) {
        List<WaitingPlaces.Place> out = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            out.add(places.take(who));
        }
        assertThatThrownBy(() -> places.take(who)).isInstanceOf(BulkheadFullException.class);
        return out;
    }

    @Test
    void item2_anAddressWithoutAToken_takesAThird_andOthersGoOn() {
        List<WaitingPlaces.Place> one = all(from("10.0.0.1"));
        places.take(from("10.0.0.2"));
        one.getFirst().giveBack();
        places.take(from("10.0.0.1"));
        assertThatThrownBy(() -> places.take(from("10.0.0.1")))
                .isInstanceOf(BulkheadFullException.class);
    }

    @Test
    void item2_aClientAndAnAccount_areCountedWhereverTheyComeFrom() {
        as("azp", "tender-platform");
        all(from("10.0.0.1"));
        assertThatThrownBy(() -> places.take(from("10.0.0.9")))
                .isInstanceOf(BulkheadFullException.class);
        as("azp", "another-platform");
        all(from("10.0.0.1"));
        as("account", "somebody");
        all(from("10.0.0.1"));
        // Now all are taken.
        assertThatThrownBy(() -> places.take(from("10.0.0.3")))
                .isInstanceOf(BulkheadFullException.class);
    }
}
