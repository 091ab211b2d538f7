package cn.biaozhengtong.crypto.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every part that is shown changes what is signed, and nothing means the same in another kind or
/// place.
class SessionSignaturesTest {
    private static final String HASH = "a".repeat(64);
    private static final SessionContent.Tendering TENDER =
            new SessionContent.Tendering("T-1", "一标段", "项目", "2026-12-01T01:00:00Z", "大厅");

    private static String wrapped(int seed) {
        byte[] plain = {(byte) seed};
        return Base64.getEncoder().encodeToString(KEY.publicKey().encrypt(plain));
    }

    private static final Sm2KeyPair KEY = Sm2KeyPair.generate();
    private static final String ONE = wrapped(1);
    private static final String TWO = wrapped(2);

    private static SessionContent content(
            String kind,
            String tool,
            List<SessionContent.Item> items,
            SessionContent.Tendering tender,
            List<SessionContent.SealedBid> bids,
            List<SessionContent.WrappedEnvelope> envelopes) {
        return new SessionContent(
                kind, "目的", "账号", "企业", "USCC", tool, items, tender, bids, envelopes);
    }

    private static SessionContent sign(String... titles) {
        List<SessionContent.Item> items = new ArrayList<>();
        for (String title : titles) {
            items.add(new SessionContent.Item(title, HASH));
        }
        return content("sign", "节点", items, null, List.of(), List.of());
    }

    private static SessionContent encrypt(SessionContent.SealedBid... bids) {
        return content("encrypt", "", List.of(), TENDER, List.of(bids), List.of());
    }

    private static SessionContent decrypt(SessionContent.WrappedEnvelope... envelopes) {
        return content("decrypt", "", List.of(), TENDER, List.of(), List.of(envelopes));
    }

    private static SignedContext context(SessionContent it) {
        return new SignedContext(
                it.kind(),
                "s-1",
                "ANSTEEL",
                "平台",
                "random",
                "challenge",
                it.hash(),
                "",
                "1234",
                "qr",
                "USCC",
                "1a",
                "1b",
                "账号",
                "administrator",
                "2026-11-26T00:00:00Z");
    }

    @Test
    void hash_anyPartChanged_isAnother() {
        SessionContent.SealedBid bid = new SessionContent.SealedBid("f", 1, HASH, HASH, "1a", HASH);
        List<SessionContent> all =
                List.of(
                        SessionContent.of("login", "p", "a", "e", "u"),
                        SessionContent.of("bind", "p", "a", "e", "u"),
                        SessionContent.of("login", "pa", "", "e", "u"),
                        content("authenticate", "工具", List.of(), null, List.of(), List.of()),
                        content("authenticate", "别的", List.of(), null, List.of(), List.of()),
                        sign("甲"),
                        sign("甲", "乙"),
                        sign("乙", "甲"),
                        encrypt(bid),
                        encrypt(bid, new SessionContent.SealedBid("f", 2, HASH, HASH, "1a", HASH)),
                        encrypt(new SessionContent.SealedBid("g", 1, HASH, HASH, "1a", HASH)),
                        decrypt(new SessionContent.WrappedEnvelope("f", "1a", ONE)),
                        decrypt(new SessionContent.WrappedEnvelope("f", "1b", ONE)),
                        decrypt(new SessionContent.WrappedEnvelope("f", "1a", TWO)));
        Set<String> hashes = new HashSet<>();
        all.forEach(it -> hashes.add(it.hash()));
        assertThat(hashes).hasSize(all.size());
    }

    @Test
    void sign_eachItem_isBoundToItsPlaceAndTheWholeList() {
        SessionContent two = sign("甲", "甲");
        List<Preimage> preimages = SessionSignatures.of(context(two), two);
        assertThat(preimages)
                .hasSize(3)
                .startsWith(context(two).preimage())
                .doesNotHaveDuplicates();
        SessionContent three = sign("甲", "甲", "乙");
        assertThat(SessionSignatures.of(context(three), three))
                .doesNotContainAnyElementsOf(preimages);
    }

