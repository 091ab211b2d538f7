package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.held.HeldKeys;
import cn.biaozhengtong.caorder.pair.CertificatePair;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.PairId;
import cn.biaozhengtong.caorder.pair.PairState;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.caorder.pair.Revocation;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.kit.id.Person;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// 证书注销 with PIN (R33): a two-party signature of the holder over the wish, then revoked at once,
/// both certificates of the pair and the key. Tenders that could not be opened any more are named
/// first, and revoked only when the holder says that he knows them all (R34).
@Component
public class RevokeCertificate {
    private final HeldKeys held;
    private final Certificates certificates;
    private final SigningKeys keys;
    private final Cosigner cosigner;
    private final Office office;

    RevokeCertificate(
            HeldKeys held,
            Certificates certificates,
            SigningKeys keys,
            Cosigner cosigner,
            Office office) {
        this.held = held;
        this.certificates = certificates;
        this.keys = keys;
        this.cosigner = cosigner;
        this.office = office;
    }

    /// Who knows of tenders, and who ends pairs.
    @Component("revocationOffice")
    record Office(TenderDesk tenders, Pairs pairs, TransactionTemplate transactions) {}

    public record Opened(Cosigner.Opened round, Preimage preimage) {}

    /// Tenders that wait for the pair's key.
    public List<TenderDesk.Tender> losses(Person person, SerialNumber serial) {
        return losses(owned(person, serial));
    }

    private List<TenderDesk.Tender> losses(Certificates.Stored it) {
        return certificates.pair(it.pairId()).stream()
                .filter(Certificates.Stored::isEncryption)
                .flatMap(each -> office.tenders().waitingFor(each.serial()).stream())
                .toList();
    }

    /// @param knownLosses how many waiting tenders the holder was shown and gives up
    public Opened open(
            Person person, SerialNumber serial, int knownLosses, NonceCommitment commitment) {
        Certificates.Stored it = owned(person, serial);
        List<TenderDesk.Tender> losses = losses(it);
        if (losses.size() != knownLosses) {
            throw CertificateProblem.tenders_waiting.with(named(losses));
        }
        SigningKeys.Key key = key(it);
        Preimage wish = wish(serial);
        return new Opened(
                cosigner.open(
                        key.id(),
                        RoundSession.revocation(serial.hex()),
                        List.of(wish),
                        List.of(commitment)),
                wish);
    }

    public void revoke(Person person, SerialNumber serial, RoundId roundId, RoundAnswer answer) {
        Certificates.Stored it = owned(person, serial);
        SigningKeys.Key key = key(it);
        byte[] signature = cosigner.finish(key.id(), roundId, List.of(answer)).getFirst();
        // The round must have been about this wish and nothing else.
        key.publicKey().verify(wish(serial).toBytes(), signature);
        office.transactions()
                .executeWithoutResult(status -> revoke(it.pairId(), Revocation.byHolder()));
    }

    /// Ends the pair that has a certificate's place, also after recoveries, since another takes it;
    /// a second time changes nothing.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException while a recovery's is not signed: then
    ///   it cannot be ended yet
    @Transactional(propagation = Propagation.MANDATORY)
    public void supersede(SerialNumber serial, SerialNumber by) {
        CertificatePair last = office.pairs().inPlaceOf(serial);
        if (last.state() == PairState.reserved) {
            throw CertificateProblem.predecessor_recovering.exception();
        }
        revoke(last.pairId(), Revocation.superseded(by));
    }

    private void revoke(PairId pair, Revocation why) {
        if (office.pairs().revoke(pair, why)) {
            keys.revoke(pair);
        }
    }

    private static String named(List<TenderDesk.Tender> losses) {
        return losses.stream()
                .limit(5)
                .map(it -> it.title() + "（开标时间 " + it.opensAt() + "）")
                .collect(Collectors.joining("；"));
    }

    private Certificates.Stored owned(Person person, SerialNumber serial) {
        return held.of(person, serial).certificate();
    }

    private SigningKeys.Key key(Certificates.Stored it) {
        return keys.of(it.pairId()).orElseThrow(CertificateProblem.key_missing::exception);
    }

    /// `SM3` hash, in hexadecimal, of tag and serial.
    private static Preimage wish(SerialNumber serial) {
        String hash = SignedContext.hashOf(List.of("bzt/revoke/v1", serial.hex()));
        return Preimage.of(hash.getBytes(StandardCharsets.US_ASCII));
    }
}
