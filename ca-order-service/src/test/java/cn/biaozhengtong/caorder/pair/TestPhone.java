package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.decryption.AnswerDecryption;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.issuance.GenerateKey;
import cn.biaozhengtong.caorder.issuance.ProvePossession;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.recovery.ProveRecovery;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.crypto.twoparty.Proof;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.ServerNonce;
import cn.biaozhengtong.crypto.twoparty.SplitDecryption;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// What a phone does with its certificates, against the service's own classes. It checks what it
/// gets as a phone would, and keeps its shares by device and serial.
public final class TestPhone {
    private final GenerateKey generate;
    private final ProvePossession possession;
    private final DownloadCertificates download;
    private final KeyManagementCentre kmc;
    private final ProveRecovery recovery;
    private final AnswerDecryption decryption;
    private final Map<String, Scalar> shares = new ConcurrentHashMap<>();
    private final Map<SerialNumber, Certificate> certificates = new ConcurrentHashMap<>();
    private final List<byte[]> said = new CopyOnWriteArrayList<>();

    TestPhone(
            GenerateKey generate,
            ProvePossession possession,
            DownloadCertificates download,
            KeyManagementCentre kmc,
            ProveRecovery recovery,
            AnswerDecryption decryption) {
        this.generate = generate;
        this.possession = possession;
        this.download = download;
        this.kmc = kmc;
        this.recovery = recovery;
        this.decryption = decryption;
    }

    DownloadCertificates.Pair download(Person person, OrderId id) {
        return downloading(person, id).call();
    }

    /// The last step of a download, to be taken later.
    Fetching downloading(Person person, OrderId id) {
        byte[] context = ProvePossession.context(person, id.value());
        DeviceShare share = DeviceShare.generate();
        GenerateKey.Generated key =
                generate.generate(person, id, share.commitment(), noted(share.prove(context)));
        share.accept(key.publicKey(), key.serverProof(), context);
        Scalar da = Scalar.random();
        byte[] wrapped = wrap(da, person, id.value());
        DeviceRound round = begin(id.value());
        ProvePossession.Opened opened = possession.open(person, id, round.commitments(), wrapped);
        List<RoundAnswer> answers =
                answer(round, share.secret(), key.publicKey(), opened.preimages(), opened.round());
        return () -> {
            DownloadCertificates.Downloaded got =
                    download.download(person, id, opened.round().roundId(), answers, wrapped);
            keep(person.device(), got.pair().signing().serial(), share.secret());
            checked(person.device(), got.pair().encryption(), da, got.handover());
            return got.pair();
        };
    }

    interface Fetching extends Callable<DownloadCertificates.Pair> {
        @Override
        DownloadCertificates.Pair call();
    }

    /// Another round of a download whose answer was lost, with the shares that the phone has.
    DownloadCertificates.Downloaded again(
            Person person, OrderId id, DownloadCertificates.Pair pair, Scalar d1) {
        Scalar da = share(person.device(), pair.encryption().serial());
        byte[] wrapped = wrap(da, person, id.value());
        DeviceRound round = begin(id.value());
        ProvePossession.Opened opened = possession.open(person, id, round.commitments(), wrapped);
        DownloadCertificates.Downloaded got =
                download.download(
                        person,
                        id,
                        opened.round().roundId(),
                        answer(
                                round,
                                d1,
                                Certificate.parse(pair.signing().encoded()).sm2Key().point(),
                                opened.preimages(),
                                opened.round()),
                        wrapped);
        checked(person.device(), got.pair().encryption(), da, got.handover());
        return got;
    }

    /// What the phone sent that would test a guess of its PIN: proofs, answers, openings.
    List<byte[]> said() {
        return List.copyOf(said);
    }

    private Proof noted(Proof it) {
        said.add(it.commitment().encoded());
        said.add(it.response().encoded());
        return it;
    }

    /// All steps of a recovery whose identity was verified.
    public RecoverCertificates.Recovered recover(Person person, UUID id, int keys) {
        RecoverCertificates.Recovered got = unconfirmed(person, id, keys);
        recovery.confirm(of(person, id));
        return got;
    }

    /// The same, without the last.
    RecoverCertificates.Recovered unconfirmed(Person person, UUID id, int keys) {
        return proved(person, id, keys).call();
    }

    /// The last step of a recovery, to be taken later: what the phone would send is at hand.
    interface Last extends Callable<RecoverCertificates.Recovered> {
        @Override
        RecoverCertificates.Recovered call();
    }

    Last proved(Person person, UUID id, int keys) {
        ProveRecovery.Device it = of(person, id);
        byte[] context = ProvePossession.context(person, id);
        DeviceShare share = DeviceShare.generate();
        ProveRecovery.Generated key =
                recovery.generate(it, share.commitment(), noted(share.prove(context)));
        share.accept(key.publicKey(), key.serverProof(), context);
        return last(it, share.secret(), key.publicKey(), keys);
    }

    /// Another round of a recovery that is not confirmed, with fresh decryption shares.
    Last provedAgain(Person person, UUID id, RecoverCertificates.Recovered got) {
        return last(
                of(person, id),
                share(person.device(), got.signing().serial()),
                Certificate.parse(got.signing().encoded()).sm2Key().point(),
                got.keys().size());
    }

