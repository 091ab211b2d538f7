package cn.biaozhengtong.crypto.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.seal.SealSigners;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is signed in a `seal` session is what the phone showed, in the standards' own forms, and
/// its evidence proves it.
class StampingsTest {
    private static final String PLACE = "page 1 100 200.5 150 150";
    private static final String PROPERTY = "/Doc_0/Signs/Sign_0/Signature.xml";

    private final EvidenceFixture world = new EvidenceFixture();
    private final Sm2KeyPair makerKey = Sm2KeyPair.generate();
    private final Certificate maker =
            world.ca.issue(
                    world.ca.authority,
                    CertificateProfile.seal_maker,
                    DistinguishedName.of("BZT", "制章", "seal maker"),
                    makerKey.publicKey());
    private final Seal seal = seal(world.signing);

    private Seal seal(Certificate signer) {
        return Seal.make(
                new SealInfo(
                        "BZT",
                        "91210000558190456G-01",
                        1,
                        "𠮷野（中国）有限公司",
                        SealSigners.certificates(List.of(signer)),
                        world.ca.now,
                        world.ca.now.minusSeconds(30),
                        world.ca.now.plus(Duration.ofDays(30)),
                        SealPicture.of("png", new byte[] {1, 2, 3}, 40, 40)),
                maker,
                makerKey);
    }

    private static DocumentToSeal document(String format, String title, String... places) {
        return new DocumentToSeal(
                "d-" + title,
                title,
                format,
                Sm3.hex(title.getBytes(StandardCharsets.UTF_8)),
                3,
                "enterprise_seal",
                0,
                List.of(places));
    }

    private static SessionContent content(DocumentToSeal... documents) {
        return new SessionContent(
                "seal",
                "签章",
                "账号",
                "𠮷野（中国）有限公司",
                "91210000558190456G",
                "",
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(documents));
    }

    private static String digest(int seed) {
        return Sm3.hex(new byte[] {(byte) seed});
    }

    private Stampings stampings(Seal with) {
        return new Stampings(
                List.of(Base64.getEncoder().encodeToString(with.encoded())),
                List.of(
                        new Stampings.Stamping(0, digest(1), ""),
                        new Stampings.Stamping(0, digest(2), PROPERTY)));
    }

    private final SessionContent both =
            content(document("pdf", "投标函", PLACE), document("ofd", "报价", "seam 0.5"));

