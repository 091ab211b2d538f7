package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.issuance.ProvePossession;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.PairOrigin;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.VerifiedRequest;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.Proof;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import cn.biaozhengtong.kit.id.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The steps of a download, for a recovery: a new key in two shares, proof of possession, and one
/// wrapped decryption share for each encryption key.
@Component
public class ProveRecovery {
    private final StartRecovery start;
    private final RecoverCertificates recover;
    private final Pairs pairs;
    private final SigningKeys keys;
    private final Cosigner cosigner;
    private final KeyManagementCentre kmc;
    private final TransactionTemplate transactions;

    ProveRecovery(
            StartRecovery start,
            RecoverCertificates recover,
            Pairs pairs,
            SigningKeys keys,
            Cosigner cosigner,
            KeyManagementCentre kmc,
            TransactionTemplate transactions) {
        this.start = start;
        this.recover = recover;
        this.pairs = pairs;
        this.keys = keys;
        this.cosigner = cosigner;
        this.kmc = kmc;
        this.transactions = transactions;
    }

    public record Generated(Point publicKey, Proof serverProof) {}

    public record Opened(Cosigner.Opened round, List<Preimage> preimages) {}

    /// Whose recovery it is, and the login that asks.
    public record Device(Person person, String login, UUID recovery) {
        byte[] context() {
            return ProvePossession.context(person, recovery);
        }
    }

    public Generated generate(Device device, Point p1, Proof proof) {
        Recoveries.Recovery it = mayGoOn(device);
        ServerShare share = ServerShare.generate(p1, proof, device.context());
        transactions.executeWithoutResult(status -> {
            start.mustStillGoOn(it);
            keys.replace(pairs.keyed(device.person(), PairOrigin.recovery(it.id())), share);
        });
        return new Generated(share.publicKey().point(), share.prove(device.context()));
    }

    public Opened open(
            Device device, List<NonceCommitment> commitments, List<byte[]> wrappedShares) {
        Recoveries.Recovery it = mayGoOn(device);
        SigningKeys.Key key = pendingKey(it);
        List<Preimage> preimages = preimages(it, key, wrappedShares);
        return new Opened(
                cosigner.open(key.id(), RoundSession.download(it.id()), preimages, commitments),
                preimages);
    }

    /// Each finished round answers what the shares of that round are checked against, until the
    /// device confirmed; nothing else ever does.
    public RecoverCertificates.Handed finish(
            Device device, RoundId round, List<RoundAnswer> answers, List<byte[]> wrappedShares) {
        Recoveries.Recovery it = mayGoOn(device);
        SigningKeys.Key key = pendingKey(it);
        List<Preimage> preimages = preimages(it, key, wrappedShares);
        List<byte[]> signatures = cosigner.finish(key.id(), round, answers);
        key.publicKey().verify(preimages.get(1).toBytes(), signatures.get(1));
        VerifiedRequest request =
                CertificateRequest.parse(
                        CertificateRequest.assemble(preimages.get(0), signatures.get(0)));
        List<Scalar> shares = new ArrayList<>();
        for (byte[] each : wrappedShares) {
            shares.add(kmc.unwrap(it.person(), it.id(), each));
        }
        return recover.recover(it, key, request, shares);
    }

    /// What was recovered: certificates and nothing else.
    public RecoverCertificates.Recovered recovered(Device device) {
        Recoveries.Recovery it = mayGoOn(device);
        if (!it.issued()) {
            throw CertificateProblem.not_issued.exception();
        }
        return recover.recovered(it);
    }

    /// The device has stored and checked everything: its key signs from here on.
    public void confirm(Device device) {
        Recoveries.Recovery it = mayGoOn(device);
        if (!it.issued()) {
            throw CertificateProblem.not_issued.exception();
        }
        transactions.executeWithoutResult(status -> {
            pairs.confirm(pairs.lock(PairOrigin.recovery(it.id())).orElseThrow());
            keys.confirm(key(it).id());
        });
    }

    private Recoveries.Recovery mayGoOn(Device device) {
        return start.mayGoOn(
                new IdentityDesk.Asker(device.person(), device.login()), device.recovery());
    }

    private SigningKeys.Key key(Recoveries.Recovery it) {
        return pairs.of(PairOrigin.recovery(it.id()))
                .flatMap(pair -> keys.of(pair.pairId()))
                .orElseThrow(CertificateProblem.key_missing::exception);
    }

    private SigningKeys.Key pendingKey(Recoveries.Recovery it) {
        SigningKeys.Key key = key(it);
        if (it.issued()) {
            recover.recovered(it).signing().mustBeActive();
        }
        if (!key.isPending()) {
            throw CertificateProblem.downloaded.exception();
        }
        return key;
    }

    private List<Preimage> preimages(
            Recoveries.Recovery it, SigningKeys.Key key, List<byte[]> wrappedShares) {
        if (wrappedShares.size() != it.keys().size()) {
            throw RecoveryProblem.wrong_shares.exception();
        }
        Certificates.Stored old =
                it.issued()
                        ? start.found(it.accountId(), it.oldSerial())
                        : start.recoverable(it.accountId(), it.oldSerial());
        return ProvePossession.preimages(
                it.id(), Certificate.parse(old.encoded()).subject(), key, wrappedShares);
    }
}
