package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.OcspResponse.Dated;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lists and answers by which [ChainVerifier] judges revocation: nothing here is believed before
/// its signature is.
///
/// A certificate about which nothing here speaks is refused as [Reason#status_unknown]: silence is
/// not good news.
public final class RevocationEvidence {
    private static final int REMOVED = 8;
    private static final int HELD = 6;

    /// As far as clocks of one authority may lie apart.
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final List<Crl> lists;
    private final List<byte[]> answers;
    private final Instant freshAt;

    private RevocationEvidence(List<Crl> lists, List<byte[]> answers, Instant freshAt) {
        this.lists = List.copyOf(lists);
        this.answers = answers.stream().map(byte[]::clone).toList();
        this.freshAt = freshAt;
    }

    /// @param lists full, sharded and delta, of any issuers
    /// @param answers DER of OCSP responses
    /// @param freshAt when they must be current: now, or when they were kept beside a signature
    public static RevocationEvidence of(List<Crl> lists, List<byte[]> answers, Instant freshAt) {
        return new RevocationEvidence(lists, answers, freshAt);
    }

    /// Judges every certificate of a path below its root.
    ///
    /// @throws CryptoException `revoked`, or `status_unknown` when nothing good speaks of one
    public void mustBeGood(VerifiedChain chain, Instant at) {
        for (int i = chain.path().size() - 2; i >= 0; i--) {
            mustBeGood(chain.path().get(i), chain.path().get(i + 1), at);
        }
    }

    /// As [#mustBeGood]; and that the first was good is said by a word of that moment, or of a
    /// later one: what was said before knows nothing of the time until then, and whoever keeps but
    /// old words has no proof when nobody answers any more.
    ///
    /// @throws CryptoException `revoked`, or `status_unknown` when no such word is here
    public void mustHaveBeenGood(VerifiedChain chain, Instant at) {
        mustBeGood(chain, at);
        if (chain.path().size() == 1) {
            return;
        }
        Certificate leaf = chain.path().get(0);
        Certificate issuer = chain.path().get(1);
        // Lists and answers are dated by the second, and by another clock than stamps are.
        Instant from = at.truncatedTo(ChronoUnit.SECONDS).minus(CLOCKS);
        List<Dated> later =
                past(leaf, issuer).stream().filter(it -> !it.from().isBefore(from)).toList();
        mustBeGood(judged(later), at);
    }

    /// @param at what was revoked later than this was still good then
    /// @throws CryptoException `revoked`, or `status_unknown` when nothing good speaks of it
    void mustBeGood(Certificate certificate, Certificate issuer, Instant at) {
        List<Dated> words = new ArrayList<>(byAnswer(certificate, issuer));
        words.addAll(byList(certificate, issuer));
        // What is for ever is so whenever it is said: also before or after the rest is current.
        past(certificate, issuer).stream().filter(it -> isFinal(it.status())).forEach(words::add);
        mustBeGood(judged(words), at);
    }

    private static void mustBeGood(CertificateStatus status, Instant at) {
        if (status instanceof CertificateStatus.Unknown) {
            throw new CryptoException(Reason.status_unknown);
        }
        if (status instanceof CertificateStatus.Revoked revoked && !revoked.at().isAfter(at)) {
            throw new CryptoException(Reason.revoked);
        }
    }

    /// What was revoked stays so, whoever says it; of good and held, which may follow each other,
    /// the newest word counts, whether it is of an answer or of a list.
    private static CertificateStatus judged(List<Dated> words) {
        return words.stream()
                .filter(it -> isFinal(it.status()))
                .min(Comparator.comparing(it -> ((CertificateStatus.Revoked) it.status()).at()))
                .or(() ->
                        words.stream()
                                .max(
                                        Comparator.comparing(Dated::from)
                                                .thenComparing(it ->
                                                        it.status()
                                                                instanceof
                                                                CertificateStatus.Revoked)))
                .map(Dated::status)
                .orElseGet(CertificateStatus.Unknown::new);
    }

    private static boolean isFinal(CertificateStatus status) {
        return status instanceof CertificateStatus.Revoked revoked && revoked.reason() != HELD;
    }

    private List<Dated> byAnswer(Certificate certificate, Certificate issuer) {
        return words(answers, it -> OcspResponse.dated(it, issuer, certificate.serial(), freshAt));
    }

    /// What was ever said about it, each word by itself.
    private List<Dated> past(Certificate certificate, Certificate issuer) {
        List<Dated> out = words(answers, it -> OcspResponse.past(it, issuer, certificate.serial()));
        out.addAll(words(lists, it -> past(it, certificate, issuer)));
        return out;
    }

    /// What one list said; one that only adds to another says nothing alone.
    private static Dated past(Crl list, Certificate certificate, Certificate issuer) {
        if (list.deltaBase().isPresent() || !list.covers(certificate)) {
            throw new CryptoException(Reason.untrusted);
        }
        list.verifySignedBy(issuer);
        return said(list, List.of(), certificate.serial());
    }

    private static <T> List<Dated> words(List<T> sources, Function<T, Dated> word) {
        List<Dated> out = new ArrayList<>();
        for (T source : sources) {
            try {
                Dated said = word.apply(source);
                if (!(said.status() instanceof CertificateStatus.Unknown)) {
                    out.add(said);
                }
            } catch (CryptoException e) {
                // About another certificate, old or forged: it says nothing.
            }
        }
        return out;
    }

    private List<Dated> byList(Certificate certificate, Certificate issuer) {
        List<Crl> usable = new ArrayList<>();
        for (Crl list : lists) {
            try {
                if (list.covers(certificate)) {
                    list.verify(issuer, freshAt);
                    usable.add(list);
                }
            } catch (CryptoException e) {
                // Old or forged: it says nothing.
            }
        }
        List<Dated> out = new ArrayList<>();
        for (Crl full : usable.stream().filter(it -> it.deltaBase().isEmpty()).toList()) {
            try {
                out.add(said(full, usable, certificate.serial()));
            } catch (CryptoException e) {
                // Unreadable entries: it says nothing.
            }
        }
        return out;
    }

    /// A full list with the deltas that may be laid over it; the newest word counts.
    private static Dated said(Crl full, List<Crl> usable, SerialNumber serial) {
        Optional<Revocation> entry = full.revocation(serial);
        Instant from = full.thisUpdate();
        List<Crl> deltas =
                usable.stream()
                        .filter(full::takes)
                        .sorted(Comparator.comparing(it -> it.number().orElseThrow()))
                        .toList();
        for (Crl delta : deltas) {
            Optional<Revocation> newer = delta.revocation(serial);
            entry = newer.isPresent() ? newer : entry;
            from = delta.thisUpdate().isAfter(from) ? delta.thisUpdate() : from;
        }
        CertificateStatus status =
                entry.filter(it -> it.reason() != REMOVED)
                        .<CertificateStatus>map(
                                it -> new CertificateStatus.Revoked(it.at(), it.reason()))
                        .orElseGet(CertificateStatus.Good::new);
        return new Dated(status, from);
    }
}
