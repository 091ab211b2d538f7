package cn.biaozhengtong.seal.life;

import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// One seal of an enterprise: image, name, owner and the certificates of those who may use it. Each
/// version of it is a `SESeal` that the maker signed; old ones stay, for what was sealed with them.
@Entity
public class Seal implements Persistable<UUID> {
    @Id private UUID id;
    private UUID enterpriseId;
    private String enterpriseName;

    @Enumerated(EnumType.STRING)
    private SealKind kind;

    private String name;
    private String purpose;

    @Enumerated(EnumType.STRING)
    private SealState state;

    /// [StopCause]s, with commas between; it is stopped while there is one.
    private String stopCauses;

    @Embedded private SealFiling filing;

    /// `SM3` of the picture that its next version is to have; what the version that counts has
    /// stands there. Null while nobody drew the signature.
    private @Nullable String picture;

    private @Nullable String esId;
    private int sealVersion;
    private @Nullable Instant reviewDueAt;
    private String certificateSerial;
    private Instant createdAt;
    @Version private Integer version;
    private @Nullable String onceKey;

    @Transient private final List<SealEvent> happened = new ArrayList<>();

    protected Seal() {}

    /// @param owner name of the enterprise, and of the seal's words
    public record Owner(EnterpriseId enterpriseId, String name) {
        public Owner(UUID enterpriseId, String name) {
            this(new EnterpriseId(enterpriseId), name);
        }
    }

    public static Seal draft(Owner owner, SealKind kind, SealWords words, Instant now) {
        Seal it = new Seal();
        it.id = SealId.random().value();
        it.enterpriseId = owner.enterpriseId().value();
        it.enterpriseName = owner.name();
        it.kind = kind;
        it.name = words.name();
        it.purpose = words.purpose();
        it.state = SealState.draft;
        it.stopCauses = "";
        it.filing = SealFiling.NONE;
        it.certificateSerial = "";
        it.createdAt = now;
        it.onceKey = kind.isOnce() ? owner.enterpriseId() + ":" + kind : null;
        it.happened.add(new SealEvent.Prepared());
        return it;
    }

    /// Another picture, for the next version.
    public void shows(String picture) {
        mustNotBe(SealState.cancelled);
        this.picture = picture;
    }