    private Last last(ProveRecovery.Device it, Scalar d1, Point publicKey, int keys) {
        List<Scalar> da = new ArrayList<>();
        List<byte[]> wrapped = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            da.add(Scalar.random());
            wrapped.add(wrap(da.get(i), it.person(), it.recovery()));
        }
        DeviceRound round = begin(it.recovery());
        ProveRecovery.Opened opened = recovery.open(it, round.commitments(), wrapped);
        List<RoundAnswer> answers =
                answer(round, d1, publicKey, opened.preimages(), opened.round());
        return () -> {
            RecoverCertificates.Handed handed =
                    recovery.finish(it, opened.round().roundId(), answers, wrapped);
            RecoverCertificates.Recovered got = handed.recovered();
            keep(it.person().device(), got.signing().serial(), d1);
            for (int i = 0; i < keys; i++) {
                checked(
                        it.person().device(),
                        got.keys().get(i),
                        da.get(i),
                        handed.handovers().get(i));
            }
            return got;
        };
    }

    /// What the wrapped keys hold, authorised with the signing certificate.
    ///
    /// @param onTheWay what somebody between phone and server makes of the list
    public List<byte[]> decrypt(
            AnswerDecryption.Holder holder,
            Authorisation what,
            UnaryOperator<Authorisation> onTheWay) {
        String session = "decrypt:" + what.session();
        DeviceRound round = DeviceRound.begin(session.getBytes(StandardCharsets.UTF_8), 1);
        Cosigner.Opened opened = decryption.open(holder, alone(what), round.commitments());
        RoundAnswer answer =
                answer(
                        round,
                        holder.person().device(),
                        certificate(holder),
                        what.preimage(),
                        opened);
        List<Point> partials =
                decryption
                        .finish(
                                holder,
                                alone(onTheWay.apply(what)),
                                opened.roundId(),
                                List.of(answer))
                        .partials();
        Scalar da = share(holder.person().device(), what.encryptionSerial());
        List<byte[]> out = new ArrayList<>();
        for (int i = 0; i < partials.size(); i++) {
            out.add(
                    SplitDecryption.finish(
                            da, partials.get(i), what.wrappedKeys().get(i).toBytes()));
        }
        return out;
    }

    private static AnswerDecryption.Wish alone(Authorisation what) {
        return new AnswerDecryption.Wish(Optional.empty(), List.of(what));
    }

    public RoundAnswer answer(
            DeviceRound round,
            DeviceId device,
            Certificate signing,
            Preimage preimage,
            Cosigner.Opened opened) {
        return answer(
                        round,
                        share(device, signing.serial()),
                        signing.sm2Key().point(),
                        List.of(preimage),
                        opened)
                .getFirst();
    }

    /// The share as it is stored; for what a thief or a restored backup would have.
    public Scalar stored(DeviceId device, SerialNumber serial) {
        return share(device, serial);
    }

    public void store(DeviceId device, SerialNumber serial, Scalar share) {
        keep(device, serial, share);
    }

    private Certificate certificate(AnswerDecryption.Holder holder) {
        return Objects.requireNonNull(certificates.get(holder.signing()));
    }

    /// Lets the phone know a certificate of its own.
    public void knows(Certificate it) {
        certificates.put(it.serial(), it);
    }

    private void checked(
            DeviceId device,
            Certificates.Stored encryption,
            Scalar da,
            KeyManagementCentre.Handover handover) {
        SplitDecryption.checkShares(
                da,
                handover.serverPoint(),
                Certificate.parse(encryption.encoded()).sm2Key().point());
        keep(device, encryption.serial(), da);
    }

    private void keep(DeviceId device, SerialNumber serial, Scalar share) {
        shares.put(device + ":" + serial, share);
    }

    private Scalar share(DeviceId device, SerialNumber serial) {
        return Objects.requireNonNull(shares.get(device + ":" + serial), "not on this device");
    }

    private static ProveRecovery.Device of(Person person, UUID recovery) {
        return new ProveRecovery.Device(person, TestIdentityDesk.asker(person).login(), recovery);
    }

    private static DeviceRound begin(UUID id) {
        return DeviceRound.begin(("download:" + id).getBytes(StandardCharsets.UTF_8), 2);
    }

    private List<RoundAnswer> answer(
            DeviceRound round,
            Scalar d1,
            Point publicKey,
            List<Preimage> preimages,
            Cosigner.Opened opened) {
        List<RoundAnswer> out =
                round.answer(
                        d1,
                        Sm2PublicKey.of(publicKey),
                        preimages,
                        opened.serverNonces().stream().map(ServerNonce::q2).toList());
        for (RoundAnswer each : out) {
            said.add(each.s1().encoded());
            said.add(each.opening().expose());
        }
        return out;
    }

    private byte[] wrap(Scalar da, Person person, UUID id) {
        byte[] binding =
                HexFormat.of()
                        .parseHex(
                                SignedContext.hashOf(
                                        List.of(
                                                "bzt/escrow-share/v1",
                                                id.toString(),
                                                person.account().toString(),
                                                person.device().toString())));
        byte[] plain = Arrays.copyOf(da.encoded(), Scalar.LENGTH + binding.length);
        System.arraycopy(binding, 0, plain, Scalar.LENGTH, binding.length);
        return kmc.wrappingCertificate().publicKey().encrypt(plain);
    }
}