    @Test
    void encrypt_signsContextAndEachManifest_decryptContextAndEachCertificate() {
        SessionContent bids = encrypt(new SessionContent.SealedBid("f", 9, HASH, HASH, "1a", HASH));
        assertThat(SessionSignatures.of(context(bids), bids))
                .hasSize(2)
                .startsWith(context(bids).preimage());
        SessionContent keys =
                decrypt(
                        new SessionContent.WrappedEnvelope("f", "1a", ONE),
                        new SessionContent.WrappedEnvelope("g", "1b", TWO));
        assertThat(SessionSignatures.serials(keys)).containsExactly("1a", "1b");
        assertThat(SessionSignatures.of(context(keys), keys)).hasSize(3);
        assertThat(SessionSignatures.of(context(keys), keys, List.of("1b")))
                .hasSize(2)
                .contains(SessionSignatures.authorisation(context(keys), keys, "1b").preimage());
    }

    @Test
    void item3_contentWithoutWhatItsKindIsAbout_signsNothing() {
        for (SessionContent none :
                List.of(
                        sign(),
                        encrypt(),
                        decrypt(),
                        content("encrypt", "", List.of(), null, List.of(), List.of()),
                        content("decrypt", "", List.of(), null, List.of(), List.of()))) {
            assertThat(none.isComplete()).isFalse();
            refused(() -> SessionSignatures.of(context(none), none));
        }
        SessionContent keys = decrypt(new SessionContent.WrappedEnvelope("f", "1a", ONE));
        refused(() -> SessionSignatures.of(context(keys), keys, List.of()));
        refused(() -> SessionSignatures.of(context(keys), keys, List.of("1b")));
        refused(() -> SessionSignatures.of(context(keys), keys, List.of("1a", "1a")));
    }

    @Test
    void item3_partsThatAKindHasNoUseFor_areRefused() {
        List<SessionContent.Item> items = List.of(new SessionContent.Item("甲", HASH));
        List<SessionContent.SealedBid> bids =
                List.of(new SessionContent.SealedBid("f", 1, HASH, HASH, "1a", HASH));
        List<SessionContent.WrappedEnvelope> keys =
                List.of(new SessionContent.WrappedEnvelope("f", "1a", ONE));
        for (String kind :
                List.of("bind", "login", "authenticate", "sign", "encrypt", "decrypt", "other")) {
            boolean tendering = kind.endsWith("crypt");
            if (!kind.equals("sign")) {
                refused(() -> content(kind, "", items, null, List.of(), List.of()));
            }
            if (!tendering) {
                refused(() -> content(kind, "", List.of(), TENDER, List.of(), List.of()));
            }
            if (!kind.equals("encrypt")) {
                refused(() -> content(kind, "", List.of(), null, bids, List.of()));
            }
            if (!kind.equals("decrypt")) {
                refused(() -> content(kind, "", List.of(), null, List.of(), keys));
            }
            if (!kind.equals("authenticate") && !kind.equals("sign")) {
                refused(() -> content(kind, "工具", List.of(), null, List.of(), List.of()));
            }
        }
    }

    @Test
    void item3_fiveHundredDocuments_andTheContext_areARound_oneMoreIsRefused() {
        SessionContent all = sign(java.util.Collections.nCopies(500, "甲").toArray(String[]::new));
        assertThat(SessionSignatures.of(context(all), all)).hasSize(SessionSignatures.MAX + 1);
        // Those that seal have a list besides.
        assertThat(cn.biaozhengtong.crypto.twoparty.ServerShare.MAX_BATCH)
                .isEqualTo(SessionSignatures.MAX + 2);
        SessionContent more = sign(java.util.Collections.nCopies(501, "甲").toArray(String[]::new));
        refused(() -> SessionSignatures.of(context(more), more));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoException.class);
    }

    @Test
    void contextOfAnotherContent_isRefused() {
        assertThatThrownBy(() -> SessionSignatures.of(context(sign("甲")), sign("乙")))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() ->
                        SessionSignatures.of(
                                context(sign("甲")),
                                SessionContent.of("login", "目的", "账号", "企业", "USCC")))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void qr_authAndTokens_differByEveryField() {
        byte[] secret = new byte[32];
        Set<String> all = new HashSet<>();
        all.add(SessionQr.auth(secret, "login", "s", 1, HASH));
        all.add(SessionQr.auth(secret, "bind", "s", 1, HASH));
        all.add(SessionQr.auth(secret, "login", "t", 1, HASH));
        all.add(SessionQr.auth(secret, "login", "s", 2, HASH));
        all.add(SessionQr.auth(secret, "login", "s", 1, "b"));
        all.add(SessionQr.viewToken(secret, "s"));
        all.add(SessionQr.returnValue(secret, "s"));
        assertThat(all).hasSize(7).allMatch(it -> it.length() == SessionQr.LENGTH);
    }
}