    /// What it will say from its next version on. A picture that says the same stays: somebody may
    /// have given it meanwhile.
    ///
    /// @param drawn null when nobody can draw it, or has yet
    public void reworded(String enterpriseName, SealWords words, @Nullable String drawn) {
        if (picture == null || !name.equals(words.name())) {
            picture = drawn;
        }
        this.enterpriseName = enterpriseName;
        this.name = words.name();
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when an administrator's act is in vain
    public void mustAllow(SealAct.Kind act) {
        boolean may =
                switch (act) {
                    case make ->
                            state != SealState.cancelled
                                    && !stopCauses().contains(StopCause.enterprise_frozen);
                    case stop ->
                            state.mayBecome(SealState.stopped)
                                    || (state == SealState.stopped
                                            && !stopCauses().contains(StopCause.administrator));
                    case resume -> stopCauses().contains(StopCause.administrator);
                    case cancel -> state.mayBecome(SealState.cancelled);
                };
        if (!may) {
            throw SealProblem.seal_state.exception();
        }
    }

    /// The first version waits to be filed, or to hear that nobody files it; a later one counts at
    /// once. It ends a stop for want of anybody who may use it; by the administrator's order also
    /// one for words that were not true any more.
    ///
    /// @param ordered whether the administrator did, with his PIN
    public void made(int which, String esId, boolean ordered) {
        if (which != sealVersion + 1) {
            throw SealProblem.seal_changed.exception();
        }
        mustNotBe(SealState.cancelled);
        this.esId = esId;
        sealVersion = which;
        happened.add(new SealEvent.Made(esId));
        if (state == SealState.draft) {
            become(SealState.made);
        }
        ended(StopCause.no_signer);
        if (ordered) {
            ended(StopCause.enterprise_changed);
        }
    }

    /// Nobody files it: no filing system is configured, or it never heard of it. What waited is in
    /// force.
    public void goesUnfiled() {
        if (!filing.inForce()) {
            filing = SealFiling.NONE;
        }
        if (state == SealState.made) {
            become(SealState.active);
        }
    }

    /// The filing system is to be told how it is now.
    public void awaitsFiling() {
        filing = filing.waiting();
    }

    /// A seal that waited for this is in force, unless something stops it.
    ///
    /// @param which the version that was filed; while it is not the one that counts, that one waits
    public void filed(String which, String number, Instant at) {
        filing = filing.filed(number, at);
        if (!is(which)) {
            filing = filing.waiting();
        }
        if (state == SealState.made) {
            become(SealState.filed);
            become(SealState.active);
        }
        happened.add(new SealEvent.Filed(number));
    }

    /// It was told that the seal is cancelled.
    public void filedAsCancelled() {
        filing = filing.closed();
    }

    /// It stays what it is: one that was never filed waits on, one that was filed stays in force.
    ///
    /// @param why in the filing system's words
    public void filingRefused(String why) {
        filing = filing.refused(why);
        happened.add(new SealEvent.FilingRefused(why));
    }

    /// Nothing happens to a draft, or to one that was cancelled.
    public void stop(StopCause cause) {
        Set<StopCause> causes = stopCauses();
        if (!state.mayBecome(SealState.stopped) && state != SealState.stopped) {
            return;
        }
        if (causes.add(cause)) {
            causes(causes);
            happened.add(new SealEvent.Stopped(cause));
        }
    }

    /// It goes on when nothing else stops it.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it was not stopped for this
    public void resume(StopCause cause) {
        if (!stopCauses().contains(cause)) {
            throw SealProblem.seal_state.exception();
        }
        ended(cause);
    }

    /// The enterprise is released; it goes on once its words are found to be true still.
    public void released(Instant now) {
        if (stopCauses().contains(StopCause.enterprise_frozen)) {
            stop(StopCause.enterprise_changed);
            ended(StopCause.enterprise_frozen);
            review(now);
        }
    }

    private void ended(StopCause cause) {
        Set<StopCause> causes = stopCauses();
        if (causes.remove(cause)) {
            causes(causes);
            if (causes.isEmpty()) {
                happened.add(new SealEvent.Resumed());
            }
        }
    }

    private void causes(Set<StopCause> causes) {
        stopCauses = causes.stream().map(StopCause::name).collect(Collectors.joining(","));
        SealState free = filing.inForce() ? SealState.active : SealState.made;
        SealState next = causes.isEmpty() ? free : SealState.stopped;
        if (state != next) {
            become(next);
        }
    }

    public void cancel() {
        become(SealState.cancelled);
        stopCauses = "";
        happened.add(new SealEvent.Cancelled());
    }

    /// Somebody must look whether its words and its list are still right.
    public void review(Instant at) {
        reviewDueAt = at;
    }

    public void reviewed() {
        reviewDueAt = null;
    }

    private void mustNotBe(SealState end) {
        if (state == end) {
            throw SealProblem.seal_cancelled.exception();
        }
    }

    private void become(SealState next) {
        if (!state.mayBecome(next)) {
            throw SealProblem.seal_state.exception();
        }
        state = next;
    }

    /// Since it was read.
    List<SealEvent> events() {
        return List.copyOf(happened);
    }

    List<SealEvent> takeEvents() {
        List<SealEvent> out = events();
        happened.clear();
        return out;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    public SealId sealId() {
        return new SealId(id);
    }

    public Owner owner() {
        return new Owner(new EnterpriseId(enterpriseId), enterpriseName);
    }

    public SealKind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /// What a seal of a kind of its own says below the star.
    public String purpose() {
        return purpose;
    }

    public SealState state() {
        return state;
    }

    /// Why it is stopped; none when it is not.
    public Set<StopCause> stopCauses() {
        EnumSet<StopCause> out = EnumSet.noneOf(StopCause.class);
        Stream.of(stopCauses.split(","))
                .filter(it -> !it.isEmpty())
                .map(StopCause::valueOf)
                .forEach(out::add);
        return out;
    }

    /// What a filing system knows of it.
    public SealFiling filing() {
        return filing;
    }

    public Optional<String> picture() {
        return Optional.ofNullable(picture);
    }

    /// Of the version that counts.
    public Optional<String> esId() {
        return Optional.ofNullable(esId);
    }

    /// Whether a version is the one that counts.
    public boolean is(String which) {
        return which.equals(esId);
    }

    public int sealVersion() {
        return sealVersion;
    }
}