    private SignedContext context(SessionContent about) {
        return world.context(about, world.ca.now.minusSeconds(20).truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void documents_areSignedInTheStandardsForms_underTheListThatIsBoundToWhatWasShown() {
        SignedContext context = context(both);
        List<Preimage> signed = SessionSignatures.of(context, both, stampings(seal), world.signing);
        assertThat(signed).hasSize(4).startsWith(context.preimage());
        assertThat(signed.get(2))
                .isEqualTo(
                        SignedDataBuilder.sealedPreimage(
                                HexFormat.of().parseHex(digest(1)), seal.encoded(), world.signing));
        assertThat(signed.get(3))
                .isEqualTo(
                        SealSignature.prepare(
                                seal,
                                context.instant(),
                                HexFormat.of().parseHex(digest(2)),
                                PROPERTY));
    }

    @Test
    void item25_swappedDocument_digest_seal_orPlace_isAnotherList() {
        Seal other = seal(world.signing);
        List<SessionContent> contents =
                List.of(
                        both,
                        content(both.documents().get(0), document("ofd", "报价", "seam 0.6")),
                        content(both.documents().get(0), document("ofd", "别的", "seam 0.5")));
        Set<Preimage> lists = new HashSet<>();
        for (SessionContent it : contents) {
            lists.add(SessionSignatures.of(context(it), it, stampings(seal), world.signing).get(1));
        }
        lists.add(
                SessionSignatures.of(context(both), both, stampings(other), world.signing).get(1));
        Stampings exchanged =
                new Stampings(
                        stampings(seal).seals(),
                        List.of(
                                new Stampings.Stamping(0, digest(2), ""),
                                new Stampings.Stamping(0, digest(1), PROPERTY)));
        lists.add(SessionSignatures.of(context(both), both, exchanged, world.signing).get(1));
        assertThat(lists).hasSize(5);
    }

    @Test
    void item25_stampingsOfOtherDocuments_orASealOfOthers_areRefused() {
        SignedContext context = context(both);
        Certificate stranger =
                world.ca.subscriber(
                        Sm2KeyPair.generate().publicKey(), CertificateProfile.subscriber_signing);
        refused(context, both, Stampings.NONE);
        refused(context, both, stampings(seal(stranger)));
        refused(context, content(both.documents().get(0)), stampings(seal));
        // An OFD's form for a PDF, and the other way about.
        refused(
                context,
                both,
                new Stampings(
                        stampings(seal).seals(),
                        List.of(
                                new Stampings.Stamping(0, digest(1), PROPERTY),
                                new Stampings.Stamping(0, digest(2), PROPERTY))));
        assertThatThrownBy(() -> SessionSignatures.of(context, both, stampings(seal), stranger))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> SessionSignatures.of(context, both))
                .isInstanceOf(CryptoException.class);
    }

    private void refused(SignedContext context, SessionContent about, Stampings it) {
        assertThatThrownBy(() -> SessionSignatures.of(context, about, it, world.signing))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void place_thatIsNone_isRefused() {
        for (String it :
                List.of(
                        "",
                        "page 0 1 1 1 1",
                        "page 1 1 1 1",
                        "page 1 01 1 1 1",
                        "page 1 -1 1 1 1",
                        "keyword 1 ",
                        "keyword 1 a\tb",
                        "seam 1.5",
                        "seam 0.5 ",
                        "field ")) {
            assertThatThrownBy(() -> document("pdf", "t", it)).isInstanceOf(CryptoException.class);
        }
        for (String it : List.of(PLACE, "keyword 0 盖章处", "field 投标函 1", "seam 1", "seam 0.25")) {
            assertThat(document("pdf", "t", it).places()).containsExactly(it);
        }
    }

    private SessionEvidence evidence() {
        SignedContext context = context(both);
        Stampings stampings = stampings(seal);
        List<byte[]> signatures = new ArrayList<>();
        SessionSignatures.of(context, both, stampings, world.signing)
                .forEach(it -> signatures.add(world.key.sign(it.toBytes())));
        SessionEvidence usual = world.evidence(context, both, signatures);
        return new SessionEvidence(
                context,
                both,
                List.of(),
                signatures,
                world.signing,
                world.encryption,
                usual.transitions(),
                stampings);
    }

    @Test
    void evidenceOfASealSession_isVerified_andNoLineOfItMayChange() {
        SessionEvidence it = evidence();
        EvidencePackage good =
                world.stamped(
                        world.files(it.encoded(), world.good(it)), world.ca.now.plusSeconds(1));
        assertThat(good.verify(world.ca.root).evidence().stampings()).isEqualTo(it.stampings());
        assertThat(SessionEvidence.parse(it.encoded()).content()).isEqualTo(both);
        String text = new String(it.encoded(), StandardCharsets.UTF_8);
        for (String changed :
                List.of(
                        text.replace(digest(1), digest(3)),
                        text.replace("seam 0.5", "seam 0.6"),
                        text.replace("Sign_0", "Sign_1"),
                        text.replaceFirst("stamping\t[^\n]*\n", ""),
                        text.replaceFirst("document\t[^\n]*\n", ""))) {
            assertThat(changed).isNotEqualTo(text);
            // Whoever forges may have anything stamped, and asks for the status of what he has.
            byte[] forged = changed.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() ->
                            world.stamped(
                                            world.files(forged, world.good(it)),
                                            world.ca.now.plusSeconds(1))
                                    .verify(world.ca.root))
                    .isInstanceOf(CryptoException.class);
        }
    }
}
