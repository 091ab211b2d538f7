package cn.biaozhengtong.seal.act;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.kit.data.StateMachine;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.making.CertificateOffice;
import cn.biaozhengtong.seal.making.SealMaker;
import cn.biaozhengtong.seal.making.SealVersions;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// One act of the administrator over a seal: shown, signed with his PIN, carried out; kept as
/// evidence. Until it is signed it lives ten minutes.
@Entity
public class SignedAct implements Persistable<UUID> {
    private static final Duration LIFE = Duration.ofMinutes(10);

    /// Named for who acts next.
    public enum State implements StateMachine<State> {
        awaiting_signature,
        /// By us.
        signed,
        done,
        /// What had to be so was not any more.
        refused;

        @Override
        public Set<State> next() {
            return switch (this) {
                case awaiting_signature -> EnumSet.of(signed);
                case signed -> EnumSet.of(done, refused);
                case done, refused -> EnumSet.noneOf(State.class);
            };
        }
    }

    @Id private UUID id;
    private UUID sealId;
    private UUID enterpriseId;
    private UUID accountId;
    private UUID deviceId;

    @Enumerated(EnumType.STRING)
    private SealAct.Kind act;

    @Enumerated(EnumType.STRING)
    private SealKind kind;

    private String serial;
    private int sealVersion;
    private String name;
    private String picture;
    private String signers;

    /// As it stands in what is signed, to the digit.
    private String stated;

    @Enumerated(EnumType.STRING)
    private State state;

    private byte @Nullable [] signature;
    private @Nullable String refusal;
    private Instant begunAt;
    @Version private Integer version;

    protected SignedAct() {}

    /// @param with the certificate that is to sign
    static SignedAct begun(
            SealAct.Kind act,
            Seal seal,
            int version,
            CertificateOffice.Signer with,
            List<SerialNumber> signers,
            Instant now) {
        SignedAct it = new SignedAct();
        it.id = UUID.randomUUID();
        it.sealId = seal.sealId().value();
        it.enterpriseId = seal.owner().enterpriseId().value();
        it.accountId = with.person().account().value();
        it.deviceId = with.person().device().value();
        it.act = act;
        it.kind = seal.kind();
        it.serial = with.serial().hex();
        it.sealVersion = version;
        it.name = seal.name();
        it.picture = seal.picture().orElseThrow(SealProblem.picture_missing::exception);
        it.signers = SealVersions.joined(signers);
        it.stated = now.toString();
        it.state = State.awaiting_signature;
        it.begunAt = now;
        return it;
    }

    /// What is signed.
    SealAct statement() {
        return new SealAct(
                act,
                kind.name(),
                sealId.toString(),
                sealVersion,
                enterpriseId.toString(),
                name,
                picture,
                SealVersions.split(signers),
                Instant.parse(stated));
    }

    Preimage preimage() {
        return statement().preimage();
    }

    /// What the device binds its nonce to, after `scan:`.
    String session() {
        return "seal:" + id;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is signed or too old
    void mustAwait(Instant now) {
        if (state != State.awaiting_signature || begunAt.plus(LIFE).isBefore(now)) {
            throw SealProblem.act_expired.exception();
        }
    }

    void signed(Preimage by) {
        become(State.signed);
        signature = by.toBytes();
    }

    void done() {
        become(State.done);
    }

    /// @param slug of the problem
    void refused(String slug) {
        become(State.refused);
        refusal = slug;
    }

    private void become(State next) {
        if (!state.mayBecome(next)) {
            throw SealProblem.act_expired.exception();
        }
        state = next;
    }

    ActId actId() {
        return new ActId(id);
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    SealId sealId() {
        return new SealId(sealId);
    }

    EnterpriseId enterpriseId() {
        return new EnterpriseId(enterpriseId);
    }

    AccountId accountId() {
        return new AccountId(accountId);
    }

    CertificateOffice.Signer signer() {
        return new CertificateOffice.Signer(
                new Person(accountId(), new DeviceId(deviceId)), new SerialNumber(serial));
    }

    SealAct.Kind act() {
        return act;
    }

    State state() {
        return state;
    }

    int sealVersion() {
        return sealVersion;
    }

    String picture() {
        return picture;
    }

    SealMaker.Wish wish() {
        return new SealMaker.Wish(
                sealId(), sealVersion, enterpriseId(), kind, name, SealVersions.split(signers));
    }

    /// Only of a signed one.
    SealMaker.Order order() {
        return new SealMaker.Order(
                new SerialNumber(serial),
                Instant.parse(stated),
                Preimage.of(Objects.requireNonNull(signature)));
    }
}
